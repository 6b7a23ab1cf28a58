import { sessions } from '@postern/kit/session'
import type { World } from '@postern/kit/world'

const minute = 60_000

/** Sessions of administrators (cookie `administrator`): end after half an hour unused, and after eight hours in any case. */
export function administratorSessions(world: World) {
  return sessions({
    store: world.store,
    cookie: 'administrator',
    idle: 30 * minute,
    absolute: 480 * minute,
  })
}

export type AdministratorSessions = ReturnType<typeof administratorSessions>
