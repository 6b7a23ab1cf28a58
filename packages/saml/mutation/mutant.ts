/** One change of the code that some test must notice. */
export interface Mutant {
  readonly file: string
  readonly kind: 'row' | 'limit' | 'refusal' | 'comparison'
  readonly from: number
  readonly to: number
  readonly replacement: string
  /** What stands there, on one line, for a person and for the list of excuses. */
  readonly was: string
  readonly line: number
}
