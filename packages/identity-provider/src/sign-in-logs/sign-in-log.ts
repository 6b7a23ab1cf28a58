/** How an attempt ended: `interrupted` where something was left to do after the right password. */
export const outcomes = ['Success', 'Failure', 'Interrupted'] as const
export type Outcome = (typeof outcomes)[number]

export const isOutcome = (text: string): text is Outcome => outcomes.some((outcome) => outcome === text)

/** One attempt to sign in, as Entra's sign-in logs tell of it (entra.md 3.7). */
export interface SignInLog {
  readonly id: string
  /** Epoch milliseconds. */
  readonly at: number
  /** The person saw it: on the error page, in the status message. One for all steps of a sign-in. */
  readonly correlationId: string
  readonly outcome: Outcome
  /** `AADSTS…`; undefined for a success. */
  readonly code: string | undefined
  readonly reason: string | undefined
  /** Undefined where the name that was typed is nobody's. */
  readonly userId: string | undefined
  /** The user principal name, or what was typed as one. */
  readonly userName: string | undefined
  readonly applicationId: string | undefined
  readonly application: string | undefined
  readonly address: string
  /** User-Agent as it came, cut. */
  readonly browser: string
  readonly factors: 'Single-factor' | 'Multi-factor' | undefined
}

/** What is kept beside a log: XML as it came or went. */
export type Direction = 'request' | 'response'
