/*
 * Response (Core 3.2.2), the message that signs people in, and the one function that decides what of it was
 * signed. Four arrangements are accepted: the assertion signed, the response signed around it, both, and
 * either around an encrypted assertion. In each the assertion is read from octets whose digest a given key
 * had signed.
 */

import { type Decryption, type DecryptionKey, decrypt } from '../encryption/decrypt.ts'
import type { VerificationKey } from '../signature/certificate.ts'
import type { Unverified, Verified } from '../signature/verified.ts'
import { verify } from '../signature/verify.ts'
import type { Element } from '../xml/element.ts'
import { reading } from '../xml/memory.ts'
import { type Assertion, type Issuer, readAssertion } from './assertion.ts'
import { checkRoot, hasSignature, headingOf, issuerOf, readMessage } from './fields.ts'
import { conform } from './grammar.ts'
import { SAML, SAMLP, SUCCESS } from './names.ts'
import { messageProblem } from './problems.ts'
import { assertionShape, responseShape } from './shapes.ts'

/** How it went, by the codes and in words. Entra's words say most. */
export interface Status {
  /** The StatusCodes from the outermost inwards; the first decides (STAT-1). */
  readonly codes: readonly string[]
  readonly message?: string | undefined
}

/** What stands around the assertion. */
export interface Envelope {
  readonly id: string
  readonly version: string
  readonly issueInstant: string
  readonly destination?: string | undefined
  readonly inResponseTo?: string | undefined
  readonly issuer?: Issuer | undefined
  readonly status: Status
}

/** A Response with its one Assertion. Of the envelope believe what `envelopeSigned` says and no more. */
export interface Response extends Envelope {
  /** True when the signature covers the envelope too, not the assertion alone. */
  readonly envelopeSigned: boolean
  readonly assertion: Assertion
}

/** What a connection adds to its keys. */
export interface VerifyResponseOptions {
  /** What EncryptedAssertion and EncryptedID may be encrypted to; each is tried. */
  readonly decryptionKeys?: readonly DecryptionKey[] | undefined
  /** AES-CBC under a verified Response (legacy choice `cbc`). */
  readonly cbc?: boolean | undefined
}

/**
 * Verifies the signature over the assertion, or over the response with its one assertion, or both, and reads from the
 * octets that were digested and nothing else.
 * Throws Problem: `xml-…`, `message-…`, `signature-…`; `response-status` with `codes` and `message` in its facts for a
 * Response that carries a refusal and no assertion.
 */
export function verifyResponse(
  octets: Uint8Array,
  keys: readonly VerificationKey[],
  options: VerifyResponseOptions = {},
): Verified<Response> {
  return reading(() => verifiedResponse(octets, keys, options))
}

function verifiedResponse(
  octets: Uint8Array,
  keys: readonly VerificationKey[],
  options: VerifyResponseOptions,
): Verified<Response> {
  const root = readMessage(octets, 'Response', responseShape)
  const assertion = soleAssertion(root)
  const decryption = { keys: options.decryptionKeys ?? [], cbc: options.cbc ?? false }
  if (hasSignature(root)) return verifyWhole(root, keys, decryption)
  if (assertion.name === 'Assertion') return verifyAssertion(root, assertion, keys, decryption)
  return verifyAssertion(root, decryptAssertion(assertion, decryption, false), keys, decryption)
}

/** Exactly one Assertion, and nothing else, is what may be encrypted (ENC-X6). */
function decryptAssertion(element: Element, decryption: Decryption, underSignature: boolean): Element {
  const assertion = decrypt(element, decryption, underSignature)
  checkRoot(assertion, SAML, 'Assertion')
  conform(assertion, assertionShape)
  return assertion
}

/** SAML sign-in carries one assertion. A second one has been the forged one too often (ONE-1, CVE-2022-41912). */
function soleAssertion(root: Element): Element {
  const plain = root.childrenNamed(SAML, 'Assertion')
  const encrypted = root.childrenNamed(SAML, 'EncryptedAssertion')
  const count = plain.length + encrypted.length
  const assertion = plain[0] ?? encrypted[0]
  if (assertion !== undefined && count === 1) return assertion
  const { status } = envelopeOf(root)
  if (count === 0 && status.codes[0] !== SUCCESS) throw messageProblem('response-status', status)
  throw messageProblem('message-assertions', { count })
}

/**
 * The signature covers the assertion: the envelope is read from the document and counts as hearsay. The shape was judged
 * where the element was read; of what verification read again it is judged again.
 */
function verifyAssertion(
  root: Element,
  assertion: Element,
  keys: readonly VerificationKey[],
  decryption: Decryption,
): Verified<Response> {
  const envelope = envelopeOf(root)
  return verify(assertion, keys, (signed) => {
    if (signed !== assertion) conform(signed, assertionShape)
    return { ...envelope, envelopeSigned: false, assertion: readAssertion(signed, decryption) }
  })
}

/** The signature covers the response; a signature of the assertion inside must hold too, over the same octets. */
function verifyWhole(
  root: Element,
  keys: readonly VerificationKey[],
  decryption: Decryption,
): Verified<Response> {
  return verify(root, keys, (signed, signatures) => {
    if (signed !== root) conform(signed, responseShape)
    const found = soleAssertion(signed)
    const element = found.name === 'Assertion' ? found : decryptAssertion(found, decryption, true)
    const envelope = { ...envelopeOf(signed), envelopeSigned: true }
    if (!hasSignature(element)) return { ...envelope, assertion: readAssertion(element, decryption) }
    const inner = verify(element, keys, (again) => {
      if (again !== element) conform(again, assertionShape)
      return readAssertion(again, decryption)
    })
    signatures.push(...inner.signatures)
    return { ...envelope, assertion: inner.value }
  })
}

/** Reads what stands around the assertion, of a Response or a LogoutResponse. */
export function envelopeOf(root: Element): Envelope {
  return {
    ...headingOf(root),
    destination: root.attribute('Destination'),
    inResponseTo: root.attribute('InResponseTo'),
    issuer: issuerOf(root),
    status: statusOf(root),
  }
}

/** Codes are nested in the message and a list here, outermost first. */
function statusOf(root: Element): Status {
  const status = root.child(SAMLP, 'Status')
  const codes: string[] = []
  let code = status?.child(SAMLP, 'StatusCode')
  for (; code !== undefined; code = code.child(SAMLP, 'StatusCode')) codes.push(code.attribute('Value') ?? '')
  const message = status?.child(SAMLP, 'StatusMessage')
  return { codes, message: message?.text() }
}

/** Who claims to send it, in answer to what, with what status: to find the connection and to explain an error. */
export function readUnverifiedResponse(octets: Uint8Array): Unverified<Envelope> {
  return reading(() => ({ unverified: envelopeOf(readMessage(octets, 'Response', responseShape)) }))
}

/** All of an unverified Response with one readable assertion; undefined when it has none. For `inspect` alone. */
export function readUnverifiedContent(octets: Uint8Array): Unverified<Response> | undefined {
  const root = readMessage(octets, 'Response', responseShape)
  const [assertion, ...more] = root.children().filter((child) => child.is(SAML, 'Assertion'))
  if (assertion === undefined || more.length > 0) return undefined
  const envelopeSigned = hasSignature(root)
  return { unverified: { ...envelopeOf(root), envelopeSigned, assertion: readAssertion(assertion) } }
}
