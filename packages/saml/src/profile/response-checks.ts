import type { Response } from '../messages/response.ts'
import type { Verified } from '../signature/verified.ts'
import type { Check } from './check.ts'

/** Per-connection legacy choices, shown in red where they are made; nothing else can be relaxed. */
export type Legacy = 'sha1' | 'cbc' | 'life'

/** What a Response is judged against. What is left out is `not judged`. */
export interface ResponseExpectation {
  /** Epoch milliseconds. */
  readonly now?: number
  /** Seconds, 0 to 300; default 180. */
  readonly clockSkew?: number
  /** The identity provider's entityID. */
  readonly issuer?: string
  /** Ours: the audience. */
  readonly entityId?: string
  /** The Assertion Consumer Service URL that received it, from configuration: Recipient and Destination. */
  readonly assertionConsumerServiceUrl?: string
  /** The ID of the AuthnRequest that this browser began; null: none is outstanding, so that any InResponseTo is refused. */
  readonly inResponseTo?: string | null
  /** Whether a Response to no request is welcome. Left out: refused when `inResponseTo` is a string, else not judged. */
  readonly unsolicited?: boolean
  /** Names of attributes that identify the account: they must hold one value (ATTR-1). */
  readonly accountAttributes?: readonly string[]
  readonly legacy?: readonly Legacy[]
}

/** Judges all rows of the Web Browser SSO table, in order; none stops another. */
export function judgeResponse(
  _verified: Verified<Response>,
  _expectation: ResponseExpectation,
): readonly Check[] {
  throw new Error('not written yet')
}
