/**
 * The one door to `node:crypto`: nothing else in this package imports it, so that what cryptography is used can be
 * read in one sitting and so that HMAC, DSA and RSA PKCS#1 v1.5 key transport can be seen to be absent.
 */
import { createHash, createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'

export type { KeyObject }

export { createPrivateKey, X509Certificate }

export type DigestName = 'sha1' | 'sha256' | 'sha384' | 'sha512'

export function digest(name: DigestName, octets: Uint8Array): Buffer {
  return createHash(name).update(octets).digest()
}
