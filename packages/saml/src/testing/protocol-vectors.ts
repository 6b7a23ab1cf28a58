import { readAuthnRequest, verifyAuthnRequest, writeAuthnRequest } from '../messages/authn-request.ts'
import { verifyLogoutRequest, writeLogoutRequest } from '../messages/logout-request.ts'
import { verifyLogoutResponse, writeLogoutResponse } from '../messages/logout-response.ts'
import { judgeLogoutRequest, judgeLogoutResponse } from '../profile/logout-checks.ts'
import type { ProtocolExpectation } from '../profile/protocol-rows.ts'
import { judgeVerifiedAuthnRequest } from '../profile/request-checks.ts'
import { now, signXml } from './forge.ts'
import { keys } from './keys.ts'
import { replace } from './steps.ts'
import { judgedVector, type Vector, type Vectors, vector } from './vector.ts'

const issuer = 'https://other.example.test/'
const destination = 'https://here.example.test/saml2'
const acs = 'https://sp.example.test/acs'
const minute = 60_000
const written = { id: '_r', issueInstant: now, destination, issuer }
const trusted = [keys.idp.certificate, keys.short.certificate]
const expectation: ProtocolExpectation = {
  now,
  clockSkew: 0,
  issuer,
  destination,
  replyUrls: [acs],
  inResponseTo: '_q',
}

/** What is special in a message: values that the writer takes, a change before it is signed, another expectation. */
interface Special {
  readonly why: string
  readonly of?: object
  readonly change?: (xml: string) => string
  readonly expected?: Partial<ProtocolExpectation>
  readonly key?: typeof keys.idp
  readonly weak?: boolean
}

const messages = {
  'authn-request': {
    write: (of: object) => writeAuthnRequest({ ...written, assertionConsumerServiceUrl: acs, ...of }),
    judge: (octets: Buffer, expected: ProtocolExpectation) =>
      judgeVerifiedAuthnRequest(verifyAuthnRequest(octets, trusted), expected),
  },
  'logout-request': {
    write: (of: object) =>
      writeLogoutRequest({ ...written, nameId: { value: 'b.simon' }, notOnOrAfter: now + 1, ...of }),
    judge: (octets: Buffer, expected: ProtocolExpectation) =>
      judgeLogoutRequest(verifyLogoutRequest(octets, trusted), expected),
  },
  'logout-response': {
    write: (of: object) => writeLogoutResponse({ ...written, inResponseTo: '_q', ...of }),
    judge: (octets: Buffer, expected: ProtocolExpectation) =>
      judgeLogoutResponse(verifyLogoutResponse(octets, trusted), expected),
  },
} as const

type Kind = keyof typeof messages

/** The message is changed before it is signed: nothing but the row itself can refuse it. */
function judged(kind: Kind, row: string, special: Special): Vector {
  return judgedVector(special.why, row, () => {
    const { write, judge } = messages[kind]
    const xml = (special.change ?? ((same: string) => same))(write(special.of ?? {}))
    const signed = sign(xml, special)
    return judge(Buffer.from(signed, 'utf8'), { ...expectation, ...special.expected })
  })
}

/** The Issuer of an AuthnRequest has a prefix, which the place of the signature is found by. */
function sign(xml: string, { key, weak }: Special): string {
  const plain = xml.replace(/saml:Issuer xmlns:saml/, 'Issuer xmlns').replace('/saml:Issuer', '/Issuer')
  return signXml(plain, key ?? keys.idp, weak ? 'rsa-sha1' : 'rsa-sha256')
}

const only = (special: Omit<Special, 'why'>, why = 'it'): readonly Special[] => [{ why, ...special }]
const instant = (to: string) => replace(/IssueInstant="[^"]*"/, `IssueInstant="${to}"`)

const refusedEverywhere: Readonly<Record<string, readonly Special[]>> = {
  version: only({ change: replace('Version="2.0"', 'Version="1.1"') }, '1.1'),
  algorithm: only({ weak: true }, 'RSA-SHA1'),
  'key-size': only({ key: keys.short }, 'RSA of 1024 bits'),
  issuer: [
    { why: 'another', of: { issuer: `${issuer}x` } },
    { why: 'in another case', of: { issuer: issuer.toUpperCase() } },
  ],
  destination: [
    { why: 'another', of: { destination: acs } },
    { why: 'empty', change: replace(/ Destination="[^"]*"/, ' Destination=""') },
  ],
  'time-form': [
    { why: 'no time', change: instant('now') },
    { why: 'an offset', change: instant('2026-01-15T13:00:00+01:00') },
  ],
  'issue-instant': only({ of: { issueInstant: now + 5 * minute + 1 } }, 'of the future'),
}

const acceptedEverywhere: Readonly<Record<string, readonly Special[]>> = {
  version: only({}),
  algorithm: [
    { why: 'RSA-SHA256' },
    { why: 'RSA-SHA1 by choice', weak: true, expected: { legacy: ['sha1'] } },
  ],
  'key-size': only({}, 'RSA of 2048 bits'),
  issuer: only({}),
  destination: only({}),
  'time-form': only({ change: instant('2026-01-15T11:59:59.5Z') }, 'a fraction'),
  'issue-instant': only({ of: { issueInstant: now + 5 * minute } }, 'five minutes ahead'),
}

const url = (assertionConsumerServiceUrl: string) => ({ of: { assertionConsumerServiceUrl } })
const registered = (to: string) => ({ ...url(to), expected: { replyUrls: [to] } })

const refused: Readonly<Record<Kind, Readonly<Record<string, readonly Special[]>>>> = {
  'authn-request': {
    ...refusedEverywhere,
    'reply-url-form': ['javascript:alert(1)', 'http://sp.example.test/acs', 'https://x/\u00e4', '/acs'].map(
      (to) => ({ why: to, ...registered(to) }),
    ),
    'reply-url': [
      { why: 'in another case', ...url('https://sp.example.test/ACS') },
      { why: 'longer', ...url(`${acs}/x`) },
    ],
    'protocol-binding': only({ change: replace('HTTP-POST', 'HTTP-Artifact') }, 'Artifact'),
  },
  'logout-request': {
    ...refusedEverywhere,
    'not-on-or-after': [
      { why: 'at its end', of: { notOnOrAfter: now } },
      { why: 'no time', change: replace(/NotOnOrAfter="[^"]*"/, 'NotOnOrAfter="never"') },
    ],
    'name-id': only({ of: { nameId: { value: ' ' } } }, 'blank'),
  },
  'logout-response': {
    ...refusedEverywhere,
    status: only({ of: { codes: ['urn:oasis:names:tc:SAML:2.0:status:Responder'] } }, 'Responder'),
    'in-response-to': [
      { why: 'another', of: { inResponseTo: '_other' } },
      { why: 'none', of: { inResponseTo: undefined } },
    ],
  },
}

const accepted: typeof refused = {
  'authn-request': {
    ...acceptedEverywhere,
    'reply-url-form': ['http://localhost:7990/acs', 'http://127.0.0.1/', 'https://x/?a=b'].map((to) => ({
      why: to,
      ...registered(to),
    })),
    'reply-url': only({ expected: { replyUrls: ['https://x/', acs] } }, 'one of two'),
    'protocol-binding': [{ why: 'POST' }, { why: 'none', change: replace(/ ProtocolBinding="[^"]*"/, '') }],
  },
  'logout-request': {
    ...acceptedEverywhere,
    'not-on-or-after': [
      { why: 'a millisecond before its end' },
      { why: 'within the skew', of: { notOnOrAfter: now }, expected: { clockSkew: 1 } },
    ],
    'name-id': only({}),
  },
  'logout-response': { ...acceptedEverywhere, status: only({}), 'in-response-to': only({}) },
}

const vectors = (of: typeof refused): Vectors =>
  Object.fromEntries(
    (['authn-request', 'logout-request', 'logout-response'] as const).flatMap((kind) =>
      Object.entries(of[kind]).map(([row, specials]) => [
        `${kind}/${row}`,
        specials.map((special) => judged(kind, row, special)),
      ]),
    ),
  )

/** For every row of the tables for requests and logout, as `kind/row`. */
export const refusedProtocol = vectors(refused)
export const acceptedProtocol = vectors(accepted)

const request = (change: (xml: string) => string) =>
  readAuthnRequest(
    Buffer.from(
      change(writeAuthnRequest({ ...written, assertionConsumerServiceUrl: acs, forceAuthn: true })),
    ),
  )

/** Refusals that only a request can meet, by code. */
export const refusedRequests: Vectors = {
  'message-exclusive': [
    vector('a place by index and by URL, and no binding', () =>
      request((xml) => xml.replace(/ ProtocolBinding="[^"]*"/, ' AssertionConsumerServiceIndex="0"')),
    ),
    vector('a place by index and by URL', () =>
      request(replace(' ProtocolBinding', ' AssertionConsumerServiceIndex="0" ProtocolBinding')),
    ),
    vector('a place by index, and a binding', () =>
      request((xml) =>
        xml.replace(/ AssertionConsumerServiceURL="[^"]*"/, ' AssertionConsumerServiceIndex="0"'),
      ),
    ),
  ],
  'message-boolean': [vector('TRUE', () => request(replace('"true"', '"TRUE"')))],
}

export const acceptedRequests: Vectors = {
  'message-exclusive': [
    vector('a place by index alone', () =>
      request((xml) =>
        xml
          .replace(/ AssertionConsumerServiceURL="[^"]*"/, ' AssertionConsumerServiceIndex="0"')
          .replace(/ ProtocolBinding="[^"]*"/, ''),
      ),
    ),
  ],
  'message-boolean': ['0', '1', 'true', 'false'].map((to) =>
    vector(to, () => request(replace('"true"', `"${to}"`))),
  ),
}
