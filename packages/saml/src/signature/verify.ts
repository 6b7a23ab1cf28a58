/*
 * Verification of an enveloped signature: the first of the two ways in which a `Verified` is born. The order
 * matters: shape, then the key over SignedInfo, then what SignedInfo says, then the digest, and only then
 * the content. What SignedInfo says is what stands in the octets that the key signed, and the content what
 * stands in those that were digested: both are canonical forms, copied from what was read, or else read
 * again. There is no other view of them that anybody could be shown.
 */

import { decodeBase64, encodeBase64 } from '../base64.ts'
import { digest, digestSize, type SignatureScheme, verifySignature } from '../crypto.ts'
import { DS } from '../messages/names.ts'
import { type CanonicalForm, canonicalFormOf } from '../xml/canonical.ts'
import type { Element } from '../xml/element.ts'
import { isCanonical } from '../xml/is-canonical.ts'
import { readXml } from '../xml/reader.ts'
import { digestOf, schemeOf } from './algorithms.ts'
import type { VerificationKey } from './certificate.ts'
import { signatureProblem } from './problems.ts'
import {
  canonicalizationPrefixes,
  checkSignatureShape,
  readSignedInfo,
  type SignedInfo,
  signatureValueOf,
  signedInfoOf,
} from './structure.ts'
import { type SignatureFacts, Verified } from './verified.ts'

/**
 * Verifies the enveloped signature that stands in `element`, with the keys that are given and no other (KEY-1), and
 * reads the value from what was digested. `read` gets `element` itself where the digested octets are copied from it, else
 * the root of those octets, read again, whose shape nobody has judged; and the facts of this signature, to which it adds
 * those of signatures further inside. It reads nothing inside a ds:Signature. What it returns becomes Verified.
 * Whatever stands elsewhere in the message has no part.
 */
export function verify<T>(
  element: Element,
  keys: readonly VerificationKey[],
  read: (root: Element, signatures: SignatureFacts[]) => T,
): Verified<T> {
  const signature = soleSignature(element)
  checkSignatureShape(signature)
  const signed = signedInfoOf(signature)
  const prefixes = canonicalizationPrefixes(signed)
  const form = canonicalFormOf(signed, undefined, prefixes)
  // What SignedInfo says is read from the octets that the key signed (CVE-2024-45409).
  const signedInfo = readSignedInfo(asDigested(signed, form, prefixes))
  const key = verifyingKey(signedInfo.signatureAlgorithm, keys, form.octets, signatureValueOf(signature))
  const content = digestedForm(element, signature, signedInfo)
  const root = asDigested(element, content, signedInfo.transformPrefixes)
  const signatures = [factsOf(element, signedInfo, key)]
  return Verified.bear(read(root, signatures), signatures)
}

/** The Signature is found by position: the one child of its parent that is one (SIG-2, SIG-5). */
function soleSignature(element: Element): Element {
  const [signature, second] = element.childrenNamed(DS, 'Signature')
  if (signature === undefined) throw signatureProblem('signature-missing', {})
  if (second !== undefined) throw signatureProblem('signature-place', { element: element.name })
  return signature
}

/**
 * The key, of those given, that made the signature over `octets`. Its type must fit the algorithm before cryptography
 * is called: a public key is never somebody's HMAC secret (ALG-2).
 */
export function verifyingKey(
  algorithm: string,
  keys: readonly VerificationKey[],
  octets: Uint8Array,
  value: Uint8Array,
): VerificationKey {
  if (keys.length === 0) throw signatureProblem('signature-no-key', {})
  const scheme = schemeOf(algorithm)
  let fits = false
  const tried: string[] = []
  for (const key of keys) {
    if (key.keyType !== scheme.keyType) continue
    fits = true
    if (value.length !== signatureSize(scheme, key)) continue
    if (verifySignature(scheme, key.publicKey, octets, value)) return key
    tried.push(key.sha256)
  }
  if (!fits) throw signatureProblem('signature-key-type', { algorithm })
  if (tried.length === 0) throw signatureProblem('signature-value-form', {})
  throw signatureProblem('signature-value', { algorithm, tried })
}

/** Octets: the modulus for RSA, r and s of the field's size for ECDSA (SIG-8). */
const signatureSize = (scheme: SignatureScheme, key: VerificationKey): number => {
  const octets = Math.ceil(key.keyBits / 8)
  return scheme.keyType === 'RSA' ? octets : 2 * octets
}

/** The canonical form of `element` without its signature, after its digest was found to be the one signed. */
function digestedForm(element: Element, signature: Element, signedInfo: SignedInfo): CanonicalForm {
  const id = element.attribute('ID') ?? ''
  const { reference, digestValue } = signedInfo
  if (id === '' || reference !== `#${id}`) throw signatureProblem('signature-reference', { reference, id })
  const name = digestOf(signedInfo.digestAlgorithm)
  const form = canonicalFormOf(element, signature, signedInfo.transformPrefixes)
  const { octets } = form
  if (octets.length === 0 || octets[0] !== 0x3c) throw signatureProblem('signature-canonical-form', {})
  const found = digest(name, octets)
  if (found !== digestValue) checkSpelling(digestValue, found, digestSize(name))
  return form
}

/** Strict base64 has one spelling, but for line breaks and blanks; whether the digest is wrong or no digest is told apart (SIG-9). */
function checkSpelling(digestValue: string, found: string, size: number): void {
  const octets = decodeBase64(digestValue)
  if (octets?.length !== size) throw signatureProblem('signature-digest-form', {})
  if (encodeBase64(octets) !== found) throw signatureProblem('signature-digest', {})
}

/**
 * The element as the digested octets have it (C14N-2, C14N-3). Where they are copied from it to the last name, value
 * and text it is the element itself: its signature is no part of them, and nothing reads inside that. Where something was spelt anew they are
 * read again. That they are canonical to the last octet shows that our reader and our writer agree on them; that the
 * root is the same, that the element was not changed for another.
 */
function asDigested(
  element: Element,
  { octets, copied }: CanonicalForm,
  prefixes: readonly string[],
): Element {
  if (copied) return element
  const { root } = readXml(octets)
  if (!root.is(element.namespace, element.name)) throw signatureProblem('signature-canonical-form', {})
  if (!isCanonical(root, prefixes)) throw signatureProblem('signature-canonical-tree', {})
  return root
}

/** What the rows judge afterwards. */
function factsOf(element: Element, signedInfo: SignedInfo, key: VerificationKey): SignatureFacts {
  return {
    covers: element.name,
    algorithm: signedInfo.signatureAlgorithm,
    digestAlgorithm: signedInfo.digestAlgorithm,
    keyType: key.keyType,
    keyBits: key.keyBits,
    certificateSha256: key.sha256,
  }
}
