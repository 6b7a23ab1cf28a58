import type { Problem } from '../problem.ts'

export type CheckVerdict = 'passed' | 'refused' | 'not judged'

/** One row of the table, judged. What was not given is `not judged`, never passed. */
export interface Check {
  readonly code: string
  /** Where the rule stands, as in `SAML Core 2.5.1.4`. */
  readonly clause: string
  readonly verdict: CheckVerdict
  /** In words for a person; null where there is nothing to compare. */
  readonly expected: string | null
  readonly received: string | null
}

/** The first refused row as a Problem whose code is the row's, or undefined when nothing was refused. */
export function refusal(_checks: readonly Check[]): Problem | undefined {
  throw new Error('not written yet')
}
