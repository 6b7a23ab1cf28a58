import { type Decryption, type DecryptionKey, decrypt } from '../encryption/decrypt.ts'
import type { VerificationKey } from '../signature/certificate.ts'
import { signatureFor } from '../signature/sign.ts'
import type { SigningAlgorithm, SigningKey } from '../signature/signing-key.ts'
import type { Unverified, Verified } from '../signature/verified.ts'
import { verify } from '../signature/verify.ts'
import type { Element } from '../xml/document.ts'
import { type Tag, tag, writeXml } from '../xml/writer.ts'
import {
  type Assertion,
  type AssertionToWrite,
  assertionTag,
  type Issuer,
  readAssertion,
} from './assertion.ts'
import { checkRoot, hasSignature, headingOf, issuerOf, present, readMessage } from './fields.ts'
import { conform } from './grammar.ts'
import { SAML, SAMLP, SUCCESS } from './names.ts'
import { messageProblem } from './problems.ts'
import { assertionShape, responseShape } from './shapes.ts'

export interface Status {
  /** The StatusCodes from the outermost inwards; the first decides (STAT-1). */
  readonly codes: readonly string[]
  readonly message?: string
}

/** What stands around the assertion. */
export interface Envelope {
  readonly id: string
  readonly version: string
  readonly issueInstant: string
  readonly destination?: string
  readonly inResponseTo?: string
  readonly issuer?: Issuer
  readonly status: Status
}

export interface Response extends Envelope {
  /** True when the signature covers the envelope too, not the assertion alone. */
  readonly envelopeSigned: boolean
  readonly assertion: Assertion
}

/** Signed parts; `both` signs the assertion first, then the response around it. */
export type SigningOption = 'assertion' | 'response' | 'both'

export interface ResponseToWrite {
  readonly id: string
  readonly issueInstant: number
  /** The Assertion Consumer Service URL. */
  readonly destination: string
  /** Absent: IdP-initiated. Written to the Response and to the SubjectConfirmationData. */
  readonly inResponseTo?: string
  readonly issuer: string
  readonly assertion: AssertionToWrite
  readonly sign: {
    readonly key: SigningKey
    readonly option: SigningOption
    /** Default `rsa-sha256`. */
    readonly algorithm?: SigningAlgorithm
  }
}

/** A Response that refuses, posted to the ACS (entra.md 6.3): unsigned, without Destination unless given. */
export interface ErrorResponseToWrite {
  readonly id: string
  readonly issueInstant: number
  readonly destination?: string
  readonly inResponseTo?: string
  readonly issuer: string
  /** Outermost first; at most two. */
  readonly codes: readonly [string, string?]
  readonly message?: string
}

export interface VerifyResponseOptions {
  /** What EncryptedAssertion and EncryptedID may be encrypted to; each is tried. */
  readonly decryptionKeys?: readonly DecryptionKey[]
  /** AES-CBC under a verified Response (legacy choice `cbc`). */
  readonly cbc?: boolean
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
  const assertions = root
    .children()
    .filter((child) => child.is(SAML, 'Assertion') || child.is(SAML, 'EncryptedAssertion'))
  const [assertion] = assertions
  if (assertion !== undefined && assertions.length === 1) return assertion
  const { status } = envelopeOf(root)
  if (assertions.length === 0 && status.codes[0] !== SUCCESS) throw messageProblem('response-status', status)
  throw messageProblem('message-assertions', { count: assertions.length })
}

/** The signature covers the assertion: the envelope is read from the document and counts as hearsay. */
function verifyAssertion(
  root: Element,
  assertion: Element,
  keys: readonly VerificationKey[],
  decryption: Decryption,
): Verified<Response> {
  const envelope = envelopeOf(root)
  return verify(assertion, keys, (again) => ({
    ...envelope,
    envelopeSigned: false,
    assertion: readAssertion(again, decryption),
  }))
}

/** The signature covers the response; a signature of the assertion inside must hold too, over the same octets. */
function verifyWhole(
  root: Element,
  keys: readonly VerificationKey[],
  decryption: Decryption,
): Verified<Response> {
  return verify(root, keys, (again, signatures) => {
    conform(again, responseShape)
    const found = soleAssertion(again)
    const element = found.name === 'Assertion' ? found : decryptAssertion(found, decryption, true)
    const envelope = { ...envelopeOf(again), envelopeSigned: true }
    if (!hasSignature(element)) return { ...envelope, assertion: readAssertion(element, decryption) }
    const inner = verify(element, keys, (signed) => readAssertion(signed, decryption))
    signatures.push(...inner.signatures)
    return { ...envelope, assertion: inner.value }
  })
}

export function envelopeOf(root: Element): Envelope {
  return present({
    ...headingOf(root),
    destination: root.attribute('Destination'),
    inResponseTo: root.attribute('InResponseTo'),
    issuer: issuerOf(root),
    status: statusOf(root),
  })
}

function statusOf(root: Element): Status {
  const status = root.child(SAMLP, 'Status')
  const codes: string[] = []
  let code = status?.child(SAMLP, 'StatusCode')
  for (; code !== undefined; code = code.child(SAMLP, 'StatusCode')) codes.push(code.attribute('Value') ?? '')
  const message = status?.child(SAMLP, 'StatusMessage')
  return present({ codes, message: message?.text() })
}

/** Who claims to send it, in answer to what, with what status: to find the connection and to explain an error. */
export function readUnverifiedResponse(octets: Uint8Array): Unverified<Envelope> {
  return { unverified: envelopeOf(readMessage(octets, 'Response', responseShape)) }
}

/** All of an unverified Response with one readable assertion; undefined when it has none. For `inspect` alone. */
export function readUnverifiedContent(octets: Uint8Array): Unverified<Response> | undefined {
  const root = readMessage(octets, 'Response', responseShape)
  const [assertion, ...more] = root.children().filter((child) => child.is(SAML, 'Assertion'))
  if (assertion === undefined || more.length > 0) return undefined
  const envelopeSigned = hasSignature(root)
  return { unverified: { ...envelopeOf(root), envelopeSigned, assertion: readAssertion(assertion) } }
}

/** The Response as Entra writes it, byte for byte (entra.md 1.5). Its UTF-8 octets go base64-encoded into the form. */
export function writeResponse(of: ResponseToWrite): string {
  const { key, option, algorithm } = of.sign
  const assertion = (signature?: Tag) => assertionTag(of.assertion, of.issuer, of.inResponseTo, signature)
  const response = (inner: Tag, signature?: Tag) => responseTag(of, [SUCCESS], undefined, inner, signature)
  const signing = present({ key, algorithm })
  const signed =
    option === 'response' ? assertion() : assertion(signatureFor(assertion(), of.assertion.id, signing))
  if (option === 'assertion') return writeXml(response(signed))
  const signature = signatureFor(response(signed), of.id, { ...signing, prefixed: true })
  return writeXml(response(signed, signature))
}

export function writeErrorResponse(of: ErrorResponseToWrite): string {
  return writeXml(responseTag(of, of.codes, of.message))
}

function responseTag(
  of: Omit<ErrorResponseToWrite, 'codes' | 'message'>,
  codes: ErrorResponseToWrite['codes'],
  message?: string,
  assertion?: Tag,
  signature?: Tag,
): Tag {
  return tag(
    'samlp:Response',
    {
      ID: of.id,
      Version: '2.0',
      IssueInstant: new Date(of.issueInstant).toISOString(),
      Destination: of.destination,
      InResponseTo: of.inResponseTo,
      'xmlns:samlp': SAMLP,
    },
    tag('Issuer', { xmlns: SAML }, of.issuer),
    signature,
    statusTag(codes, message),
    assertion,
  )
}

export function statusTag(codes: ErrorResponseToWrite['codes'], message?: string): Tag {
  const [outer, inner] = codes
  const innerTag = inner === undefined ? undefined : tag('samlp:StatusCode', { Value: inner })
  return tag(
    'samlp:Status',
    {},
    tag('samlp:StatusCode', { Value: outer }, innerTag),
    message === undefined ? undefined : tag('samlp:StatusMessage', {}, message),
  )
}
