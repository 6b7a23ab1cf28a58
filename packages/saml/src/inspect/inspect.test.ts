import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redirectUrl } from '../bindings/redirect.ts'
import { writeAuthnRequest } from '../messages/authn-request.ts'
import { writeLogoutRequest } from '../messages/logout-request.ts'
import { writeIdentityProviderMetadata } from '../messages/metadata-writer.ts'
import { encrypt } from '../testing/encrypt.ts'
import { expectation, forge, genuine, now, requestId, signXml } from '../testing/forge.ts'
import { keys, pem } from '../testing/keys.ts'
import { describe as inWords } from './describe.ts'
import { type InspectOptions, inspect, inspectionJson } from './inspect.ts'

const given: InspectOptions = {
  certificates: [keys.idp.certificate],
  issuer: 'https://idp.example.test/',
  entityId: 'https://sp.example.test/metadata',
  acs: 'https://sp.example.test/acs',
  now,
  clockSkew: 0,
  inResponseTo: requestId,
}
const octets = genuine()
const base64 = octets.toString('base64')
const deflated = deflateRawSync(octets).toString('base64')

describe('one message in every form in which it is captured', () => {
  test.each([
    ['XML', octets],
    ['XML after white space', Buffer.concat([Buffer.from('\n '), octets])],
    ['base64', base64],
    ['base64 in lines', base64.replace(/.{76}/g, '$&\n')],
    ['base64, escaped', encodeURIComponent(base64)],
    ['base64 with DEFLATE', deflated],
    ['a form', `SAMLResponse=${encodeURIComponent(base64)}&RelayState=x`],
    ['a query', `?SAMLResponse=${encodeURIComponent(deflated)}`],
    ['an address', `https://sp.example.test/acs?SAMLResponse=${encodeURIComponent(deflated)}`],
  ])('%s', (_, input) => {
    const found = inspect(Buffer.from(input), given)
    expect(found.code).toBeNull()
    expect(found).toMatchObject({
      verdict: 'accepted',
      kind: 'Response',
      identity: { nameId: 'b.simon@contoso.example' },
    })
  })

  test('a form with two messages is none', () => {
    const both = `SAMLResponse=${encodeURIComponent(base64)}&SAMLRequest=${encodeURIComponent(base64)}`
    expect(inspect(Buffer.from(both), { ...given, binding: 'post' }).code).toBe('redirect-message')
    expect(inspect(Buffer.from(both), given).code).toBe('redirect-message')
  })

  test('a Response that only a query signs is not signed: Profiles 4.1.2 knows none by Redirect', () => {
    const url = redirectUrl({
      location: 'https://sp.example.test/acs',
      samlResponse: octets.toString(),
      sign: keys.idp,
    })
    expect(inspect(Buffer.from(url), given).code).toBe('signature-missing')
  })

  test('a file that is larger than any message is refused unread', () => {
    expect(inspect(Buffer.alloc(4 * 1024 * 1024 + 1, ' '), given)).toMatchObject({
      code: 'post-size',
      kind: null,
    })
    expect(inspect(Buffer.from(`<a>${' '.repeat(600_000)}</a>`), given).code).toBe('xml-size')
  })

  test('with the binding post nothing is ever inflated', () => {
    const post = { ...given, binding: 'post' } as const
    expect(inspect(Buffer.from(base64), post).verdict).toBe('accepted')
    expect(inspect(Buffer.from(deflated), post)).toMatchObject({ verdict: 'refused', kind: null })
    expect(inspect(Buffer.from(base64), { ...given, binding: 'redirect' }).code).toBe('redirect-deflate')
  })
})

describe('accepted means that a signature was verified with a key that was given', () => {
  test('no key: refused, all rows judged, no identity', () => {
    const found = inspect(octets, { ...given, certificates: [] })
    expect(found).toMatchObject({
      verdict: 'refused',
      code: 'signature-no-key',
      identity: null,
      signatures: null,
    })
    expect(found.checks.find((check) => check.code === 'audience')?.verdict).toBe('passed')
    expect(found.checks.find((check) => check.code === 'algorithm')?.verdict).toBe('not judged')
  })

  test('nothing but a key: what is not given is not judged', () => {
    const found = inspect(octets, { certificates: [keys.idp.certificate] })
    expect(found.verdict).toBe('accepted')
    for (const code of ['issuer', 'audience', 'recipient', 'destination', 'time', 'in-response-to']) {
      expect(found.checks.find((check) => check.code === code)?.verdict).toBe('not judged')
    }
  })

  test('metadata gives keys and issuer', () => {
    const metadata = (entityId: string) =>
      Buffer.from(
        writeIdentityProviderMetadata({
          id: '_m',
          entityId,
          certificates: [keys.other.certificate, keys.idp.certificate],
          location: 'https://idp.example.test/saml2',
          sign: keys.other,
        }),
      )
    const { certificates: _, issuer: __, ...rest } = given
    expect(inspect(octets, { ...rest, metadata: metadata('https://idp.example.test/') }).verdict).toBe(
      'accepted',
    )
    expect(inspect(octets, { ...rest, metadata: metadata('https://x.example.test/') }).code).toBe('issuer')
    expect(
      inspect(octets, { ...given, certificates: [], metadata: metadata('https://x.example.test/') }).code,
    ).toBe('signature-no-key')
    expect(inspect(octets, { ...rest, metadata: Buffer.from('<a/>') }).code).toBe('message-root')
  })

  test('without a request to compare, a response is judged on the rest', () => {
    const { inResponseTo: _, ...rest } = given
    expect(inspect(octets, rest).verdict).toBe('accepted')
    const unsolicited = forge({
      response: (xml) => xml.replaceAll(/ InResponseTo="[^"]*"/g, ''),
      sign: 'response',
    })
    expect(inspect(unsolicited, rest).verdict).toBe('accepted')
    expect(inspect(unsolicited, given).code).toBe('unsolicited')
  })

  test('genuine but weak is told from forged', () => {
    const certificates = [keys.short.certificate]
    const weak = inspect(genuine({ sign: { key: keys.short, option: 'assertion' } }), {
      ...given,
      certificates,
    })
    expect(weak).toMatchObject({ code: 'key-size', signatures: [{ keyBits: 1024 }] })
    const sha1 = genuine({ sign: { key: keys.idp, option: 'assertion', algorithm: 'rsa-sha1' } })
    expect(inspect(sha1, given).code).toBe('algorithm')
    expect(inspect(sha1, { ...given, legacy: ['sha1'] }).verdict).toBe('accepted')
    const forged = Buffer.from(sha1.toString('utf8').replace('b.simon', 'a.simon'))
    expect(inspect(forged, given).code).toBe('signature-digest')
  })

  test('what is encrypted is read with the key that was given', () => {
    const encrypted = forge({
      sign: 'nothing',
      response: (xml) =>
        xml.replace(/<Assertion.*<\/Assertion>/, (one) => encrypt(signXml(one), 'EncryptedAssertion')),
    })
    expect(inspect(encrypted, { ...given, decryptionKeys: [pem('sp.key')] }).verdict).toBe('accepted')
    expect(inspect(encrypted, given).code).toBe('decryption')
    expect(inspect(encrypted, { ...given, decryptionKeys: ['x'] }).code).toBe('decryption-key')
  })
})

describe('other messages', () => {
  const request = {
    id: '_r',
    issueInstant: now,
    destination: 'https://idp.example.test/',
    issuer: 'https://sp.example.test/',
  }
  const acs = 'https://sp.example.test/acs'
  const options = { certificates: [keys.sp.certificate], issuer: request.issuer, acs, now }

  test('an AuthnRequest by Redirect is accepted by the signature of its query', () => {
    const samlRequest = writeAuthnRequest({ ...request, assertionConsumerServiceUrl: acs })
    const url = redirectUrl({ location: request.destination, samlRequest, sign: keys.sp })
    expect(inspect(Buffer.from(url), options)).toMatchObject({
      verdict: 'accepted',
      kind: 'AuthnRequest',
      identity: null,
    })
    expect(inspect(Buffer.from(samlRequest), options).code).toBe('signature-missing')
    expect(inspect(Buffer.from(url), { ...options, acs: `${acs}/` }).code).toBe('reply-url')
  })

  test('a LogoutRequest by POST is accepted by its own', () => {
    const xml = writeLogoutRequest({ ...request, nameId: { value: 'b.simon' }, sign: keys.sp })
    expect(inspect(Buffer.from(xml), options)).toMatchObject({ verdict: 'accepted', kind: 'LogoutRequest' })
    expect(inWords(inspect(Buffer.from(xml), options))).toContain('asks that "b.simon" be signed out')
  })
})

describe('what is printed', () => {
  test('as JSON is exactly the verdict, the code, the kind, the identity and the checks', () => {
    const json = JSON.parse(inspectionJson(inspect(octets, given)))
    expect(Object.keys(json)).toEqual(['verdict', 'code', 'kind', 'identity', 'checks'])
    expect(Object.keys(json.checks[0])).toEqual(['code', 'clause', 'verdict', 'expected', 'received'])
    expect(json.identity.attributes.groups).toEqual(['one', 'two'])
  })

  test('in words says who says what about whom', () => {
    const words = inWords(inspect(octets, given))
    expect(words).toContain(
      '"https://idp.example.test/" says to "https://sp.example.test/metadata" that this is "b.simon@contoso.example"',
    )
    expect(words).toContain('Accepted.')
    const refused = inWords(inspect(octets, { ...given, entityId: 'https://x/' }))
    expect(refused).toContain('Refused: audience')
    expect(refused).toContain('Compare the Identifier (Entity ID)')
  })

  test('never moves the cursor of whoever reads it', () => {
    const hostile = genuine({}, { nameId: { value: 'a\u009b2Jb\u202e' } })
    expect(inWords(inspect(hostile, given))).not.toMatch(/[\u0080-\u009f\u202e]/)
  })
})

test('any input ends in a verdict', () => {
  const pieces = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
    fc.nat(octets.length).map((end) => octets.subarray(0, end)),
    fc.nat(base64.length).map((end) => Buffer.from(base64.slice(end))),
    fc.webQueryParameters().map((query) => Buffer.from(`SAMLRequest=${query}`)),
  )
  fc.assert(
    fc.property(
      pieces,
      fc.constantFrom(undefined, 'post' as const, 'redirect' as const),
      (input, binding) => {
        const found = inspect(Buffer.from(input), { ...given, ...(binding && { binding }) })
        expect(found.verdict === 'accepted').toBe(found.code === null)
        expect(inWords(found).endsWith('\n')).toBe(true)
      },
    ),
    { numRuns: 1000 },
  )
  expect(expectation.now).toBe(now)
}, 60_000)
