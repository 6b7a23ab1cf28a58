import type { Script } from '../../journeys/scripted-identity-provider.ts'
import { keys } from '../../packages/saml/src/testing/keys.ts'

const minute = 60_000
const day = 24 * 60 * minute
const change = (from: string | RegExp, to: string): Script => ({ change: (xml) => xml.replace(from, to) })

/** For each row of the table of checks, an answer of an identity provider that it refuses. */
export const refusals = (now: number): Readonly<Record<string, Script>> => ({
  version: change(/(<Assertion[^>]*) Version="2.0"/, '$1 Version="1.1"'),
  status: { ...change('status:Success', 'status:Responder'), sign: 'both' },
  algorithm: { algorithm: 'rsa-sha1' },
  'key-size': { key: keys.short },
  issuer: { response: { issuer: 'https://other.example.test/' } },
  'issuer-format': change(
    /(<Assertion[^>]*>)<Issuer>/,
    '$1<Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">',
  ),
  'response-issuer': {
    sign: 'both',
    ...change(/(<Issuer xmlns="[^"]*">)[^<]*/, '$1https://other.example.test/'),
  },
  destination: { response: { destination: 'https://other.example.test/acs' } },
  confirmation: change('cm:bearer', 'cm:sender-vouches'),
  recipient: { assertion: { recipient: 'https://other.example.test/acs' } },
  'confirmation-time': { assertion: { confirmationNotOnOrAfter: now - day } },
  'in-response-to': { response: { inResponseTo: '_other' } },
  audience: { assertion: { audience: 'https://other.example.test/' } },
  condition: change('</Conditions>', '<Condition xmlns:x="urn:x" x:type="x"/></Conditions>'),
  'time-form': change(/AuthnInstant="[^"]*"/, 'AuthnInstant="2026-01-15T12:00:00"'),
  time: { assertion: { notOnOrAfter: now - 10 * minute, confirmationNotOnOrAfter: now + 60 * minute } },
  'issue-instant': { assertion: { issueInstant: now + 60 * minute } },
  age: { assertion: { issueInstant: now - 2 * day } },
  life: { assertion: { notOnOrAfter: now + 3 * day } },
  'session-time': change(/(<AuthnStatement)/, '$1 SessionNotOnOrAfter="2020-01-01T00:00:00.000Z"'),
  'name-id': change(/<NameID[^>]*>[^<]*<\/NameID>/, ''),
  'name-id-characters': { assertion: { nameId: { value: 'b.\u202esimon@contoso.example' } } },
  'name-id-qualifier': change('<NameID', '<NameID SPNameQualifier="https://other.example.test/"'),
  'authn-statement': change(/<AuthnStatement.*<\/AuthnStatement>/s, ''),
})

/** Rows that no answer of an identity provider reaches at a connection as the tutorial makes it. */
export const unreachable: Readonly<Record<string, string>> = {
  address: 'the service does not judge the address of the browser',
  unsolicited: 'an answer to a sign-in that was begun here names it, or in-response-to refuses it first',
  'account-attribute': 'the connection takes the NameID',
}

/** Codes of the reader that depend on the keys of the connection, which has RSA keys, and always some. */
export const ofOtherKeys: readonly string[] = ['signature-no-key', 'signature-key-type']
