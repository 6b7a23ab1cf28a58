import { hashPassword } from '@postern/kit/password'
import type { World } from '@postern/kit/world'
import { faultOfDomain } from '../domains/domain.ts'
import { domains } from '../domains/store.ts'
import { guid } from '../guid.ts'
import { users } from '../users/store.ts'
import { faultOfUserPrincipalName, splitUserPrincipalName } from '../users/user-principal-name.ts'
import { administratorProblem } from './problems.ts'
import { directoryRoles } from './store.ts'

/**
 * Gives a directory that has no Global Administrator its first one, named by the environment, and its domain as the first
 * domain. One transaction: a start that is killed in between leaves nothing half made.
 */
export async function ensureFirstAdministrator(world: World): Promise<void> {
  const first = world.settings.firstAdministrator
  if (!first || (await directoryRoles(world.store).isHeld('Global Administrator'))) return
  const domain = splitUserPrincipalName(first.userName)?.domain.toLowerCase() ?? ''
  const fault = faultOfUserPrincipalName(first.userName, [domain]) ?? faultOfDomain(domain)
  if (fault !== undefined) throw administratorProblem('first-administrator', { fault })
  const passwordHash = await hashPassword(first.password)
  const user = {
    id: guid(world.random),
    displayName: first.userName,
    userPrincipalName: first.userName,
    givenName: undefined,
    surname: undefined,
    mail: undefined,
    enabled: true,
    createdAt: world.clock(),
  }
  await world.store.transaction(async (store) => {
    await domains(store).add(domain, world.clock())
    const added = await users(store).add(user, passwordHash)
    if (added) await directoryRoles(store).give(user.id, 'Global Administrator')
  })
}

/** The domain that names the tenant at its first start. */
export function firstDomain(world: World): string {
  const userName = world.settings.firstAdministrator?.userName ?? ''
  return splitUserPrincipalName(userName)?.domain.toLowerCase() || world.settings.publicUrl.hostname
}
