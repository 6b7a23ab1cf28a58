import type { ResponseExpectation } from '../profile/response-checks.ts'
import { expectation, forge, genuine, now } from './forge.ts'
import { keys } from './keys.ts'
import { replace } from './steps.ts'

/** A message that the row passes, at the very edge of it where it has one. */
export interface AcceptedResponse {
  readonly why: string
  readonly octets: () => Buffer
  readonly expected?: Partial<ResponseExpectation>
}

const inAssertion = (from: string | RegExp, to: string) => () => forge({ assertion: replace(from, to) })
const inResponse = (from: string | RegExp, to: string) => () =>
  forge({ response: replace(from, to), sign: 'response' })
const asIs = { why: 'the genuine one', octets: () => genuine() }
const at = (from: string | RegExp, to: string) => inAssertion(from, to)
const instant = (epoch: number) => new Date(epoch).toISOString()
const minute = 60_000
const day = 24 * 60 * minute
const entity = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity'

/** For every row of the table of checks, by its code, the messages that it passes. */
export const acceptedResponses: Readonly<Record<string, readonly AcceptedResponse[]>> = {
  version: [asIs],
  status: [
    {
      why: 'Success with a message',
      octets: inResponse('</samlp:Status>', '<samlp:StatusMessage>x</samlp:StatusMessage></samlp:Status>'),
    },
  ],
  algorithm: (['rsa-sha384', 'rsa-sha512'] as const).map((algorithm) => ({
    why: algorithm,
    octets: () => genuine({ sign: { key: keys.idp, option: 'both', algorithm } }),
  })),
  'key-size': [
    asIs,
    { why: 'P-256', octets: () => genuine({ sign: { key: keys.ec, option: 'assertion' } }) },
  ],
  issuer: [
    asIs,
    { why: 'a blank before it', octets: at('<Issuer>', '<Issuer> ') },
    { why: 'a blank after it', octets: at('</Issuer>', ' </Issuer>') },
  ],
  'issuer-format': [asIs, { why: 'Format entity', octets: at('<Issuer>', `<Issuer Format="${entity}">`) }],
  'response-issuer': [asIs],
  destination: [
    { why: 'of a signed response', octets: () => genuine({ sign: { key: keys.idp, option: 'response' } }) },
  ],
  confirmation: [
    {
      why: 'another method before ours',
      octets: at(
        '<SubjectConfirmation ',
        '<SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:sender-vouches"/><SubjectConfirmation ',
      ),
    },
  ],
  recipient: [
    {
      why: 'the second of two confirmations is for us',
      octets: at(
        /<SubjectConfirmation .*<\/SubjectConfirmation>/,
        `${confirmation('https://other.example.test/acs')}${confirmation('https://sp.example.test/acs')}`,
      ),
    },
  ],
  'confirmation-time': [
    { why: 'a millisecond before its end', octets: () => genuine({}, { confirmationNotOnOrAfter: now + 1 }) },
    {
      why: 'the first is over, the second not',
      octets: at(
        /<SubjectConfirmation .*<\/SubjectConfirmation>/,
        `${confirmation('https://sp.example.test/acs', now)}${confirmation('https://sp.example.test/acs')}`,
      ),
    },
    {
      why: 'within the skew',
      octets: () => genuine({}, { confirmationNotOnOrAfter: now - 59_999 }),
      expected: { clockSkew: 60 },
    },
  ],
  address: [
    {
      why: 'the same address',
      octets: at('<SubjectConfirmationData', '<SubjectConfirmationData Address="192.0.2.1"'),
      expected: { clientAddress: '192.0.2.1' },
    },
  ],
  'in-response-to': [
    asIs,
    {
      why: 'in the signed envelope alone',
      octets: () => forge({ sign: 'response', assertion: replace(/ InResponseTo="[^"]*"/, '') }),
    },
    {
      why: 'in the confirmation alone',
      octets: () => forge({ response: replace(/ InResponseTo="[^"]*"/, '') }),
    },
  ],
  unsolicited: [
    {
      why: 'allowed',
      octets: inResponse(/ InResponseTo="[^"]*"/, ''),
      expected: { inResponseTo: null, unsolicited: true },
    },
  ].map((one) => ({
    ...one,
    octets: () => forge({ sign: 'response', response: (xml) => xml.replace(/ InResponseTo="[^"]*"/g, '') }),
  })),
  audience: [
    {
      why: 'one of two audiences',
      octets: at('<AudienceRestriction>', '<AudienceRestriction><Audience>urn:x</Audience>'),
    },
    {
      why: 'in both of two restrictions',
      octets: at(/<AudienceRestriction>.*<\/AudienceRestriction>/, audience().repeat(2)),
    },
  ],
  condition: [
    {
      why: 'OneTimeUse and ProxyRestriction',
      octets: at('</Conditions>', '<OneTimeUse/><ProxyRestriction Count="0"/></Conditions>'),
    },
  ],
  'time-form': ['2026-01-15T11:59:59Z', '2026-01-15T11:59:59.123456789Z', '2024-02-29T00:00:00.0Z'].map(
    (text) => ({ why: text, octets: at(/AuthnInstant="[^"]*"/, `AuthnInstant="${text}"`) }),
  ),
  time: [
    { why: 'from now', octets: () => genuine({}, { notBefore: now }) },
    {
      why: 'a millisecond before its end',
      octets: () => genuine({}, { notOnOrAfter: now + 1, confirmationNotOnOrAfter: now + minute }),
    },
    { why: 'without bounds', octets: at(/ NotBefore="[^"]*" NotOnOrAfter="[^"]*"/, '') },
    {
      why: 'within the skew',
      octets: () => genuine({}, { notBefore: now + 60_000 }),
      expected: { clockSkew: 60 },
    },
  ],
  'issue-instant': [
    {
      why: 'five minutes ahead',
      octets: () => genuine({ issueInstant: now + 5 * minute }, { issueInstant: now + 5 * minute }),
    },
  ],
  age: [
    {
      why: 'a day less a millisecond',
      octets: () => genuine({}, { issueInstant: now - day + 1, notOnOrAfter: now + 1 }),
    },
    {
      why: 'a day, within the skew',
      octets: () => genuine({}, { issueInstant: now - day, notOnOrAfter: now }),
      expected: { clockSkew: 1 },
    },
  ],
  life: [
    { why: 'a day', octets: () => genuine({}, { notOnOrAfter: now + day }) },
    {
      why: 'by choice',
      octets: () => genuine({}, { notOnOrAfter: now + 9 * day }),
      expected: { legacy: ['life'] },
    },
    {
      why: 'Conditions claim more than the confirmation',
      octets: () => genuine({}, { notOnOrAfter: now + 9 * day, confirmationNotOnOrAfter: now + minute }),
    },
  ],
  'session-time': [
    {
      why: 'a millisecond before its end',
      octets: at('<AuthnStatement', `<AuthnStatement SessionNotOnOrAfter="${instant(now + 1)}"`),
    },
    {
      why: 'within the skew',
      octets: at('<AuthnStatement', `<AuthnStatement SessionNotOnOrAfter="${instant(now)}"`),
      expected: { clockSkew: 1 },
    },
  ],
  'name-id': [asIs],
  'name-id-characters': [
    'b simon',
    'b.simon+x@contoso.example',
    '\u00e9t\u00e9',
    '\u5c71\u7530',
    'O\u2019Neill',
  ].map((value) => ({ why: value, octets: () => genuine({}, { nameId: { value } }) })),
  'name-id-qualifier': [
    {
      why: 'ours and theirs',
      octets: at(
        '<NameID',
        `<NameID NameQualifier="${expectation.issuer}" SPNameQualifier="${expectation.entityId}"`,
      ),
    },
  ],
  'account-attribute': [
    {
      why: 'one value',
      octets: () => genuine(),
      expected: { accountAttributes: ['http://schemas.microsoft.com/identity/claims/displayname'] },
    },
  ],
  'authn-statement': [asIs],
}

function confirmation(recipient: string, end: number = now + minute): string {
  const data = `InResponseTo="${expectation.inResponseTo}" NotOnOrAfter="${instant(end)}" Recipient="${recipient}"`
  return `<SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><SubjectConfirmationData ${data}/></SubjectConfirmation>`
}

function audience(): string {
  return `<AudienceRestriction><Audience>${expectation.entityId}</Audience></AudienceRestriction>`
}
