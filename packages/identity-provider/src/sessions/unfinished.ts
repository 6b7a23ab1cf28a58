import type { Web } from '@postern/kit/http'
import { sessions } from '@postern/kit/session'
import type { Store } from '@postern/kit/store'
import { type Credentials, users } from '../users/store.ts'

const patience = 15 * 60_000

/** Somebody who gave the right password and has something left to do before that counts. Lets nobody in anywhere. */
export interface Unfinished {
  readonly userId: string
  /** Where the sign-in goes on: a path of this server. */
  readonly path: string
  readonly stay: boolean
  /** Whether the code was given too. */
  readonly code: boolean
}

export const unfinishedSessions = (store: Store) =>
  sessions({ store, cookie: 'unfinished', idle: patience, absolute: patience })

/** Keeps it for this browser, in the place of what was kept before. */
export async function keepUnfinished(web: Web, of: Unfinished): Promise<void> {
  const facts = { path: of.path, stay: of.stay ? 'yes' : 'no', code: of.code ? 'yes' : 'no' }
  await unfinishedSessions(web.var.world.store).open(web, { subject: of.userId, facts })
}

/** Undefined where there is none, it is older than 15 minutes, or the account was deleted or disabled since. */
export async function unfinished(
  web: Web,
): Promise<{ readonly of: Unfinished; readonly credentials: Credentials } | undefined> {
  const { store } = web.var.world
  const session = await unfinishedSessions(store).current(web)
  const credentials = session && (await users(store).credentials(session.subject))
  if (!session || !credentials?.user.enabled) return undefined
  const { facts, subject } = session
  const of = {
    userId: subject,
    path: facts.path ?? '/',
    stay: facts.stay === 'yes',
    code: facts.code === 'yes',
  }
  return { of, credentials }
}
