import type { VerificationKey } from '../signature/certificate.ts'
import type { SigningKey } from '../signature/signing-key.ts'
import type { Verified } from '../signature/verified.ts'
import type { Envelope } from './response.ts'

export interface LogoutResponse extends Envelope {
  readonly signaturePresent: boolean
}

export interface LogoutResponseToWrite {
  readonly id: string
  readonly issueInstant: number
  readonly destination?: string
  readonly inResponseTo?: string
  readonly issuer: string
  /** Outermost first; default Success. */
  readonly codes?: readonly [string, string?]
  readonly message?: string
  /** An enveloped signature, for the POST binding only; on Redirect the query is signed. */
  readonly sign?: SigningKey
}

export function readLogoutResponse(_octets: Uint8Array): LogoutResponse {
  throw new Error('not written yet')
}

export function verifyLogoutResponse(
  _octets: Uint8Array,
  _keys: readonly VerificationKey[],
): Verified<LogoutResponse> {
  throw new Error('not written yet')
}

export function writeLogoutResponse(_of: LogoutResponseToWrite): string {
  throw new Error('not written yet')
}
