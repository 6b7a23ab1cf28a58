import { webcrypto } from 'node:crypto'

const subject = 'CN=Postern Federated SSO Certificate'

/** A key with its certificate, as text to be kept. */
export interface NewSigningCertificate {
  /** PKCS#8, PEM. To be sealed before it is kept. */
  readonly privateKey: string
  /** DER in base64, no line breaks. */
  readonly certificate: string
  /** Epoch milliseconds. */
  readonly notBefore: number
  readonly notAfter: number
}

/** Three years from `now`, whole seconds: how long a certificate lives unless told otherwise, and at most. */
export function threeYearsFrom(now: number): number {
  const date = new Date(Math.floor(now / 1000) * 1000)
  return date.setUTCFullYear(date.getUTCFullYear() + 3)
}

/**
 * Makes a signing key of one application with its certificate in Entra's shape (entra.md 2): X.509 v3, self-signed,
 * RSA-2048, sha256WithRSA, 16-octet serial number, no extensions at all. Valid from now until `until`, epoch milliseconds.
 */
export async function makeSigningCertificate(
  now: number,
  random: (octets: number) => Buffer,
  until = threeYearsFrom(now),
): Promise<NewSigningCertificate> {
  // Heavy and rarely needed: not loaded at start. The reflection polyfill must be there before the library is.
  await import('reflect-metadata')
  const { X509CertificateGenerator } = await import('@peculiar/x509')
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 2048,
  }
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const notBefore = new Date(Math.floor(now / 1000) * 1000)
  const notAfter = new Date(Math.floor(until / 1000) * 1000)
  const serial = random(16)
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: subject,
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
