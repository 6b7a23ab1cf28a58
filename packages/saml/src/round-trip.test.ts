import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPost, writePost } from './bindings/post.ts'
import { readRedirect, redirectUrl } from './bindings/redirect.ts'
import { readAuthnRequest, verifyAuthnRequest, writeAuthnRequest } from './messages/authn-request.ts'
import { readLogoutRequest, verifyLogoutRequest, writeLogoutRequest } from './messages/logout-request.ts'
import { verifyLogoutResponse, writeLogoutResponse } from './messages/logout-response.ts'
import { verifyResponse } from './messages/response.ts'
import { Problem } from './problem.ts'
import { genuine, now } from './testing/forge.ts'
import { keys, trusted } from './testing/keys.ts'

/** What people, and attackers, type into a name. */
const hostile = [
  '</AttributeValue></Attribute><Attribute Name="admin"><AttributeValue>yes',
  ']]>',
  '<![CDATA[x]]>',
  '&amp;&lt;',
  '"\'>',
  '<!-- -->',
  '\r\n\t',
  ' ',
  'e\u0301\u202e\u{1f600}',
  '',
]
/** Everything that XML can carry: no control characters, no U+FFFE, no half of a pair. */
const carried = (text: string) =>
  !/[^\P{Cc}\t\n\r\x7f-\x9f]|[\ufffe\uffff]/u.test(text) && text.isWellFormed()
const value = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: 'binary', maxLength: 40 }).filter(carried),
)
const url = fc.oneof(
  fc.webUrl({ withQueryParameters: true }),
  fc.constantFrom('https://x/?a=b&c=<d>', 'urn:x:"y"'),
)

describe('what is written is read as it was, whatever its values', () => {
  test('a Response', () => {
    const attributes = fc.array(
      fc.record({ name: value, values: fc.array(value, { minLength: 1, maxLength: 3 }) }),
      {
        maxLength: 4,
      },
    )
    const option = fc.constantFrom('assertion' as const, 'response' as const, 'both' as const)
    fc.assert(
      fc.property(value, attributes, value, option, (nameId, claims, audience, signed) => {
        const sign = { key: keys.idp, option: signed }
        const octets = genuine({ sign }, { nameId: { value: nameId }, attributes: claims, audience })
        const { assertion } = verifyResponse(octets, trusted).value
        expect(assertion.nameId?.value).toBe(nameId)
        expect(assertion.attributes).toEqual(claims)
        // A URI has no blanks at its ends: the reader takes them off.
        const bare = audience.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '')
        expect(assertion.conditions?.audienceRestrictions).toEqual([[bare]])
      }),
      { numRuns: 150 },
    )
  })

  test('an AuthnRequest, by Redirect and by POST', () => {
    fc.assert(
      fc.property(url, url, value, fc.boolean(), (destination, acs, issuer, forceAuthn) => {
        const written = { id: '_r', issueInstant: now, destination, assertionConsumerServiceUrl: acs, issuer }
        const xml = writeAuthnRequest({ ...written, forceAuthn, sign: keys.sp })
        const query = redirectUrl({
          location: 'https://idp.example.test/saml2',
          samlRequest: xml,
          relayState: issuer,
        })
        const message = readRedirect(new URL(query).search)
        expect(message.relayState).toBe(issuer)
        expect(Buffer.from(message.octets).toString('utf8')).toBe(xml)
        const { value: request } = verifyAuthnRequest(readPost(writePost(xml)), [keys.sp.certificate])
        expect(request).toMatchObject({
          destination,
          assertionConsumerServiceUrl: acs,
          forceAuthn,
          isPassive: false,
        })
        expect(request).toEqual(readAuthnRequest(Buffer.from(xml, 'utf8')))
      }),
      { numRuns: 100 },
    )
  })

  test('a LogoutRequest and its answer', () => {
    fc.assert(
      fc.property(value, value, (name, session) => {
        const written = { id: '_l', issueInstant: now, issuer: 'https://idp.example.test/', sign: keys.idp }
        const request = writeLogoutRequest({ ...written, nameId: { value: name }, sessionIndexes: [session] })
        const { value: read } = verifyLogoutRequest(Buffer.from(request, 'utf8'), trusted)
        expect(read).toEqual(readLogoutRequest(Buffer.from(request, 'utf8')))
        expect(read).toMatchObject({ nameId: { value: name }, sessionIndexes: [session] })
        const answer = writeLogoutResponse({ ...written, inResponseTo: '_l', message: name })
        expect(verifyLogoutResponse(Buffer.from(answer, 'utf8'), trusted).value.status.message).toBe(name)
      }),
      { numRuns: 100 },
    )
  })
})

test.each(['\u0000', '\u0008', '\ufffe', '\ud800', 'x\udc00'])(
  'a value with %j cannot be written',
  (text) => {
    const write = () => genuine({}, { nameId: { value: text } })
    expect(write).toThrow(Problem)
    expect(write).toThrow(expect.objectContaining({ code: 'value-character' }))
  },
)
