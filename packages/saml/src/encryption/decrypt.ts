/*
 * Decryption. Anybody can encrypt to a service provider, since its key is public: what comes out is hearsay
 * until a signature covers it, and products that forgot this let everybody in (GHES CVE-2024-4985, Keycloak
 * CVE-2026-2092). The other danger is the answer: padding, tag and parse errors that differ, or take
 * different times, are an oracle. So every failure is one code, every key is tried every time, and a key
 * that cannot be unwrapped is replaced by one that only we could predict and the work goes on with it.
 */

import { createPrivateKey, decryptContent, type KeyObject, unwrapKey } from '../crypto.ts'
import { checkIds } from '../messages/ids.ts'
import { Problem } from '../problem.ts'
import type { Element } from '../xml/element.ts'
import { readXml } from '../xml/reader.ts'
import { encryptionProblem } from './problems.ts'
import { type Encrypted, readEncrypted } from './structure.ts'

/** A private key that others encrypt to, parsed once. */
export interface DecryptionKey {
  readonly privateKey: KeyObject
}

/** What a connection allows: its keys, old and new, and whether AES-CBC is one of its legacy choices. */
export interface Decryption {
  /** Each is tried, so that the key can be rolled over (IIP-SP08). */
  readonly keys: readonly DecryptionKey[]
  /** AES-CBC under a verified signature (legacy choice `cbc`). */
  readonly cbc: boolean
}

/** Reads a PEM private key of type RSA. Throws Problem `decryption-key`. */
export function readDecryptionKey(pem: string): DecryptionKey {
  try {
    const privateKey = createPrivateKey(pem)
    if (privateKey.asymmetricKeyType === 'rsa') return { privateKey }
  } catch {
    // The same answer for every reason: what a private key looks like is nobody's business.
  }
  throw encryptionProblem('decryption-key', {})
}

/**
 * The element that `container` (EncryptedAssertion, EncryptedID) encrypts, read as a document of its own by all the
 * rules of the first (ENC-X1). Encryption proves nothing about who made it: the caller must hold a signature around
 * it, `underSignature`, or demand one inside (ENC-X3).
 */
export function decrypt(container: Element, { keys, cbc }: Decryption, underSignature: boolean): Element {
  const encrypted = readEncrypted(container)
  if (!encrypted.cipher.authenticated && !(cbc && underSignature)) {
    throw encryptionProblem('content-encryption', { algorithm: encrypted.algorithm })
  }
  const octets = plaintext(encrypted, keys)
  if (octets === undefined) throw encryptionProblem('decryption', {})
  return readPlaintext(octets, container, encrypted.cipher.authenticated)
}

/** All pairs of keys are tried, and every failure is the same failure. */
function plaintext(encrypted: Encrypted, keys: readonly DecryptionKey[]): Buffer | undefined {
  let found: Buffer | undefined
  for (const wrapped of encrypted.keys) {
    for (const { privateKey } of keys) {
      const contentKey = unwrapKey(wrapped.scheme, privateKey, wrapped.ciphertext, encrypted.cipher.keySize)
      found ??= decryptContent(encrypted.cipher, contentKey, encrypted.ciphertext)
    }
  }
  return found
}

/** Without authentication even "this is no XML" is an oracle: it becomes the one error (ENC-X5). */
function readPlaintext(octets: Buffer, container: Element, authenticated: boolean): Element {
  try {
    const { root } = readXml(octets)
    checkIds(root.document, container.document)
    return root
  } catch (problem) {
    if (authenticated || !(problem instanceof Problem)) throw problem
    throw encryptionProblem('decryption', {})
  }
}
