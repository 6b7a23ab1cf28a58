import { type Session, type Sessions, sessions } from '@postern/kit/session'
import type { World } from '@postern/kit/world'
import { isReady } from '../connections/connection.ts'
import { knowsDomain } from '../connections/domains.ts'
import type { Connections } from '../connections/store.ts'
import { lifetimes } from './lifetime.ts'

/**
 * A person is signed in here, in one browser, as an account at an application. `subject` is the account's id; `facts`
 * hold `accountId`, `connectionId`, the `attemptId` in Activity, the `domain` of the person and, where it was opened for an interaction of the OpenID provider, its uid as
 * `interaction`. `authenticatedAt` is when the identity provider saw the person (AuthnInstant), which may be hours ago.
 */
export type PersonSession = Session

const minute = 60_000

/**
 * Sessions of people (cookie `session`): how long they last is chosen in the console (`lifetime.ts`). They live no longer
 * than the trust that opened them: pausing or deleting the connection, or taking the person's domain out of those it
 * knows, ends them all at once, wherever they are asked for.
 */
export function personSessions(world: World, connections: Connections): Sessions {
  const lifetime = lifetimes(world.store)
  const idle = async () => (await lifetime.get()).idleMinutes * minute
  const absolute = async () => (await lifetime.get()).longestHours * 60 * minute
  const kept = sessions({ store: world.store, cookie: 'session', idle, absolute })
  return {
    ...kept,
    async find(key, now) {
      const session = await kept.find(key, now)
      const connection = session && (await connections.find(session.facts.connectionId ?? ''))
      const trusted = connection && isReady(connection) && knowsDomain(connection, session.facts.domain)
      // A shorter lifetime counts for sessions that are there.
      const lives = trusted && now < session.openedAt + (await absolute())
      return lives ? session : undefined
    },
  }
}
