/*
 * What an entry in the catalogues of this package says beside its sentence: the rule, and where that stands.
 */

import { type Entry, entry, type Facts, type ProblemKind } from './problem.ts'

/** A catalogue entry that also says which rule refuses and where the rule stands. */
export interface Refusal<F extends Facts> extends Entry<F> {
  /** The number in our rules, as in `SIG-5`: the tests demand a refused vector for each. */
  readonly rule: string
  readonly clause: string
}

/** A sentence, or one made of the facts. */
type Words<F> = string | ((facts: F) => string)

/** One refusal of the core: what was read breaks `rule`, which stands in `clause`. */
export function refusalOf<F extends Facts = Record<never, never>>(
  rule: string,
  clause: string,
  cause: Words<F>,
  remedy: Words<F>,
  kind: ProblemKind = 'refused',
): Refusal<F> {
  return { ...entry<F>({ kind, cause, remedy }), rule, clause }
}
