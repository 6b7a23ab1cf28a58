import type { Response } from '../messages/response.ts'
import type { Verified } from '../signature/verified.ts'

/** Whom a verified assertion names. To be used only when no row of the table refused. */
export interface Identity {
  readonly issuer: string
  readonly nameId: string
  readonly nameIdFormat?: string
  readonly nameQualifier?: string
  readonly spNameQualifier?: string
  /** Attribute Name → values in order; attributes of one Name are merged (ATTR-2). A Map, so that no name is special (ATTR-4). */
  readonly attributes: ReadonlyMap<string, readonly string[]>
  readonly sessionIndex?: string
  /** Epoch milliseconds; may be hours old (entra.md 1.6). */
  readonly authnInstant?: number
  readonly authnContextClassRef?: string
  readonly assertionId: string
  readonly inResponseTo?: string
  /** Until when the assertion is honoured and its id must be remembered, epoch milliseconds, skew not included. */
  readonly notOnOrAfter: number
  /** The session must end then, when the identity provider says so. */
  readonly sessionNotOnOrAfter?: number
}

export function identityOf(_verified: Verified<Response>): Identity {
  throw new Error('not written yet')
}
