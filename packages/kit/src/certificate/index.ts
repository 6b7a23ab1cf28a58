import { webcrypto } from 'node:crypto'

/** A key with its certificate, as text to be kept. */
export interface KeyWithCertificate {
  /** PKCS#8, PEM. To be sealed before it is kept. */
  readonly privateKey: string
  /** DER in base64, no line breaks. */
  readonly certificate: string
  /** Epoch milliseconds. */
  readonly notBefore: number
  readonly notAfter: number
}

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
}

/** The same day and second, so many years after `now`. */
export function yearsFrom(now: number, years: number): number {
  const date = new Date(Math.floor(now / 1000) * 1000)
  return date.setUTCFullYear(date.getUTCFullYear() + years)
}

/**
 * Makes an RSA-2048 key with a self-signed certificate: X.509 v3, sha256WithRSA, 16-octet serial number, no extensions.
 * `commonName` is a name of ours; the certificate is good from `now` until `until`, epoch milliseconds, in whole seconds.
 */
export async function makeKeyWithCertificate(of: {
  readonly commonName: string
  readonly now: number
  readonly until: number
  readonly random: (octets: number) => Buffer
}): Promise<KeyWithCertificate> {
  // Heavy and rarely needed: not loaded at start. The reflection polyfill must be there before the library is.
  await import('reflect-metadata')
  const { X509CertificateGenerator } = await import('@peculiar/x509')
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const notBefore = new Date(Math.floor(of.now / 1000) * 1000)
  const notAfter = new Date(Math.floor(of.until / 1000) * 1000)
  const serial = of.random(16)
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${of.commonName}`,
    serialNumber: serial.toString('hex'),
    notBefore,
    notAfter,
    keys,
    signingAlgorithm: algorithm,
  })
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey))
  return {
    privateKey: pem('PRIVATE KEY', pkcs8),
    certificate: Buffer.from(certificate.rawData).toString('base64'),
    notBefore: notBefore.getTime(),
    notAfter: notAfter.getTime(),
  }
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}
