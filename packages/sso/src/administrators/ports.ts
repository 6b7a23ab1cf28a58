import type { Attempts } from '@postern/kit/attempts'
import { attempts } from '@postern/kit/attempts'
import type { World } from '@postern/kit/world'
import { type Invitations, invitations } from './invitations.ts'
import { type SecondFactors, secondFactors } from './second-factor.ts'
import { type AdministratorSessions, administratorSessions, halfSessions } from './sessions.ts'
import { type Administrators, administrators } from './store.ts'

/** Everything by which administrators come in and are kept. */
export interface ConsoleAccess {
  readonly administrators: Administrators
  readonly invitations: Invitations
  readonly secondFactors: SecondFactors
  readonly sessions: AdministratorSessions
  /** Of those who typed the password and owe the second factor. */
  readonly halfSessions: AdministratorSessions
  readonly attempts: Attempts
}

export function consoleAccess(world: World): ConsoleAccess {
  return {
    administrators: administrators(world.store),
    invitations: invitations(world.store),
    secondFactors: secondFactors(world.store, world.seal),
    sessions: administratorSessions(world),
    halfSessions: halfSessions(world),
    attempts: attempts(world.store),
  }
}
