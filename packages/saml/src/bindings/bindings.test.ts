import { deflateRawSync, deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readLogoutRequest, writeLogoutRequest } from '../messages/logout-request.ts'
import { Verified } from '../signature/verified.ts'
import { now } from '../testing/forge.ts'
import { keys, trusted } from '../testing/keys.ts'
import { readPost, writePost } from './post.ts'
import { bindingProblem } from './problems.ts'
import { readRedirect, redirectUrl, verifyRedirect } from './redirect.ts'

const xml = writeLogoutRequest({
  id: '_l',
  issueInstant: now,
  issuer: 'https://idp.example.test/',
  nameId: { value: 'b.simon@contoso.example' },
})
const location = 'https://sp.example.test/slo'
const signed = new URL(
  redirectUrl({ location, samlRequest: xml, relayState: 'a b', sign: keys.idp }),
).search.slice(1)
const plain = new URL(redirectUrl({ location, samlRequest: xml })).search.slice(1)
const packed = (octets: Buffer) => encodeURIComponent(octets.toString('base64'))
const message = packed(deflateRawSync(xml))

const refused: Readonly<Record<string, readonly (() => unknown)[]>> = {
  'post-size': [() => readPost('A'.repeat(800_000))],
  'post-base64': ['', 'AAA', 'A===', '****', 'AA-_', 'AAAA=', 'AA=A', 'AB==', 'AAB=', 'AAAA\u00a0'].map(
    (text) => () => readPost(text),
  ),
  'redirect-size': [() => readRedirect(`SAMLRequest=${'A'.repeat(1024 * 1024)}`)],
  'redirect-parameter': [
    () => readRedirect(`${plain}&SAMLRequest=x`),
    () => readRedirect(`${signed}&RelayState=b`),
    () => readRedirect(`${signed}&Signature=b`),
    () => readRedirect(`SAML%52equest=${message}`),
  ],
  'redirect-message': [
    () => redirectUrl({ location }),
    () => redirectUrl({ location, samlRequest: xml, samlResponse: xml }),
    () => readRedirect(''),
    () => readRedirect('RelayState=x'),
    () => readRedirect(`${plain}&SAMLResponse=${message}`),
  ],
  'redirect-encoding': [() => readRedirect(`${plain}&SAMLEncoding=urn:other`)],
  'redirect-escape': [() => readRedirect('SAMLRequest=%'), () => readRedirect(`${plain}&RelayState=%ff`)],
  'redirect-base64': [
    () => readRedirect('SAMLRequest=***'),
    () => readRedirect('SAMLRequest='),
    () => readRedirect('SAMLRequest=AA+AAA'),
  ],
  'redirect-deflate': [
    () => readRedirect(`SAMLRequest=${packed(deflateSync(xml))}`),
    () => readRedirect(`SAMLRequest=${packed(Buffer.concat([deflateRawSync(xml), Buffer.from('x')]))}`),
    () => readRedirect(`SAMLRequest=${packed(deflateRawSync(xml).subarray(0, -3))}`),
    () => readRedirect(`SAMLRequest=${packed(Buffer.from(xml))}`),
  ],
  'redirect-inflated-size': [
    () => readRedirect(`SAMLRequest=${packed(deflateRawSync(Buffer.alloc(2 * 1024 * 1024)))}`),
  ],
  'redirect-signature': [
    () => readRedirect(`${plain}&SigAlg=x`),
    () => readRedirect(`${plain}&Signature=AAAA`),
    () => readRedirect(`${plain}&SigAlg=x&Signature=*`),
  ],
}

test('every refusal of the bindings is shown', () => {
  expect(Object.keys(refused).sort()).toEqual(Object.keys(bindingProblem.catalogue).sort())
})

describe.each(Object.entries(refused))('%s', (code, attempts) => {
  test.each(attempts.map((attempt) => [attempt.toString().slice(6, 70), attempt] as const))(
    '%s',
    (_, attempt) => {
      expect(attempt).toThrow(expect.objectContaining({ code }))
    },
  )
})

describe('HTTP-Redirect', () => {
  const verify = (query: string) => verifyRedirect(readRedirect(query), trusted, readLogoutRequest)

  test('verifies over the octets received, lower-case escapes of Entra and another order included', () => {
    expect(verify(signed).value.nameId?.value).toBe('b.simon@contoso.example')
    expect(Verified.is(verify(signed))).toBe(true)
    const pieces = signed.split('&')
    expect(verify(pieces.reverse().join('&')).signatures[0]?.covers).toBe('query')
  })

  test.each([
    ['another RelayState', signed.replace('a%20b', 'a%20c')],
    ['no RelayState', signed.replace('&RelayState=a%20b', '')],
    ['escapes written anew', signed.replaceAll('%2F', '%2f')],
    [
      'another message',
      signed.replace(
        /SAMLRequest=[^&]*/,
        `SAMLRequest=${packed(deflateRawSync(xml.replace('b.simon', 'admin')))}`,
      ),
    ],
  ])('refuses a signature over other octets: %s', (_, query) => {
    expect(() => verify(query)).toThrow(expect.objectContaining({ code: 'signature-value' }))
  })

  test('refuses what is not signed, or by an algorithm that it does not know', () => {
    expect(() => verify(plain)).toThrow(expect.objectContaining({ code: 'signature-missing' }))
    const other = signed.replace('rsa-sha256', 'rsa-sha257')
    expect(() => verify(other)).toThrow(expect.objectContaining({ code: 'signature-algorithm' }))
  })

  test('reads the message out of the signed octets, not beside them', () => {
    const genuine = readRedirect(signed)
    const evil = readRedirect(`SAMLRequest=${packed(deflateRawSync(xml.replace('b.simon', 'admin')))}`)
    const mixed = { ...evil, ...(genuine.signature && { signature: genuine.signature }) }
    expect(verifyRedirect(mixed, trusted, readLogoutRequest).value.nameId?.value).toBe(
      'b.simon@contoso.example',
    )
  })

  test('keeps the query that a location has, and an empty RelayState', () => {
    const url = redirectUrl({ location: `${location}?a=b`, samlResponse: xml, relayState: '' })
    expect(url.startsWith(`${location}?a=b&SAMLResponse=`)).toBe(true)
    expect(readRedirect(new URL(url).search).relayState).toBe('')
  })
})

test('HTTP-POST is never inflated, and takes line breaks', () => {
  const value = writePost(xml)
  const lines = value.match(/.{1,64}/g)?.join('\r\n') ?? ''
  expect(Buffer.from(readPost(lines)).toString()).toBe(xml)
  expect(Buffer.from(readPost(deflateRawSync(xml).toString('base64'))).equals(deflateRawSync(xml))).toBe(true)
})
