import { webcrypto } from 'node:crypto'

const subject = 'CN=Postern request signing'
const years = 10

export interface NewRequestKey {
  /** PKCS#8, PEM. To be sealed before it is kept. */
  readonly privateKey: string
  /** DER in base64, no line breaks. */
  readonly certificate: string
}

/**
 * Makes a key that signs our requests, RSA-2048, in a self-signed certificate: the identity provider pins it, so that its
 * ten years end nothing by surprise; it is rotated by an administrator.
 */
export async function makeRequestKey(
  now: number,
  random: (octets: number) => Buffer,
): Promise<NewRequestKey> {
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
  const notBefore = new Date(Math.floor(now / 1_000) * 1_000)
  const notAfter = new Date(notBefore)
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + years)
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
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64')
  const lines = pkcs8.match(/.{1,64}/g) ?? []
  return {
    privateKey: `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`,
    certificate: Buffer.from(certificate.rawData).toString('base64'),
  }
}
