import type { VerificationKey } from '../signature/certificate.ts'
import type { SigningKey } from '../signature/signing-key.ts'
import type { Verified } from '../signature/verified.ts'
import type { Issuer } from './assertion.ts'

/** Every part of an AuthnRequest that an identity provider judges (entra.md 1.2). */
export interface AuthnRequest {
  readonly id: string
  readonly version: string
  readonly issueInstant: string
  readonly destination?: string
  readonly issuer?: Issuer
  readonly assertionConsumerServiceUrl?: string
  readonly assertionConsumerServiceIndex?: string
  readonly protocolBinding?: string
  readonly forceAuthn: boolean
  readonly isPassive: boolean
  readonly providerName?: string
  readonly nameIdPolicy?: {
    readonly format?: string
    readonly spNameQualifier?: string
    readonly allowCreate?: boolean
  }
  readonly requestedAuthnContext?: {
    /** `exact` when absent in the message. */
    readonly comparison: string
    readonly classRefs: readonly string[]
    readonly declRefs: readonly string[]
  }
  readonly subjectPresent: boolean
  readonly scoping?: {
    readonly proxyCount?: string
    readonly idpListPresent: boolean
    readonly requesterIds: readonly string[]
  }
  /** An enveloped ds:Signature is there; whether it holds, only `verifyAuthnRequest` tells. */
  readonly signaturePresent: boolean
}

export interface AuthnRequestToWrite {
  /** An NCName: `_` and 32 hexadecimal digits. */
  readonly id: string
  readonly issueInstant: number
  readonly destination: string
  readonly assertionConsumerServiceUrl: string
  readonly issuer: string
  readonly forceAuthn?: boolean
  readonly isPassive?: boolean
  readonly nameIdFormat?: string
  /** An enveloped signature, for the POST binding only; on Redirect the query is signed. */
  readonly sign?: SigningKey
}

/** Reads an AuthnRequest without verifying anything. Throws Problem `xml-…`, `message-…`. */
export function readAuthnRequest(_octets: Uint8Array): AuthnRequest {
  throw new Error('not written yet')
}

/** Verifies the enveloped signature of an AuthnRequest that came by POST. Throws Problem `signature-…`. */
export function verifyAuthnRequest(
  _octets: Uint8Array,
  _keys: readonly VerificationKey[],
): Verified<AuthnRequest> {
  throw new Error('not written yet')
}

export function writeAuthnRequest(_of: AuthnRequestToWrite): string {
  throw new Error('not written yet')
}
