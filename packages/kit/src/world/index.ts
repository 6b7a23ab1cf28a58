export { openWorld } from './open.ts'

import type { Log } from '../log/index.ts'
import type { Seal } from '../seal/index.ts'
import type { Settings } from '../settings/index.ts'
import type { Store } from '../store/index.ts'

/** Everything outside that a server's features may touch; made once by its `main.ts`, and by tests. */
export interface World {
  /** Prefix of this server's cookies, so that three servers on one host name do not take each other's. */
  readonly name: string
  readonly store: Store
  readonly seal: Seal
  readonly log: Log
  readonly settings: Settings
  /** Epoch milliseconds. */
  readonly clock: () => number
  /** Octets nobody can guess. */
  readonly random: (octets: number) => Buffer
}
