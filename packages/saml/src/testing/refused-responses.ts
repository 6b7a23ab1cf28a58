import type { ResponseExpectation } from '../profile/response-checks.ts'
import { forge, genuine, now, requestId } from './forge.ts'
import { keys } from './keys.ts'

/** A message that must be refused, and by which row; `expected` changes what it is judged against. */
export interface RefusedResponse {
  readonly why: string
  readonly octets: () => Buffer
  readonly expected?: Partial<ResponseExpectation>
  /** Its row is the first to refuse, unless another must come before it. */
  readonly notFirst?: boolean
}

const replace = (from: string | RegExp, to: string) => (xml: string) => xml.replace(from, to)
const inAssertion = (from: string | RegExp, to: string) => () => forge({ assertion: replace(from, to) })
const inResponse = (from: string | RegExp, to: string) => () =>
  forge({ response: replace(from, to), sign: 'response' })
const attribute = (name: string, value: string) =>
  `<Attribute Name="${name}"><AttributeValue>${value}</AttributeValue></Attribute>`
const minute = 60_000
const day = 24 * 60 * minute

/** For every row of the table of checks, by its code, the messages that it refuses. */
export const refusedResponses: Readonly<Record<string, readonly RefusedResponse[]>> = {
  version: [
    { why: 'the assertion says 1.1', octets: inAssertion('Version="2.0"', 'Version="1.1"') },
    { why: 'the response says 2.1', octets: inResponse('Version="2.0"', 'Version="2.1"') },
  ],
  status: [
    { why: 'Responder', octets: inResponse('status:Success', 'status:Responder') },
    { why: 'Success with a suffix', octets: inResponse('status:Success', 'status:Successful') },
    {
      why: 'Success inside Responder',
      octets: inResponse(
        /<samlp:StatusCode[^>]*>/,
        '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder"><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:StatusCode>',
      ),
    },
  ],
  algorithm: [
    {
      why: 'RSA-SHA1',
      octets: () => genuine({ sign: { key: keys.idp, option: 'assertion', algorithm: 'rsa-sha1' } }),
    },
    {
      why: 'RSA-SHA1 of the response around a strong assertion',
      octets: () => {
        const weak = forge({ sign: 'response', algorithm: 'rsa-sha1' })
        return weak
      },
    },
  ],
  'key-size': [
    {
      why: 'RSA of 1024 bits',
      octets: () => genuine({ sign: { key: keys.short, option: 'assertion' } }),
    },
  ],
  issuer: [
    { why: 'another issuer', octets: () => genuine({ issuer: 'https://other.example.test/' }) },
    { why: 'without the trailing slash', octets: () => genuine({ issuer: 'https://idp.example.test' }) },
  ],
  'issuer-format': [
    {
      why: 'Format persistent',
      octets: inAssertion(
        '<Issuer>',
        '<Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">',
      ),
    },
  ],
  'response-issuer': [
    {
      why: 'the response names another',
      octets: inResponse('>https://idp.example.test/<', '>https://other.example.test/<'),
    },
  ],
  destination: [
    { why: 'another', octets: () => genuine({ destination: 'https://other.example.test/acs' }) },
    { why: 'empty', octets: inResponse(/Destination="[^"]*"/, 'Destination=""') },
    { why: 'absent from a signed response', octets: inResponse(/ Destination="[^"]*"/, '') },
  ],
  confirmation: [
    { why: 'sender-vouches', octets: inAssertion('cm:bearer', 'cm:sender-vouches') },
    { why: 'none at all', octets: inAssertion(/<SubjectConfirmation .*<\/SubjectConfirmation>/, '') },
  ],
  recipient: [
    { why: 'another', octets: () => genuine({}, { recipient: 'https://other.example.test/acs' }) },
    { why: 'absent', octets: inAssertion(/ Recipient="[^"]*"/, '') },
    { why: 'in another case', octets: () => genuine({}, { recipient: 'https://sp.example.test/ACS' }) },
  ],
  'confirmation-time': [
    { why: 'at its very end', octets: () => genuine({}, { confirmationNotOnOrAfter: now }) },
    {
      why: 'no NotOnOrAfter',
      octets: inAssertion(/(<SubjectConfirmationData[^>]*) NotOnOrAfter="[^"]*"/, '$1'),
    },
    {
      why: 'a NotBefore',
      octets: inAssertion(
        '<SubjectConfirmationData',
        '<SubjectConfirmationData NotBefore="2026-01-15T11:00:00Z"',
      ),
    },
  ],
  address: [
    {
      why: 'another address',
      octets: inAssertion('<SubjectConfirmationData', '<SubjectConfirmationData Address="192.0.2.1"'),
      expected: { clientAddress: '192.0.2.2' },
    },
  ],
  'in-response-to': [
    { why: 'of another request', octets: () => genuine({ inResponseTo: '_other' }) },
    { why: 'answered although nothing was asked', octets: () => genuine(), expected: { inResponseTo: null } },
    {
      why: 'envelope and confirmation differ',
      octets: () => forge({ response: replace(`InResponseTo="${requestId}"`, 'InResponseTo="_other"') }),
    },
    {
      why: 'only the unsigned envelope answers',
      octets: () => forge({ assertion: replace(/ InResponseTo="[^"]*"/, '') }),
    },
  ],
  unsolicited: [
    { why: 'an answer was wanted', octets: inResponse(/ InResponseTo="[^"]*"/g, '') },
    {
      why: 'not allowed',
      octets: inResponse(/ InResponseTo="[^"]*"/g, ''),
      expected: { inResponseTo: null, unsolicited: false },
    },
  ],
  audience: [
    { why: 'another', octets: () => genuine({}, { audience: 'https://other.example.test/metadata' }) },
    {
      why: 'ours with a suffix',
      octets: () => genuine({}, { audience: 'https://sp.example.test/metadata/' }),
    },
    { why: 'no restriction', octets: inAssertion(/<AudienceRestriction>.*<\/AudienceRestriction>/, '') },
    {
      why: 'a second restriction without us',
      octets: inAssertion(
        '</Conditions>',
        '<AudienceRestriction><Audience>x</Audience></AudienceRestriction></Conditions>',
      ),
    },
  ],
  condition: [
    {
      why: 'an unknown condition',
      octets: inAssertion('</Conditions>', '<Condition xmlns:x="urn:x" x:type="x"/></Conditions>'),
    },
  ],
  'time-form': [
    '2026-01-15T12:00:00',
    '2026-02-30T12:00:00Z',
    '2026-01-15T12:00:00+00:00',
    '2026-01-15',
    '15 Jan 2026',
    '',
  ].map((text) => ({
    why: `AuthnInstant "${text}"`,
    octets: inAssertion(/AuthnInstant="[^"]*"/, `AuthnInstant="${text}"`),
  })),
  time: [
    {
      why: 'over, at the very end',
      octets: () => genuine({}, { notOnOrAfter: now, confirmationNotOnOrAfter: now + minute }),
    },
    { why: 'too early', octets: () => genuine({}, { notBefore: now + 1 }) },
    {
      why: 'not readable',
      octets: inAssertion(/(<Conditions[^>]*NotOnOrAfter=")[^"]*"/, '$1never"'),
      notFirst: true,
    },
  ],
  'issue-instant': [
    { why: 'the assertion is of the future', octets: () => genuine({}, { issueInstant: now + 6 * minute }) },
    { why: 'the response is of the future', octets: () => genuine({ issueInstant: now + 6 * minute }) },
  ],
  age: [{ why: 'issued a day ago', octets: () => genuine({}, { issueInstant: now - day }) }],
  life: [
    {
      why: 'good until 9999',
      octets: () => genuine({}, { notOnOrAfter: Date.parse('9999-12-31T23:59:59Z') }),
    },
    { why: 'a millisecond more than a day', octets: () => genuine({}, { notOnOrAfter: now + day + 1 }) },
  ],
  'session-time': [
    {
      why: 'the session is over',
      octets: inAssertion('<AuthnStatement', '<AuthnStatement SessionNotOnOrAfter="2026-01-15T12:00:00Z"'),
    },
  ],
  'name-id': [
    { why: 'blank', octets: () => genuine({}, { nameId: { value: ' ' } }) },
    { why: 'absent', octets: inAssertion(/<NameID.*<\/NameID>/, '') },
    { why: 'empty', octets: () => genuine({}, { nameId: { value: '' } }) },
  ],
  'name-id-characters': [
    'a\u202eb',
    'a\nb',
    ' a',
    'a ',
    'mi\u212ae',
    'a\u200bb',
    'e\u0301',
    'a\u2028b',
    'a\u{e0001}',
  ].map((value) => ({
    why: JSON.stringify(value),
    octets: () => genuine({}, { nameId: { value } }),
  })),
  'name-id-qualifier': [
    {
      why: 'for another service',
      octets: inAssertion('<NameID', '<NameID SPNameQualifier="https://other.example.test"'),
    },
    {
      why: 'of another issuer',
      octets: inAssertion('<NameID', '<NameID NameQualifier="https://other.example.test"'),
    },
  ],
  'account-attribute': [
    {
      why: 'mail twice',
      octets: inAssertion(
        '</AttributeStatement>',
        `${attribute('mail', 'a@x')}${attribute('mail', 'b@x')}</AttributeStatement>`,
      ),
    },
    { why: 'two values', octets: () => genuine(), expected: { accountAttributes: ['groups'] } },
  ],
  'authn-statement': [{ why: 'absent', octets: inAssertion(/<AuthnStatement.*<\/AuthnStatement>/, '') }],
}
