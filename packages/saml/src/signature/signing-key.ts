import type { KeyObject } from '../crypto.ts'
import type { Certificate } from './certificate.ts'

/** What we sign with: a private key and the certificate that shows its public half. */
export interface SigningKey {
  readonly privateKey: KeyObject
  readonly certificate: Certificate
}

/** Signature algorithms that we write. Entra's default, and ours, is `rsa-sha256`. */
export type SigningAlgorithm = 'rsa-sha256' | 'rsa-sha384' | 'rsa-sha512' | 'rsa-sha1' | 'ecdsa-sha256'

/**
 * Reads a PEM private key (PKCS#8, PKCS#1 or SEC1) and its certificate; throws Problem `signing-key` when they do not
 * belong together.
 */
export function readSigningKey(
  _privateKeyPem: string,
  _certificate: string | Uint8Array | Certificate,
): SigningKey {
  throw new Error('not written yet')
}
