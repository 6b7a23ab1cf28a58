import type { Store } from '@postern/kit/store'
import { accounts } from './accounts.ts'
import { groups } from './groups.ts'
import { justInTime } from './just-in-time.ts'
import { licences } from './licence.ts'
import { membership } from './membership.ts'
import { globalPermissions } from './permissions.ts'
import { users } from './users.ts'

export { anywhere, fold } from '../fold.ts'
export type { Actor, Author } from './actor.ts'
export { makeFirstAdministrator } from './first-administrator.ts'
export { defaultGroup } from './groups.ts'
export type { Licence, Licences } from './licence.ts'
export { addressesMigration, directoryMigration, justInTimeMigration } from './migration.ts'
export { nextNumber } from './numbers.ts'
export { type PageOf, pageOf, type Range } from './page-of.ts'
export { includes, isPermission, type Permission, permissionLabels, permissions } from './permission.ts'
export { directoryProblem, valuesInvalid } from './problems.ts'
export { higher, isLevel, type Level, levels, lower, type Reach, reaches } from './reach.ts'
export type { DirectoryTables } from './tables.ts'
export { type Fault, faultsOf, type User } from './user.ts'
export { userOf } from './users.ts'

/** The internal directory: people, groups, global permissions. */
export function directory(store: Store) {
  return {
    users: users(store),
    groups: groups(store),
    permissions: globalPermissions(store),
    accounts: accounts(store),
    membership: membership(store),
    licences: licences(store),
    justInTime: justInTime(store),
  }
}

export type Directory = ReturnType<typeof directory>
