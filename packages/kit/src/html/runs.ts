/** A stretch of text that both sides share, or that only this side has. */
export interface Run {
  readonly text: string
  readonly differs: boolean
}

export interface Runs {
  readonly expected: readonly Run[]
  readonly received: readonly Run[]
}
