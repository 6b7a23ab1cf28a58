/**
 * The one door to `node:crypto`: nothing else in this package imports it, so that what cryptography is used can be
 * read in one sitting, and so that HMAC, DSA and RSA PKCS#1 v1.5 key transport can be seen to be absent.
 */
import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign,
  timingSafeEqual,
  verify,
  X509Certificate,
} from 'node:crypto'

export { createPrivateKey, type KeyObject, X509Certificate }

export type DigestName = 'sha1' | 'sha256' | 'sha384' | 'sha512'

/** How a signature is computed. ECDSA signatures are r‖s as XML Signature has them, not DER. */
export type SignatureScheme =
  | { readonly keyType: 'RSA'; readonly digest: DigestName; readonly padding: 'pkcs1' | 'pss' }
  | { readonly keyType: 'EC'; readonly digest: DigestName }

const sizes = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 } as const

export const digestSize = (name: DigestName): number => sizes[name]

export function digest(name: DigestName, octets: Uint8Array): Buffer {
  return createHash(name).update(octets).digest()
}

export const equalOctets = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && timingSafeEqual(a, b)

function options(scheme: SignatureScheme, key: KeyObject) {
  if (scheme.keyType === 'EC') return { key, dsaEncoding: 'ieee-p1363' as const }
  if (scheme.padding === 'pkcs1') return key
  const { RSA_PKCS1_PSS_PADDING, RSA_PSS_SALTLEN_DIGEST } = constants
  return { key, padding: RSA_PKCS1_PSS_PADDING, saltLength: RSA_PSS_SALTLEN_DIGEST }
}

/**
 * Only a positive `true` is a signature that holds; whatever OpenSSL throws at a malformed value is a no. php-saml and
 * SimpleSAMLphp each took an error for a success once (2016 to 2018).
 */
export function verifySignature(
  scheme: SignatureScheme,
  key: KeyObject,
  octets: Uint8Array,
  value: Uint8Array,
): boolean {
  try {
    return verify(scheme.digest, octets, options(scheme, key), value) === true
  } catch {
    return false
  }
}

/** Whether the certificate's public key is the private key's other half. */
export function belongTogether(privateKey: KeyObject, shown: { readonly publicKey: KeyObject }): boolean {
  return createPublicKey(privateKey).equals(shown.publicKey)
}

export function makeSignature(scheme: SignatureScheme, key: KeyObject, octets: Uint8Array): Buffer {
  return sign(scheme.digest, octets, options(scheme, key))
}
