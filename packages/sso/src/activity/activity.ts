import type { Check } from '@postern/saml'
import type { Problem } from '@postern/saml/problem'

declare const brand: unique symbol
export type ActivityId = string & { readonly [brand]: 'Activity' }

export function activityId(text: string): ActivityId {
  return text as ActivityId
}

/**
 * `begun`: the person was sent to the identity provider and has not come back. `tested`: an administrator's test, which
 * lets nobody in; it has a refusal where a sign-in would have been refused.
 */
export type Outcome = 'begun' | 'signed-in' | 'refused' | 'tested'

/** One thing that happened in an attempt. */
export interface Moment {
  /** Epoch milliseconds. */
  readonly at: number
  readonly title: string
  readonly says?: string
  readonly state: 'ok' | 'bad' | 'off'
}

/** Why an attempt was refused, for an administrator. */
export type Refusal = Pick<Problem, 'code' | 'remedy' | 'facts'> & { readonly cause: string }

/** What a row of the table of checks said; why it refused is in `refusal`. */
export type JudgedCheck = Pick<Check, 'code' | 'clause' | 'verdict' | 'expected' | 'received'>

/** One attempt to sign in, from its first request to its outcome. */
export interface Attempt {
  readonly id: ActivityId
  /** What the person was shown, if anything: as in `K7M4-29QX`. */
  readonly reference: string
  readonly beganAt: number
  readonly endedAt?: number
  readonly outcome: Outcome
  readonly startedBy: 'application' | 'address' | 'identity-provider' | 'test' | 'test-link' | 'unknown'
  readonly connection?: { readonly id: string; readonly name: string }
  readonly application?: string
  /** Whom the verified assertion named; never what an unverified message claims. */
  readonly person?: string
  /** Client's address and User-Agent. */
  readonly from: { readonly address: string; readonly browser: string }
  /** By how many milliseconds the identity provider's clock was ahead of ours, and how many its connection allows. */
  readonly clock?: { readonly ahead: number; readonly allowed: number }
  readonly checks: readonly JudgedCheck[]
  readonly timeline: readonly Moment[]
  readonly refusal?: Refusal
}
