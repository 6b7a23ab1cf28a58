/** What a worker is told when it starts. */
export interface Order {
  readonly targets: readonly string[]
  readonly seed: number
  /** Epoch milliseconds. */
  readonly end: number
  readonly watch: SharedArrayBuffer
}

/** Something that must not be. */
export interface Find {
  readonly kind: 'find'
  readonly target: string
  readonly why: string
  readonly input: Uint8Array
}

/** What a worker says when its time is over. */
export interface Done {
  readonly kind: 'done'
  readonly executions: number
  readonly newPaths: number
  /** By target, what took a way that neither a seed nor what was kept took. */
  readonly kept: Readonly<Record<string, readonly Uint8Array[]>>
}
