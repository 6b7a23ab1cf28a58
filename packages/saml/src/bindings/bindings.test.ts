import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readLogoutRequest } from '../messages/logout-request.ts'
import { Verified } from '../signature/verified.ts'
import { logoutXml, packed, plainQuery, signedQuery } from '../testing/binding-vectors.ts'
import { trusted } from '../testing/keys.ts'
import { readPost, writePost } from './post.ts'
import { readRedirect, redirectUrl, verifyRedirect } from './redirect.ts'

const xml = logoutXml
const signed = signedQuery
const plain = plainQuery
const location = 'https://sp.example.test/slo'

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
