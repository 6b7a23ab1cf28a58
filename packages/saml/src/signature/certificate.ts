import type { KeyObject } from '../crypto.ts'

/** What a signature is verified with. A `Certificate` is one; its dates and issuer play no part (IIP-MD12). */
export interface VerificationKey {
  readonly publicKey: KeyObject
  readonly keyType: 'RSA' | 'EC' | 'other'
  /** RSA modulus length, or the size of the curve's field, in bits. */
  readonly keyBits: number
  /** Lower-case hexadecimal SHA-256 of the certificate; names the key in facts. */
  readonly sha256: string
}

/** An X.509 certificate, its key parsed once and kept. */
export interface Certificate extends VerificationKey {
  readonly der: Uint8Array
  /** One line, as in `CN=Microsoft Azure Federated SSO Certificate`. */
  readonly subject: string
  readonly issuer: string
  /** Lower-case hexadecimal, as in the certificate. */
  readonly serialNumber: string
  /** Epoch milliseconds. */
  readonly notBefore: number
  readonly notAfter: number
  /** Lower-case hexadecimal, no separators. */
  readonly sha1: string
}

/** Reads PEM, DER or base64 (as in an X509Certificate element). Throws Problem `certificate`. */
export function readCertificate(_of: string | Uint8Array): Certificate {
  throw new Error('not written yet')
}

/** All certificates of a PEM file, in order; a single DER or base64 certificate also does. Throws Problem `certificate`. */
export function readCertificates(_of: string | Uint8Array): readonly Certificate[] {
  throw new Error('not written yet')
}

/** Base64 DER without line breaks, as it stands in an X509Certificate element. */
export function certificateBase64(_certificate: Certificate): string {
  throw new Error('not written yet')
}

/** PEM with a final line break. */
export function certificatePem(_certificate: Certificate): string {
  throw new Error('not written yet')
}

/** `AB:CD:…` (colons) or `ABCD…` (plain, as Entra's "Thumbprint" shows SHA-1). */
export function fingerprint(
  _certificate: Certificate,
  _algorithm: 'sha1' | 'sha256',
  _form: 'colons' | 'plain' = 'colons',
): string {
  throw new Error('not written yet')
}
