import { type Session, type Sessions, sessions } from '@postern/kit/session'
import type { World } from '@postern/kit/world'
import { isReady } from '../connections/connection.ts'
import { knowsDomain } from '../connections/domains.ts'
import type { Connections } from '../connections/store.ts'

/**
 * A person is signed in here, in one browser, as an account at an application. `subject` is the account's id; `facts`
 * hold `accountId`, `connectionId`, the `attemptId` in Activity, the `domain` of the person and, where it was opened for an interaction of the OpenID provider, its uid as
 * `interaction`. `authenticatedAt` is when the identity provider saw the person (AuthnInstant), which may be hours ago.
 */
export type PersonSession = Session

const hour = 3_600_000

/**
 * Sessions of people (cookie `session`): end after an hour unused, and after ten hours in any case. They live no longer
 * than the trust that opened them: pausing or deleting the connection, or taking the person's domain out of those it
 * knows, ends them all at once, wherever they are asked for.
 */
export function personSessions(world: World, connections: Connections): Sessions {
  const kept = sessions({ store: world.store, cookie: 'session', idle: hour, absolute: 10 * hour })
  return {
    ...kept,
    async find(key, now) {
      const session = await kept.find(key, now)
      const connection = session && (await connections.find(session.facts.connectionId ?? ''))
      const lives = connection && isReady(connection) && knowsDomain(connection, session.facts.domain)
      return lives ? session : undefined
    },
  }
}
