import { describe, expect, test } from 'vitest'
import { equalOctets, makeSignature, type SignatureScheme, verifySignature } from './crypto.ts'
import { keys } from './testing/keys.ts'

const octets = Buffer.from('signed')
const rsa: SignatureScheme = { keyType: 'RSA', digest: 'sha256', padding: 'pkcs1' }
const pss: SignatureScheme = { keyType: 'RSA', digest: 'sha256', padding: 'pss' }
const ec: SignatureScheme = { keyType: 'EC', digest: 'sha256' }

describe('only a signature that holds is one', () => {
  test.each([
    ['RSA', rsa, keys.idp],
    ['RSA-PSS', pss, keys.idp],
    ['ECDSA', ec, keys.ec],
  ] as const)('%s', (_, scheme, key) => {
    const value = makeSignature(scheme, key.privateKey, octets)
    const { publicKey } = key.certificate
    expect(verifySignature(scheme, publicKey, octets, value)).toBe(true)
    expect(verifySignature(scheme, publicKey, Buffer.from('Signed'), value)).toBe(false)
    expect(verifySignature(scheme, publicKey, octets, value.subarray(1))).toBe(false)
    expect(verifySignature(scheme, publicKey, octets, Buffer.alloc(0))).toBe(false)
  })

  test('of another kind is none, and what OpenSSL throws is a no', () => {
    const value = makeSignature(rsa, keys.idp.privateKey, octets)
    expect(verifySignature(pss, keys.idp.certificate.publicKey, octets, value)).toBe(false)
    expect(verifySignature(pss, keys.ec.certificate.publicKey, octets, value)).toBe(false)
  })
})

test('an ECDSA signature of zeros is none', () => {
  expect(verifySignature(ec, keys.ec.certificate.publicKey, octets, Buffer.alloc(64))).toBe(false)
})

test('octets are equal in length and content', () => {
  expect(equalOctets(Buffer.from('a'), Buffer.from('a'))).toBe(true)
  expect(equalOctets(Buffer.from('a'), Buffer.from('b'))).toBe(false)
  expect(equalOctets(Buffer.from('a'), Buffer.from('ab'))).toBe(false)
})
