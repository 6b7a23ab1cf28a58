import { describe, expect, test } from 'vitest'
import { verifyResponse } from '../messages/response.ts'
import { forge, genuine } from '../testing/forge.ts'
import { decryptionKey, keys, trusted } from '../testing/keys.ts'

const to = { certificate: keys.sp.certificate }
const options = { decryptionKeys: [decryptionKey] }
const nameIdOf = (octets: Buffer) => verifyResponse(octets, trusted, options).value.assertion.nameId?.value
const signs = ['assertion', 'response', 'both'] as const
const signed = (option: (typeof signs)[number]) => ({ key: keys.idp, option })

describe('what is encrypted here is read here', () => {
  test.each(signs)('an EncryptedAssertion, signed: %s', (option) => {
    const octets = genuine({ encrypt: to, sign: signed(option) })
    expect(octets.toString()).not.toContain('b.simon')
    expect(nameIdOf(octets)).toBe('b.simon@contoso.example')
    expect(verifyResponse(octets, trusted, options).signatures).toHaveLength(option === 'both' ? 2 : 1)
  })

  test.each(signs)('an EncryptedID, signed: %s', (option) => {
    const octets = genuine({ sign: signed(option) }, { encryptNameId: to })
    expect(octets.toString()).not.toContain('b.simon')
    expect(nameIdOf(octets)).toBe('b.simon@contoso.example')
  })

  test('one in the other', () => {
    expect(nameIdOf(genuine({ encrypt: to }, { encryptNameId: to }))).toBe('b.simon@contoso.example')
  })

  test.each(['sha1', 'sha256', 'sha384', 'sha512'] as const)(
    'with OAEP of %s and either AES-GCM',
    (digest) => {
      for (const content of ['aes128-gcm', 'aes256-gcm'] as const) {
        expect(nameIdOf(genuine({ encrypt: { ...to, digest, content } }))).toBe('b.simon@contoso.example')
      }
    },
  )
})

test('nothing is the same twice', () => {
  const values = (octets: Buffer) =>
    [...octets.toString().matchAll(/<xenc:CipherValue>([^<]*)/g)].map(([, value = '']) => value)
  const all = Array.from({ length: 8 }, () => values(genuine({ encrypt: to }))).flat()
  expect(all).toHaveLength(16)
  expect(new Set(all).size).toBe(16)
  // The IV, and the first block under it, differ too, not the message as a whole alone.
  expect(new Set(all.map((value) => value.slice(0, 16))).size).toBe(16)
})

test('EncryptedAttribute is passed over by its name, and nothing is read from it', () => {
  const { attributes } = verifyResponse(
    forge({
      assertion: (xml) =>
        xml.replace(
          '</AttributeStatement>',
          '<EncryptedAttribute><x/></EncryptedAttribute></AttributeStatement>',
        ),
    }),
    trusted,
    options,
  ).value.assertion
  expect(attributes.map((one) => one.name)).toEqual([
    'http://schemas.microsoft.com/identity/claims/displayname',
    'groups',
  ])
})
