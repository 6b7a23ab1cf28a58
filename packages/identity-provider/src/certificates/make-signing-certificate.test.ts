import { randomBytes, X509Certificate } from 'node:crypto'
import { readSigningKey } from '@postern/saml'
import { expect, test } from 'vitest'
import { makeSigningCertificate } from './make-signing-certificate.ts'

test('is self-signed, RSA-2048, three years, without extensions, and fits its key', async () => {
  const now = Date.UTC(2026, 10, 25, 10, 0, 0, 123)
  const made = await makeSigningCertificate(now, randomBytes)
  const certificate = new X509Certificate(Buffer.from(made.certificate, 'base64'))
  expect(certificate.subject).toBe('CN=Postern Federated SSO Certificate')
  expect(certificate.verify(certificate.publicKey)).toBe(true)
  expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048)
  expect(certificate.serialNumber).toHaveLength(32)
  expect(certificate.ca).toBe(false)
  expect(certificate.subjectAltName).toBeUndefined()
  // Version 3 is said explicitly; [3], where extensions would stand, is not there.
  expect(Buffer.from(certificate.raw).includes(Buffer.from('a003020102', 'hex'))).toBe(true)
  expect(new Date(certificate.validTo).getTime()).toBe(Date.UTC(2029, 10, 25, 10))
  expect(made.notBefore).toBe(Date.UTC(2026, 10, 25, 10))
  const key = readSigningKey(made.privateKey, made.certificate)
  expect(key.certificate.notAfter).toBe(made.notAfter)
})
