import { describe, expect, test } from 'vitest'
import { keys, pem } from '../testing/keys.ts'
import {
  certificateBase64,
  certificatePem,
  fingerprint,
  readCertificate,
  readCertificates,
} from './certificate.ts'
import { readSigningKey } from './signing-key.ts'

describe('a certificate', () => {
  const { certificate } = keys.idp

  test.each([
    ['PEM', pem('idp.crt')],
    ['octets of PEM', Buffer.from(pem('idp.crt'))],
    ['DER', certificate.der],
    ['base64', certificateBase64(certificate)],
    ['base64 in lines', `\n  ${certificateBase64(certificate).replace(/.{64}/g, '$&\r\n')} `],
    ['what we write', certificatePem(certificate)],
  ])('is read from %s', (_, of) => {
    expect(readCertificate(of).sha256).toBe(certificate.sha256)
  })

  test('is one of several in the octets of a file', () => {
    const file = Buffer.from(pem('idp.crt') + pem('other.crt'))
    expect(readCertificates(file).map((one) => one.sha256)).toEqual([
      certificate.sha256,
      keys.other.certificate.sha256,
    ])
  })

  test('tells what an administrator compares', () => {
    expect(certificate).toMatchObject({
      subject: 'CN=Postern test idp',
      issuer: 'CN=Postern test idp',
      keyType: 'RSA',
      keyBits: 2048,
    })
    expect(keys.ec.certificate).toMatchObject({ keyType: 'EC', keyBits: 256 })
    expect(fingerprint(certificate, 'sha256')).toMatch(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/)
    expect(fingerprint(certificate, 'sha1', 'plain').toLowerCase()).toBe(certificate.sha1)
    expect(certificate.notBefore).toBeLessThan(certificate.notAfter)
  })

  test('may be one of several', () => {
    const all = readCertificates(`${pem('idp.crt')}text between\n${pem('other.crt')}`)
    expect(all.map((one) => one.sha256)).toEqual([certificate.sha256, keys.other.certificate.sha256])
  })

  test.each([
    '',
    'x',
    'AAAA',
    '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    pem('idp.key'),
  ])('is not %j', (of) => {
    expect(() => readCertificate(of)).toThrow(expect.objectContaining({ code: 'certificate' }))
    expect(() => readCertificates(of)).toThrow(expect.objectContaining({ code: 'certificate' }))
    expect(() => readCertificate(Buffer.from(of))).toThrow(expect.objectContaining({ code: 'certificate' }))
  })
})

describe('a signing key', () => {
  test('belongs to its certificate', () => {
    expect(readSigningKey(pem('idp.key'), keys.idp.certificate).certificate.sha256).toBe(
      keys.idp.certificate.sha256,
    )
    for (const [key, certificate] of [
      ['idp.key', 'other.crt'],
      ['ec.key', 'idp.crt'],
      ['idp.crt', 'idp.crt'],
    ] as const) {
      expect(() => readSigningKey(pem(key), pem(certificate))).toThrow(
        expect.objectContaining({ code: 'signing-key' }),
      )
    }
  })
})
