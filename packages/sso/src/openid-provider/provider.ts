import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Sessions } from '@postern/kit/session'
import type { World } from '@postern/kit/world'
import type { Accounts } from '../accounts/store.ts'
import type { Applications } from '../applications/store.ts'

export interface OpenidProvider {
  /** Takes what is under `/openid/`; for `serve({ before })`. */
  handle(request: IncomingMessage, response: ServerResponse): boolean
  /** Loads the library and makes the key at the first start, so that the first person does not wait for it. */
  warm(): Promise<void>
  sweep(now: number): Promise<void>
}

export function openidProvider(_of: {
  readonly world: World
  /** Person sessions; `facts.accountId` says whose. */
  readonly sessions: Sessions
  readonly applications: Applications
  readonly accounts: Accounts
  /** `${publicUrl.origin}/openid` */
  readonly issuer: string
}): OpenidProvider {
  throw new Error('not written yet')
}
