import type { VerificationKey } from '../signature/certificate.ts'
import type { SigningKey } from '../signature/signing-key.ts'
import type { Verified } from '../signature/verified.ts'
import type { Issuer, NameId } from './assertion.ts'

export interface LogoutRequest {
  readonly id: string
  readonly version: string
  readonly issueInstant: string
  readonly destination?: string
  readonly notOnOrAfter?: string
  readonly reason?: string
  readonly issuer?: Issuer
  readonly nameId?: NameId
  readonly sessionIndexes: readonly string[]
  readonly signaturePresent: boolean
}

export interface LogoutRequestToWrite {
  readonly id: string
  readonly issueInstant: number
  readonly destination?: string
  readonly notOnOrAfter?: number
  readonly issuer: string
  readonly nameId: NameId
  readonly sessionIndexes?: readonly string[]
  /** An enveloped signature, for the POST binding only; on Redirect the query is signed. */
  readonly sign?: SigningKey
}

export function readLogoutRequest(_octets: Uint8Array): LogoutRequest {
  throw new Error('not written yet')
}

export function verifyLogoutRequest(
  _octets: Uint8Array,
  _keys: readonly VerificationKey[],
): Verified<LogoutRequest> {
  throw new Error('not written yet')
}

export function writeLogoutRequest(_of: LogoutRequestToWrite): string {
  throw new Error('not written yet')
}
