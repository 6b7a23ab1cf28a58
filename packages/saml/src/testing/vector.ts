import { Problem } from '../problem.ts'
import { type Check, refusal } from '../profile/check.ts'

/** One message of our own making, named by what is special in it, and what this package says of it. */
export interface Vector {
  readonly why: string
  /** The code of the refusal; undefined when it is accepted. Anything thrown but a Problem is a defect and passes on. */
  readonly judge: () => string | undefined
}

export type Vectors = Readonly<Record<string, readonly Vector[]>>

const codeOf = (judge: () => string | undefined): string | undefined => {
  try {
    return judge()
  } catch (problem) {
    if (problem instanceof Problem) return problem.code
    throw problem
  }
}

/** Accepted when `run` returns. */
export const vector = (why: string, run: () => unknown): Vector => ({
  why,
  judge: () =>
    codeOf(() => {
      run()
      return undefined
    }),
})

/**
 * Judged by a table. Accepted only when the row `of` passed: a row that was not judged has accepted nothing. For a
 * refused one the row's own verdict counts, since another may come before it.
 */
export const judgedVector = (why: string, of: string, checks: () => readonly Check[]): Vector => ({
  why,
  judge: () =>
    codeOf(() => {
      const found = checks()
      const row = found.find((check) => check.code === of)
      if (row?.verdict === 'refused') return of
      return refusal(found)?.code ?? (row?.verdict === 'passed' ? undefined : 'not judged')
    }),
})

/** Applies to each list of a table, with its code. */
export const map = <T>(
  of: Readonly<Record<string, readonly T[]>>,
  make: (one: T, code: string) => Vector,
): Vectors =>
  Object.fromEntries(
    Object.entries(of).map(([code, list]) => [code, list.map((one) => make(one, code))] as const),
  )
