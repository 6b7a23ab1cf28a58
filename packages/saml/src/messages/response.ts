import type { VerificationKey } from '../signature/certificate.ts'
import type { SigningAlgorithm, SigningKey } from '../signature/signing-key.ts'
import type { Unverified, Verified } from '../signature/verified.ts'
import type { Assertion, AssertionToWrite, Issuer } from './assertion.ts'

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
  /** PEM private keys that EncryptedAssertion may be encrypted to; each is tried. */
  readonly decryptionKeys?: readonly string[]
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
  _octets: Uint8Array,
  _keys: readonly VerificationKey[],
  _options: VerifyResponseOptions = {},
): Verified<Response> {
  throw new Error('not written yet')
}

/** Who claims to send it, in answer to what, with what status: to find the connection and to explain an error. */
export function readUnverifiedResponse(_octets: Uint8Array): Unverified<Envelope> {
  throw new Error('not written yet')
}

/** The Response as Entra writes it, byte for byte (entra.md 1.5). Its UTF-8 octets go base64-encoded into the form. */
export function writeResponse(_of: ResponseToWrite): string {
  throw new Error('not written yet')
}

export function writeErrorResponse(_of: ErrorResponseToWrite): string {
  throw new Error('not written yet')
}
