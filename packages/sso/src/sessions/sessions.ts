import { type Session, sessions } from '@postern/kit/session'
import type { World } from '@postern/kit/world'

/**
 * A person is signed in here, in one browser, as an account at an application. `subject` is the account's id; `facts`
 * hold `accountId`, `connectionId` and, where it was opened for an interaction of the OpenID provider, its uid as
 * `interaction`. `authenticatedAt` is when the identity provider saw the person (AuthnInstant), which may be hours ago.
 */
export type PersonSession = Session

const hour = 3_600_000

/** Sessions of people (cookie `session`): end after an hour unused, and after ten hours in any case. */
export function personSessions(world: World) {
  return sessions({ store: world.store, cookie: 'session', idle: hour, absolute: 10 * hour })
}

export type PersonSessions = ReturnType<typeof personSessions>
