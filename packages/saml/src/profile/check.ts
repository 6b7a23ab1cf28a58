/*
 * What a check is. Rows are data and a function; judging is a loop. A row never throws and never stops
 * another, because the one who has to mend a connection wants to see every difference at once, and the one
 * who attacks it learns from the first refusal no more than from the others.
 */

import { Problem } from '../problem.ts'

/** `not judged` is a verdict of its own, so that nothing that was not looked at can pass for good. */
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
  /** What is wrong when the row refuses, and what to do about it. */
  readonly cause: string
  readonly remedy: string
}

/** What judging one row comes to. */
export interface Outcome {
  readonly verdict: CheckVerdict
  readonly expected: string | null
  readonly received: string | null
}

/** One row: the rule, where it stands, what it means when it refuses, and the function that judges. */
export interface Row<S> {
  readonly rule: string
  readonly clause: string
  readonly cause: string
  readonly remedy: string
  readonly judge: (subject: S) => Outcome
}

/** Rows by their code, in the order in which they are judged and in which the first refusal counts. */
export type Table<S> = Readonly<Record<string, Row<S>>>

type Said = string | undefined

const outcome =
  (verdict: CheckVerdict) =>
  (expected?: Said, received?: Said): Outcome => ({
    verdict,
    expected: expected ?? null,
    received: received ?? null,
  })

export const passed = outcome('passed')
export const refused = outcome('refused')
export const notJudged = outcome('not judged')

/** Passed when it holds, else refused; a caller that cannot tell returns `notJudged` before it comes here. */
export const judged = (holds: boolean, expected?: Said, received?: Said): Outcome =>
  holds ? passed(expected, received) : refused(expected, received)

/** Equal octet for octet; not judged when nothing is expected. */
export const same = (expected: Said, received: Said): Outcome =>
  expected === undefined ? notJudged(undefined, received) : judged(received === expected, expected, received)

/**
 * The function that judges every row: one refusal stops no other, so that an administrator mends all at once. Tables are constants, so
 * that their rows are listed once.
 */
export function judgeOf<S>(table: Table<S>): (subject: S) => readonly Check[] {
  const rows = Object.entries(table).map(([code, row]) => ({ code, ...row }))
  return (subject) =>
    rows.map(({ code, clause, cause, remedy, judge }) => {
      const { verdict, expected, received } = judge(subject)
      return { code, clause, verdict, expected, received, cause, remedy }
    })
}

/** The first refused row as a Problem whose code is the row's, or undefined when nothing was refused. */
export function refusal(checks: readonly Check[]): Problem | undefined {
  const check = checks.find((one) => one.verdict === 'refused')
  if (check === undefined) return undefined
  const { code, cause, remedy, clause, expected, received } = check
  const facts = { clause, expected: expected ?? undefined, received: received ?? undefined }
  return new Problem({ code, kind: 'refused', cause, remedy, facts })
}
