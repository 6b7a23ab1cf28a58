import { describe, expect, test } from 'vitest'
import { readAuthnRequest, verifyAuthnRequest, writeAuthnRequest } from '../messages/authn-request.ts'
import { verifyLogoutRequest, writeLogoutRequest } from '../messages/logout-request.ts'
import { verifyLogoutResponse, writeLogoutResponse } from '../messages/logout-response.ts'
import { now } from '../testing/forge.ts'
import { keys } from '../testing/keys.ts'
import { refusal } from './check.ts'
import {
  judgeLogoutRequest,
  judgeLogoutResponse,
  logoutRequestTable,
  logoutResponseTable,
} from './logout-checks.ts'
import type { ProtocolExpectation } from './protocol-rows.ts'
import { authnRequestTable, judgeAuthnRequest } from './request-checks.ts'

const issuer = 'https://other.example.test/'
const destination = 'https://here.example.test/saml2'
const acs = 'https://sp.example.test/acs'
const expected: ProtocolExpectation = {
  now,
  clockSkew: 0,
  issuer,
  destination,
  replyUrls: [acs],
  inResponseTo: '_q',
}
const written = { id: '_r', issueInstant: now, destination, issuer, sign: keys.idp }
const trusted = [keys.idp.certificate, keys.short.certificate]
type Change = (xml: string) => string
const octets = (xml: string, change?: Change) => Buffer.from(change?.(xml) ?? xml, 'utf8')
const replace =
  (from: string | RegExp, to: string): Change =>
  (xml) =>
    xml.replace(from, to)

interface Refused {
  readonly of?: object
  readonly change?: Change
  readonly expected?: Partial<ProtocolExpectation>
}

const future = { of: { issueInstant: now + 6 * 60_000 } }

const authnRequest: Readonly<Record<keyof typeof authnRequestTable, Refused>> = {
  version: { change: replace('Version="2.0"', 'Version="1.1"') },
  algorithm: {},
  'key-size': { of: { sign: keys.short } },
  issuer: { of: { issuer: `${issuer}x` } },
  destination: { of: { destination: acs } },
  'time-form': { change: replace(/IssueInstant="[^"]*"/, 'IssueInstant="now"') },
  'issue-instant': future,
  'reply-url-form': { of: { assertionConsumerServiceUrl: 'javascript:alert(1)' } },
  'reply-url': { of: { assertionConsumerServiceUrl: 'https://sp.example.test/ACS' } },
  'protocol-binding': { change: replace('HTTP-POST', 'HTTP-Artifact') },
}

describe('an AuthnRequest', () => {
  const request = (of: object = {}) =>
    writeAuthnRequest({ ...written, assertionConsumerServiceUrl: acs, ...of })
  const judge = ({ of, change, expected: other }: Refused) => {
    const read = change
      ? { value: readAuthnRequest(octets(request(of), change)), signatures: undefined }
      : verifyAuthnRequest(octets(request(of)), trusted)
    return judgeAuthnRequest(read.value, read.signatures, { ...expected, ...other })
  }

  test('passes', () => expect(refusal(judge({}))).toBeUndefined())

  test.each(Object.entries(authnRequest).filter(([code]) => code !== 'algorithm'))(
    'is refused: %s',
    (code, refused) => {
      const checks = judge(refused)
      expect(checks.find((check) => check.code === code)?.verdict).toBe('refused')
    },
  )

  test('is refused: algorithm', () => {
    const weak = [
      {
        covers: 'AuthnRequest',
        algorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
        keyType: 'RSA',
        keyBits: 2048,
        certificateSha256: '',
      },
    ] as const
    const checks = judgeAuthnRequest(readAuthnRequest(octets(request())), weak, expected)
    expect(refusal(checks)?.code).toBe('algorithm')
    const legacy = judgeAuthnRequest(readAuthnRequest(octets(request())), weak, {
      ...expected,
      legacy: ['sha1'],
    })
    expect(refusal(legacy)).toBeUndefined()
  })

  test('that names the place to answer twice is refused when it is read', () => {
    const both = octets(
      request(),
      replace(' ProtocolBinding', ' AssertionConsumerServiceIndex="0" ProtocolBinding'),
    )
    expect(() => readAuthnRequest(both)).toThrow(expect.objectContaining({ code: 'message-exclusive' }))
    const odd = octets(request({ forceAuthn: true }), replace('"true"', '"TRUE"'))
    expect(() => readAuthnRequest(odd)).toThrow(expect.objectContaining({ code: 'message-boolean' }))
  })

  test('keeps everything that an identity provider judges', () => {
    const full = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="_f" Version="2.0" IssueInstant="2026-01-15T12:00:00Z" ForceAuthn="1" IsPassive="false" ProviderName="p" AssertionConsumerServiceIndex="3"><Issuer>
        ${issuer}
      </Issuer><Subject/><samlp:NameIDPolicy Format="urn:f" SPNameQualifier="q" AllowCreate="true"/><Conditions/><samlp:RequestedAuthnContext Comparison="minimum"><AuthnContextClassRef>urn:c</AuthnContextClassRef></samlp:RequestedAuthnContext><samlp:Scoping ProxyCount="1"><samlp:RequesterID>urn:r</samlp:RequesterID></samlp:Scoping></samlp:AuthnRequest>`
    expect(readAuthnRequest(octets(full))).toEqual({
      id: '_f',
      version: '2.0',
      issueInstant: '2026-01-15T12:00:00Z',
      issuer: { value: issuer },
      assertionConsumerServiceIndex: '3',
      forceAuthn: true,
      isPassive: false,
      providerName: 'p',
      nameIdPolicy: { format: 'urn:f', spNameQualifier: 'q', allowCreate: true },
      requestedAuthnContext: { comparison: 'minimum', classRefs: ['urn:c'], declRefs: [] },
      subjectPresent: true,
      scoping: { proxyCount: '1', idpListPresent: false, requesterIds: ['urn:r'] },
      signaturePresent: false,
    })
  })
})

test('an empty Destination is refused, an absent one not judged', () => {
  const judge = (change: Change) => {
    const xml = writeAuthnRequest({ ...written, assertionConsumerServiceUrl: acs })
    const checks = judgeAuthnRequest(readAuthnRequest(octets(xml, change)), undefined, expected)
    return checks.find((check) => check.code === 'destination')?.verdict
  }
  expect(judge(replace(/ Destination="[^"]*"/, ' Destination=""'))).toBe('refused')
  expect(judge(replace(/ Destination="[^"]*"/, ''))).toBe('not judged')
})

describe('a LogoutRequest', () => {
  const judge = (of: object = {}) => {
    const xml = writeLogoutRequest({ ...written, nameId: { value: 'b.simon' }, notOnOrAfter: now + 1, ...of })
    return judgeLogoutRequest(verifyLogoutRequest(octets(xml), trusted), expected)
  }

  test('passes', () => expect(refusal(judge())).toBeUndefined())

  test.each([
    ['key-size', { sign: keys.short }],
    ['issuer', { issuer: 'https://third.example.test/' }],
    ['destination', { destination: acs }],
    ['issue-instant', future.of],
    ['not-on-or-after', { notOnOrAfter: now }],
    ['name-id', { nameId: { value: ' ' } }],
  ])('is refused: %s', (code, of) => expect(refusal(judge(of))?.code).toBe(code))

  test('must be signed, itself and not by something inside (samlify #634)', () => {
    const { sign: _, ...unsigned } = written
    const xml = writeLogoutRequest({ ...unsigned, nameId: { value: 'b.simon' } })
    expect(() => verifyLogoutRequest(octets(xml), trusted)).toThrow(
      expect.objectContaining({ code: 'signature-missing' }),
    )
  })
})

describe('a LogoutResponse', () => {
  const judge = (of: object = {}) => {
    const xml = writeLogoutResponse({ ...written, inResponseTo: '_q', ...of })
    return judgeLogoutResponse(verifyLogoutResponse(octets(xml), trusted), expected)
  }

  test('passes', () => expect(refusal(judge())).toBeUndefined())

  test.each([
    ['status', { codes: ['urn:oasis:names:tc:SAML:2.0:status:Responder'] }],
    ['in-response-to', { inResponseTo: '_other' }],
    ['in-response-to', { inResponseTo: undefined }],
  ])('is refused: %s', (code, of) => expect(refusal(judge(of))?.code).toBe(code))

  test('the tables share their rows with that of the AuthnRequest', () => {
    for (const code of ['version', 'algorithm', 'time-form'] as const) {
      expect(logoutRequestTable[code]).toBe(authnRequestTable[code])
      expect(logoutResponseTable[code]).toBe(authnRequestTable[code])
    }
  })
})
