import { constants, createCipheriv, createHash, publicEncrypt, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  decryptContent,
  makeSignature,
  type SignatureScheme,
  sealGcm,
  unwrapKey,
  verifySignature,
} from './crypto.ts'
import { decryptionKey, keys } from './testing/keys.ts'

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
    // The last octet, for the first may be nought, without which OpenSSL takes RSA-PSS; its size is asked for before (verify.ts).
    expect(verifySignature(scheme, publicKey, octets, value.subarray(0, -1))).toBe(false)
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

test('a signature is made in the way that its name says', () => {
  const key = keys.idp.privateKey
  const made = {
    pkcs1: sign('sha256', octets, key),
    pss: sign('sha256', octets, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
  }
  for (const [scheme, own, other] of [
    [rsa, made.pkcs1, made.pss],
    [pss, made.pss, made.pkcs1],
  ] as const) {
    expect(verifySignature(scheme, keys.idp.certificate.publicKey, octets, own)).toBe(true)
    expect(verifySignature(scheme, keys.idp.certificate.publicKey, octets, other)).toBe(false)
  }
})

test.each([
  ['sha1', ''],
  ['sha1', 'a label'],
  ['sha256', ''],
  ['sha256', 'a label'],
] as const)('OAEP with %s and the label "%s" is opened with these alone', (digest, text) => {
  const contentKey = Buffer.alloc(32, 'k')
  const label = Buffer.from(text)
  const wrapped = publicEncrypt(
    { key: keys.sp.certificate.publicKey, oaepHash: digest, oaepLabel: label },
    contentKey,
  )
  const opened = (of: string) =>
    unwrapKey({ digest, mask: digest, label: Buffer.from(of) }, decryptionKey.privateKey, wrapped, 32)
  expect(opened(text)).toEqual(contentKey)
  expect(opened(text === '' ? 'another' : '')).not.toEqual(contentKey)
})

describe('OAEP with one digest for the label and another for the mask, which OpenSSL does not do for us', () => {
  const hash = (name: string, of: Buffer) => createHash(name).update(of).digest()
  const xor = (a: Buffer, b: Buffer) => Buffer.from(a.map((octet, at) => octet ^ (b[at] ?? 0)))
  const mask = (seed: Buffer, length: number) =>
    Buffer.concat(
      Array.from({ length: Math.ceil(length / 20) }, (_, at) =>
        hash('sha1', Buffer.concat([seed, Buffer.from([0, 0, 0, at])])),
      ),
    ).subarray(0, length)
  const key = Buffer.alloc(32, 7)
  const label = Buffer.from('label')
  const padding = Buffer.alloc(256 - 1 - 32 - 32 - 1 - key.length)

  /** What a sender does (RFC 8017 7.1.1), with something wrong in it. */
  function wrap(of: { first?: number; labelHash?: Buffer; rest?: Buffer } = {}): Buffer {
    const seed = Buffer.alloc(32, 9)
    const rest = of.rest ?? Buffer.concat([padding, Buffer.from([1]), key])
    const data = Buffer.concat([of.labelHash ?? hash('sha256', label), rest])
    const masked = xor(data, mask(seed, data.length))
    const block = Buffer.concat([Buffer.from([of.first ?? 0]), xor(seed, mask(masked, 32)), masked])
    return publicEncrypt({ key: keys.sp.certificate.publicKey, padding: constants.RSA_NO_PADDING }, block)
  }
  const unwrap = (wrapped: Buffer, size = 32) =>
    unwrapKey({ digest: 'sha256', mask: 'sha1', label }, decryptionKey.privateKey, wrapped, size)

  test('is undone', () => {
    expect(unwrap(wrap())).toEqual(key)
  })
  const foreign = Buffer.from(padding)
  foreign[50] = 2
  test.each([
    ['a first octet that is not 0', wrap({ first: 1 })],
    ['another label', wrap({ labelHash: hash('sha256', Buffer.from('other')) })],
    ['something in the padding', wrap({ rest: Buffer.concat([foreign, Buffer.from([1]), key]) })],
    ['no end of the padding', wrap({ rest: Buffer.alloc(padding.length + 33) })],
  ])('and is not undone: %s', (_, wrapped) => {
    const unwrapped = unwrap(wrapped)
    expect(unwrapped).toHaveLength(32)
    expect(unwrapped).not.toEqual(key)
    // Had anything been unwrapped, its size would not fit and a key of our own would stand for it all the same.
    expect(unwrap(wrapped, 0)).toHaveLength(0)
    expect(unwrap(wrapped)).toEqual(unwrapped)
  })
})

describe('content that nobody padded or tagged is none', () => {
  const key = Buffer.alloc(16, 1)
  const cbc = (last: number, size = 32) => {
    const iv = Buffer.alloc(16, 2)
    const cipher = createCipheriv('aes-128-cbc', key, iv).setAutoPadding(false)
    const text = Buffer.alloc(size, 65)
    text[size - 1] = last
    return Buffer.concat([iv, cipher.update(text), cipher.final()])
  }
  const open = (octets: Buffer) =>
    decryptContent({ name: 'aes-128-cbc', keySize: 16, authenticated: false }, key, octets)?.length

  test.each([
    [0, undefined],
    [1, 31],
    [16, 16],
    [17, undefined],
  ])('AES-CBC whose last octet is %d', (last, length) => {
    expect(open(cbc(last))).toBe(length)
  })

  test('AES-GCM of nothing is nothing, and of less is none', () => {
    const sealed = sealGcm('aes-128-gcm', '')
    const cipher = { name: 'aes-128-gcm', keySize: 16, authenticated: true } as const
    expect(decryptContent(cipher, sealed.key, sealed.octets)).toEqual(Buffer.alloc(0))
    expect(decryptContent(cipher, sealed.key, sealed.octets.subarray(1))).toBeUndefined()
  })
})
