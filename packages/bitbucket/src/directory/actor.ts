import type { By } from '../audit/index.ts'
import { includes, type Permission } from './permission.ts'
import type { GlobalPermissions } from './permissions.ts'
import { directoryProblem } from './problems.ts'
import type { Reach } from './reach.ts'
import type { User } from './user.ts'

/** Who makes a change, and what that person may do. */
export interface Actor {
  readonly user: User
  readonly permission: Permission
  /** Where an access token stands for the user, how far it carries. */
  readonly reach?: Reach | undefined
}

/** Who makes a change, with what the audit log is told of it. */
export interface Author extends Actor, By {
  readonly user: User
}

/**
 * Nobody may touch, or grant, what is above the own permission: an Admin who sets a System Admin's password, or joins a
 * group of System Admins, would become one.
 */
export function requireAsHigh(actor: Actor, permission: Permission | undefined): void {
  if (permission !== undefined && !includes(actor.permission, permission)) {
    throw directoryProblem('above-own-permission', { permission })
  }
}

/** Called inside the change's transaction, so that throwing undoes it: the last administrator cannot shut the door behind. */
export async function requireNotLowered(actor: Actor, permissions: GlobalPermissions): Promise<void> {
  if (!includes(await permissions.of(actor.user), actor.permission)) {
    throw directoryProblem('own-permission', {})
  }
}
