import { describe, expect, test } from 'vitest'
import { Verified } from '../signature/verified.ts'
import { encrypt } from '../testing/encrypt.ts'
import { forge, genuine, signXml } from '../testing/forge.ts'
import { decryptionKey, keys, trusted } from '../testing/keys.ts'
import { readUnverifiedContent, verifyResponse } from './response.ts'

const options = { decryptionKeys: [decryptionKey] }
describe('a genuine response is verified', () => {
  test.each(['assertion', 'response', 'both'] as const)('signed: %s', (option) => {
    const verified = verifyResponse(genuine({ sign: { key: keys.idp, option } }), trusted)
    expect(Verified.is(verified)).toBe(true)
    expect(Verified.is({ value: verified.value, signatures: [] })).toBe(false)
    expect(verified.value.assertion.nameId?.value).toBe('b.simon@contoso.example')
    expect(verified.value.envelopeSigned).toBe(option !== 'assertion')
    expect(verified.signatures.map((one) => one.covers)).toEqual(
      { assertion: ['Assertion'], response: ['Response'], both: ['Response', 'Assertion'] }[option],
    )
  })

  test.each([
    ['rsa-sha256', keys.idp],
    ['rsa-sha384', keys.idp],
    ['rsa-sha512', keys.idp],
    ['rsa-sha1', keys.idp],
    ['ecdsa-sha256', keys.ec],
  ] as const)('with %s', (algorithm, key) => {
    const octets = genuine({ sign: { key, option: 'both', algorithm } })
    const { signatures } = verifyResponse(octets, [keys.other.certificate, key.certificate])
    expect(signatures.every((one) => one.algorithm.endsWith(algorithm))).toBe(true)
    expect(signatures[0]?.certificateSha256).toBe(key.certificate.sha256)
  })

  test('only where key and algorithm fit', () => {
    const sign = () => genuine({ sign: { key: keys.ec, option: 'assertion', algorithm: 'rsa-sha256' } })
    expect(sign).toThrow(expect.objectContaining({ code: 'signing-key' }))
  })

  test('whatever its namespaces and prefixes, with an inclusive prefix list', () => {
    const octets = forge({
      assertion: (xml) => xml.replace('<Assertion', '<Assertion xmlns:unused="urn:unused"'),
      after: (xml) => xml.replace('<samlp:Response', '<samlp:Response xmlns:outer="urn:outer"'),
    })
    expect(verifyResponse(octets, trusted).value.assertion.nameId?.value).toBe('b.simon@contoso.example')
  })

  test('whatever KeyInfo holds of a namespace that is not known', () => {
    const held = '<x:Object xmlns:x="urn:x"><x:Signature/><x:Manifest/></x:Object>'
    const octets = forge({ after: (xml) => xml.replace('<KeyInfo>', `<KeyInfo>${held}`) })
    expect(octets.includes('x:Manifest')).toBe(true)
    expect(verifyResponse(octets, trusted).value.assertion.nameId?.value).toBe('b.simon@contoso.example')
  })

  test('when both are signed, both must hold', () => {
    const half = forge({ sign: 'both', key: keys.idp })
    expect(verifyResponse(half, trusted).signatures).toHaveLength(2)
    const foreign = forge({
      assertion: (xml) => signXml(xml, keys.other),
      sign: 'response',
    })
    expect(() => verifyResponse(foreign, trusted)).toThrow(
      expect.objectContaining({ code: 'signature-value' }),
    )
  })
})

describe('an encrypted assertion', () => {
  const around = (
    of: Parameters<typeof encrypt>[2],
    sign: 'nothing' | 'response' = 'nothing',
    inner = signXml,
  ) =>
    forge({
      sign,
      response: (xml) =>
        xml.replace(/<Assertion.*<\/Assertion>/, (one) => encrypt(inner(one), 'EncryptedAssertion', of)),
    })

  test.each(['sha1', 'sha256'] as const)('is read after OAEP with %s', (transport) => {
    const verified = verifyResponse(around({ transport, content: 'aes128-gcm' }), trusted, options)
    expect(verified.value.assertion.nameId?.value).toBe('b.simon@contoso.example')
  })

  test('needs no signature of its own under a signed response', () => {
    const verified = verifyResponse(
      around({}, 'response', (xml) => xml),
      trusted,
      options,
    )
    expect(verified.value.assertion.nameId?.value).toBe('b.simon@contoso.example')
  })

  test('proves nothing: unsigned in an unsigned response it is refused', () => {
    const refused = () =>
      verifyResponse(
        around({}, 'nothing', (xml) => xml),
        trusted,
        options,
      )
    expect(refused).toThrow(expect.objectContaining({ code: 'signature-missing' }))
  })

  test('may be AES-CBC only under a verified response and only by choice', () => {
    const octets = around({ content: 'aes256-cbc' }, 'response')
    expect(verifyResponse(octets, trusted, { ...options, cbc: true }).value.assertion.id).toMatch(/^_a/)
    const bare = around({ content: 'aes256-cbc' })
    expect(() => verifyResponse(bare, trusted, { ...options, cbc: true })).toThrow(
      expect.objectContaining({ code: 'content-encryption' }),
    )
  })

  test('that is AES-CBC of no XML is one that could not be decrypted: any other answer were an oracle', () => {
    const octets = around({ content: 'aes256-cbc' }, 'response', () => 'no XML')
    expect(() => verifyResponse(octets, trusted, { ...options, cbc: true })).toThrow(
      expect.objectContaining({ code: 'decryption' }),
    )
  })

  test('is one assertion and nothing else', () => {
    const other = around({}, 'response', () => '<x xmlns="urn:x"/>')
    expect(() => verifyResponse(other, trusted, options)).toThrow(
      expect.objectContaining({ code: 'message-root' }),
    )
    const doctype = around({}, 'nothing', (xml) => `<!DOCTYPE x>${xml}`)
    expect(() => verifyResponse(doctype, trusted, options)).toThrow(
      expect.objectContaining({ code: 'xml-doctype' }),
    )
  })

  test('and an encrypted NameID are read alike', () => {
    const octets = forge({
      assertion: (xml) =>
        xml.replace(/<NameID.*<\/NameID>/, () =>
          encrypt(
            '<NameID xmlns="urn:oasis:names:tc:SAML:2.0:assertion">hidden@contoso.example</NameID>',
            'EncryptedID',
          ),
        ),
    })
    expect(verifyResponse(octets, trusted, options).value.assertion.nameId?.value).toBe(
      'hidden@contoso.example',
    )
  })
})

test('what an assertion says is kept as it stood', () => {
  const assertionOf = (change: (xml: string) => string) =>
    verifyResponse(forge({ assertion: change }), trusted).value.assertion
  expect(assertionOf((xml) => xml).conditions?.oneTimeUse).toBe(false)
  const once = assertionOf((xml) => xml.replace('</Conditions>', '<OneTimeUse/></Conditions>'))
  expect(once.conditions?.oneTimeUse).toBe(true)
  const value = '<NameID xmlns="urn:oasis:names:tc:SAML:2.0:assertion">x</NameID>'
  const named = (name: string, inner: string) =>
    assertionOf((xml) =>
      xml.replace(
        /<AttributeStatement>.*<\/AttributeStatement>/,
        `<AttributeStatement><Attribute Name="${name}"><AttributeValue>${inner}</AttributeValue></Attribute></AttributeStatement>`,
      ),
    ).attributes[0]?.values
  expect(named('eduPersonTargetedID', value)).toEqual(['x'])
  expect(named('eduPersonTargetedID', 'y')).toEqual(['y'])
})

test('of two unverified assertions neither is shown as the one', () => {
  const one = genuine()
  const two = Buffer.from(
    one.toString('utf8').replace(/<Assertion.*<\/Assertion>/, (it) => it + it.replace(/ID="_a/, 'ID="_c')),
  )
  expect(readUnverifiedContent(one)?.unverified.assertion.id).toMatch(/^_a/)
  expect(readUnverifiedContent(two)).toBeUndefined()
})
