import { clientAddress, type Web } from '@postern/kit/http'
import { guid } from '../guid.ts'
import { correlationOf } from './correlation.ts'
import { signInMessages } from './messages.ts'
import type { SignInLog } from './sign-in-log.ts'
import { signInLogs } from './store.ts'

const longestName = 256
const longestBrowser = 256
const longestReason = 2048

export interface Recorded {
  readonly outcome: SignInLog['outcome']
  readonly code?: string | undefined
  readonly reason?: string | undefined
  readonly userId?: string | undefined
  readonly userName?: string | undefined
  readonly application?: { readonly id?: string | undefined; readonly name: string } | undefined
  readonly factors?: SignInLog['factors']
  readonly request?: string | undefined
  readonly response?: string | undefined
}

/** What XML and PostgreSQL cannot hold is no part of a name that anybody has. */
const clean = (text: string | undefined, most: number) => text?.replace(/\p{Cc}|\p{Cs}/gu, ' ').slice(0, most)

/** Writes an attempt down, with its messages, before the person has the answer. */
export async function record(web: Web, of: Recorded): Promise<void> {
  const { now, world } = web.var
  const id = guid(world.random)
  const log: SignInLog = {
    id,
    at: now,
    correlationId: correlationOf(web),
    outcome: of.outcome,
    code: of.code,
    reason: clean(of.reason, longestReason),
    userId: of.userId,
    userName: clean(of.userName, longestName),
    applicationId: of.application?.id,
    application: clean(of.application?.name, longestName),
    address: clientAddress(web),
    browser: clean(web.req.header('user-agent'), longestBrowser) ?? '',
    factors: of.factors,
  }
  await world.store.transaction(async (store) => {
    await signInLogs(store).add(log)
    const messages = signInMessages(store, world.seal)
    await messages.keep(id, 'request', of.request)
    await messages.keep(id, 'response', of.response)
  })
}
