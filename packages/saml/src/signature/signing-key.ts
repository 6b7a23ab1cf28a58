/*
 * What we sign with. Key and certificate are tried on each other once, when they are read, and kept.
 */

import { belongTogether, createPrivateKey, type KeyObject } from '../crypto.ts'
import { type Certificate, readCertificate } from './certificate.ts'
import { signatureProblem } from './problems.ts'

/** What we sign with: a private key and the certificate that shows its public half. */
export interface SigningKey {
  readonly privateKey: KeyObject
  readonly certificate: Certificate
}

/** Signature algorithms that we write. Entra's default, and ours, is `rsa-sha256`. */
export type SigningAlgorithm =
  | 'rsa-sha256'
  | 'rsa-sha384'
  | 'rsa-sha512'
  | 'rsa-sha1'
  | 'rsa-pss-sha256'
  | 'rsa-pss-sha384'
  | 'rsa-pss-sha512'
  | 'ecdsa-sha256'
  | 'ecdsa-sha384'
  | 'ecdsa-sha512'

/**
 * Reads a PEM private key (PKCS#8, PKCS#1 or SEC1) and its certificate; throws Problem `signing-key` when they do not
 * belong together.
 */
export function readSigningKey(
  privateKeyPem: string,
  certificate: string | Uint8Array | Certificate,
): SigningKey {
  const given = typeof certificate === 'string' || certificate instanceof Uint8Array
  const shown = given ? readCertificate(certificate) : certificate
  const privateKey = privateKeyOf(privateKeyPem)
  if (!belongTogether(privateKey, shown)) {
    throw signatureProblem('signing-key', { reason: 'the certificate shows another public key' })
  }
  return { privateKey, certificate: shown }
}

/** Not told why: what a private key looks like belongs into no log. */
function privateKeyOf(pem: string): KeyObject {
  try {
    return createPrivateKey(pem)
  } catch (cause) {
    throw signatureProblem(
      'signing-key',
      { reason: 'it is no PEM private key, or has a passphrase' },
      { cause },
    )
  }
}
