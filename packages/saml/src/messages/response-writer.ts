/*
 * The Response as Entra writes it, octet for octet: a test compares with a captured one, down to the digest.
 * Values pass through the writer's escapes and through our own reader before they are signed, so that none
 * of them can become markup (samlify GHSA-34r5-q4jw-r36m, where a name became an attribute that made its
 * owner an administrator).
 */

import { type EncryptionTarget, encrypted } from '../encryption/encrypt.ts'
import { signatureFor } from '../signature/sign.ts'
import type { SigningAlgorithm, SigningKey } from '../signature/signing-key.ts'
import { insertedAfterFirst, type Tag, tag, Written, writeXml } from '../xml/writer.ts'
import { type AssertionToWrite, assertionTag } from './assertion-writer.ts'
import { instantText } from './instant.ts'
import { SAML, SAMLP, SUCCESS } from './names.ts'

/** Signed parts; `both` signs the assertion first, then the response around it. */
export type SigningOption = 'assertion' | 'response' | 'both'

/** Times are epoch milliseconds. */
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
  /** The assertion, signed first where it is to be, is written as an EncryptedAssertion; a signed response covers it. */
  readonly encrypt?: EncryptionTarget
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

/** The Response as Entra writes it, byte for byte (entra.md 1.5). Its UTF-8 octets go base64-encoded into the form. */
export function writeResponse(of: ResponseToWrite): string {
  const { key, option, algorithm } = of.sign
  const assertion = assertionTag(of.assertion, of.issuer, of.inResponseTo)
  const response = (inner: Tag | Written) => responseTag(of, [SUCCESS], undefined, inner)
  const signing = { key, algorithm }
  const signed =
    option === 'response'
      ? assertion
      : insertedAfterFirst(assertion, signatureFor(assertion, of.assertion.id, signing))
  const inner = of.encrypt === undefined ? signed : encryptedAssertion(signed, of.encrypt)
  if (option === 'assertion') return writeXml(response(inner))
  const unsigned = response(new Written(inner))
  return writeXml(insertedAfterFirst(unsigned, signatureFor(unsigned, of.id, { ...signing, prefixed: true })))
}

/** Once for a response: each is encrypted with a key of its own. */
function encryptedAssertion(assertion: Tag, to: EncryptionTarget): Tag {
  const container = encrypted('EncryptedAssertion', assertion, to)
  return { ...container, attributes: [['xmlns', SAML]] }
}

/**
 * Unsigned, as Entra's is: nobody is signed in by it. Its message reaches the administrator (entra.md 1.9).
 */
export function writeErrorResponse(of: ErrorResponseToWrite): string {
  return writeXml(responseTag(of, of.codes, of.message))
}

/** The order of attributes is Entra's, not the schema's, which has none. */
function responseTag(
  of: Omit<ErrorResponseToWrite, 'codes' | 'message'>,
  codes: ErrorResponseToWrite['codes'],
  message?: string,
  assertion?: Tag | Written,
): Tag {
  return tag(
    'samlp:Response',
    {
      ID: of.id,
      Version: '2.0',
      IssueInstant: instantText(of.issueInstant),
      Destination: of.destination,
      InResponseTo: of.inResponseTo,
      'xmlns:samlp': SAMLP,
    },
    tag('Issuer', { xmlns: SAML }, of.issuer),
    statusTag(codes, message),
    assertion,
  )
}

/** The inner code says what the outer one leaves open (Core 3.2.2.2). */
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
