import type { Attempts } from '@postern/kit/attempts'
import { attempts } from '@postern/kit/attempts'
import type { World } from '@postern/kit/world'
import { type Challenges, challenges } from '../passkeys/challenges.ts'
import { type Passkeys, passkeys } from '../passkeys/store.ts'
import { type Invitations, invitations } from './invitations.ts'
import { type SecondFactors, secondFactors } from './second-factor.ts'
import { type AdministratorSessions, administratorSessions, halfSessions } from './sessions.ts'
import { type Administrators, administrators } from './store.ts'

/** Everything by which administrators come in and are kept. */
export interface ConsoleAccess {
  readonly administrators: Administrators
  readonly invitations: Invitations
  readonly secondFactors: SecondFactors
  readonly passkeys: Passkeys
  readonly challenges: Challenges
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
    passkeys: passkeys(world.store),
    challenges: challenges(world),
    sessions: administratorSessions(world),
    halfSessions: halfSessions(world),
    attempts: attempts(world.store),
  }
}
