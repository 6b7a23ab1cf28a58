/*
 * The structure of ds:Signature, which XML Signature leaves so open that a signature can carry its own
 * document, its own keys and a program to transform both. SAML uses one narrow shape of it (Core 5.4).
 * Whatever is not that shape is refused before anything is computed; and everything is read by position,
 * since a search finds what was put first.
 */

import { decodeBase64 } from '../base64.ts'
import { DS, MD, SAML, SAMLP } from '../messages/names.ts'
import type { Element } from '../xml/element.ts'
import { limits } from '../xml/limits.ts'
import { ENVELOPED, EXCLUSIVE_C14N } from './algorithms.ts'
import { signatureProblem } from './problems.ts'

/** What a SignedInfo says, read by child position from beginning to end and never by search (SIG-1). */
export interface SignedInfo {
  readonly signatureAlgorithm: string
  readonly reference: string
  readonly transformPrefixes: readonly string[]
  readonly digestAlgorithm: string
  /** As it is written. */
  readonly digestValue: string
}

/**
 * A ds:Signature is SignedInfo, SignatureValue and perhaps KeyInfo: no second SignedInfo (CVE-2025-29774), no Object
 * or Manifest (errata E91), nothing of SAML inside, where XSW1 and XSW8 hid the genuine message, and no signature in the
 * KeyInfo of another, where one that was taken off would be kept (SIG-1, SIG-2, SIG-3).
 */
export function checkSignatureShape(signature: Element): void {
  const inner = signature.descendant(
    (namespace, name) => isObject(namespace, name) || isEmbedded(namespace, name),
  )
  if (inner !== undefined) {
    const code =
      inner.namespace === DS && inner.name !== 'Signature' ? 'signature-object' : 'signature-embedded'
    throw signatureProblem(code, { element: inner.name })
  }
  const keyInfo = signature.childAt(2)
  const fits =
    signature.childAt(0)?.is(DS, 'SignedInfo') &&
    signature.childAt(1)?.is(DS, 'SignatureValue') &&
    (keyInfo === undefined || keyInfo.is(DS, 'KeyInfo')) &&
    signature.childCount <= 3 &&
    !signature.hasText()
  if (!fits) shape('Signature', 'SignedInfo, SignatureValue and KeyInfo')
}

const isObject = (namespace: string, name: string) =>
  namespace === DS && (name === 'Object' || name === 'Manifest' || name === 'SignatureProperties')

const isEmbedded = (namespace: string, name: string) =>
  namespace === SAML || namespace === SAMLP || namespace === MD || (namespace === DS && name === 'Signature')

/** The first child, as `checkSignatureShape` has seen. */
export function signedInfoOf(signature: Element): Element {
  return childAt(signature, 0, 'SignedInfo')
}

/** Strict base64 (SIG-8). */
export function signatureValueOf(signature: Element): Buffer {
  const value = decodeBase64(childAt(signature, 1, 'SignatureValue').text())
  if (value === undefined || value.length === 0) throw signatureProblem('signature-value-form', {})
  return value
}

/** Elements of a SignedInfo, and texts beside elements. Its canonical form is made before any key has vouched for it (LIM-2). */
const most = 500

/** PrefixList of the CanonicalizationMethod, needed before there are canonical octets of SignedInfo to read from. */
export function canonicalizationPrefixes(signedInfo: Element): readonly string[] {
  const method = childAt(signedInfo, 0, 'CanonicalizationMethod')
  const algorithm = method.attribute('Algorithm') ?? ''
  if (signedInfo.size > most) shape('SignedInfo', `${most} elements and texts at most`)
  if (algorithm !== EXCLUSIVE_C14N) throw signatureProblem('signature-canonicalization', { algorithm })
  return prefixList(method)
}

/**
 * Reads SignedInfo; called with the octets that a key is then asked about, parsed anew. Throws Problem
 * `signature-…`.
 */
export function readSignedInfo(signedInfo: Element): SignedInfo {
  canonicalizationPrefixes(signedInfo)
  const method = childAt(signedInfo, 1, 'SignatureMethod')
  const signatureAlgorithm = method.attribute('Algorithm') ?? ''
  const references = signedInfo.childrenNamed(DS, 'Reference')
  if (references.length !== 1) throw signatureProblem('signature-references', { count: references.length })
  const reference = childAt(signedInfo, 2, 'Reference')
  if (signedInfo.childCount !== 3 || signedInfo.hasText()) {
    shape('SignedInfo', 'CanonicalizationMethod, SignatureMethod and Reference')
  }
  // A length parameter let attackers shorten an HMAC to one bit (CVE-2009-0217): parameters are refused with the rest.
  if (method.childCount > 0 && !signatureAlgorithm.includes('hmac')) shape('SignatureMethod', 'nothing')
  return readReference(signatureAlgorithm, reference)
}

/** Transforms, DigestMethod, DigestValue: three children, each in its place. */
function readReference(signatureAlgorithm: string, reference: Element): SignedInfo {
  const digestMethod = childAt(reference, 1, 'DigestMethod')
  const digestValue = childAt(reference, 2, 'DigestValue').text()
  if (reference.childCount !== 3 || reference.hasText()) {
    shape('Reference', 'Transforms, DigestMethod and DigestValue')
  }
  return {
    signatureAlgorithm,
    reference: reference.attribute('URI') ?? '',
    transformPrefixes: readTransforms(childAt(reference, 0, 'Transforms')),
    digestAlgorithm: digestMethod.attribute('Algorithm') ?? '',
    digestValue,
  }
}

/** Checked before anything is transformed: XSLT ran before verification in CVE-2022-47966 (TR-1). */
function readTransforms(transforms: Element): readonly string[] {
  const [enveloped, exclusive] = [transforms.childAt(0), transforms.childAt(1)]
  const exact =
    transforms.childCount === 2 &&
    enveloped !== undefined &&
    isTransform(enveloped, ENVELOPED) &&
    enveloped.childCount === 0 &&
    exclusive !== undefined &&
    isTransform(exclusive, EXCLUSIVE_C14N)
  if (!exact) {
    const algorithms = transforms.children().map((child) => child.attribute('Algorithm') ?? '')
    throw signatureProblem('signature-transforms', { transforms: algorithms.slice(0, 5) })
  }
  return prefixList(exclusive)
}

const isTransform = (element: Element, algorithm: string) =>
  element.is(DS, 'Transform') && element.attribute('Algorithm') === algorithm

/** InclusiveNamespaces is the one parameter of exclusive canonicalization. */
function prefixList(method: Element): readonly string[] {
  const parameter = method.childAt(0)
  if (parameter === undefined) return []
  if (!parameter.is(EXCLUSIVE_C14N, 'InclusiveNamespaces') || method.childCount > 1) {
    shape(method.name, 'InclusiveNamespaces alone')
  }
  const prefixes = (parameter.attribute('PrefixList') ?? '')
    .split(/[ \t\r\n]+/)
    .filter((prefix) => prefix !== '')
  // Each element is looked at for each prefix, before any key has vouched for either: the product must be small (LIM-2).
  if (prefixes.length > limits.namespaces) shape(method.name, `${limits.namespaces} prefixes at most`)
  return prefixes
}

/** By position: a search would find what somebody has put first. */
function childAt(parent: Element, position: number, name: string): Element {
  const child = parent.childAt(position)
  if (child === undefined || !child.is(DS, name)) shape(parent.name, `${name} as child ${position + 1}`)
  return child
}

/** One way out for all that is not as it should be (SIG-1). */
function shape(element: string, expected: string): never {
  throw signatureProblem('signature-shape', { element, expected })
}
