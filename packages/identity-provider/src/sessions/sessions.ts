import type { Web } from '@postern/kit/http'
import { type Sessions, sessions } from '@postern/kit/session'
import type { Store } from '@postern/kit/store'
import { users } from '../users/store.ts'
import type { User } from '../users/user.ts'

const hour = 3_600_000
const day = 24 * hour

/** How long *Stay signed in?* keeps a session. */
export const stays = 90 * day

/** The one kind of session here: a person signed in in a browser. Ends after eight hours unused, or after a day. */
export const signInSessions = (store: Store): Sessions =>
  sessions({ store, cookie: 'session', idle: 8 * hour, absolute: day })

/** Who is signed in in this browser, since when, and how. */
export interface SignedIn {
  readonly user: User
  /** Epoch milliseconds of the real sign-in: AuthnInstant. */
  readonly authenticatedAt: number
  /** Whether a code of an authenticator app was given besides the password. */
  readonly multiFactor: boolean
  /** The session's key in the store. */
  readonly session: string
}

/** Undefined where nobody is, or where the account was deleted or disabled since. */
export async function signedIn(web: Web): Promise<SignedIn | undefined> {
  const { store } = web.var.world
  const session = await signInSessions(store).current(web)
  const user = session && (await users(store).find(session.subject))
  if (!session || !user?.enabled) return undefined
  const { authenticatedAt, facts, key } = session
  return { user, authenticatedAt, multiFactor: facts.factors === 'two', session: key }
}
