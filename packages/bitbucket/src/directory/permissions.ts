import type { Store } from '@postern/kit/store'
import { sql } from 'kysely'
import { anywhere, fold } from '../fold.ts'
import { type PageOf, pageOf, type Range } from './page-of.ts'
import { highest, isPermission, type Permission } from './permission.ts'
import type { DirectoryTables } from './tables.ts'
import type { User } from './user.ts'
import { userOf } from './users.ts'

const known = (text: string): Permission => {
  if (!isPermission(text)) throw new Error(`the store holds a permission that is none: ${text}`)
  return text
}

/** The global permission of each user and group: one each, which includes those below it. */
export function globalPermissions(store: Store) {
  const tables = store.tables<DirectoryTables>()
  return {
    /** What a user may do: the highest of what is granted to the user and to the user's groups. */
    async of(user: User): Promise<Permission | undefined> {
      const own = tables.selectFrom('user_permissions').select('permission').where('user_id', '=', user.id)
      const groups = tables
        .selectFrom('group_permissions')
        .innerJoin('memberships', 'memberships.group_key', 'group_permissions.group_key')
        .select('group_permissions.permission')
        .where('memberships.user_id', '=', user.id)
      const rows = await own.unionAll(groups).execute()
      return highest(rows.map((row) => known(row.permission)))
    },
    async granted(user: User): Promise<Permission | undefined> {
      const row = await tables
        .selectFrom('user_permissions')
        .select('permission')
        .where('user_id', '=', user.id)
        .executeTakeFirst()
      return row && known(row.permission)
    },
    async grantedToGroup(group: string): Promise<Permission | undefined> {
      const row = await tables
        .selectFrom('group_permissions')
        .select('permission')
        .where('group_key', '=', fold(group))
        .executeTakeFirst()
      return row && known(row.permission)
    },
    /** Whether a user is a System Admin in the own name or through a group. */
    async anySystemAdministrator(): Promise<boolean> {
      const own = tables
        .selectFrom('user_permissions')
        .select('user_id')
        .where('permission', '=', 'SYS_ADMIN')
      const members = tables
        .selectFrom('group_permissions')
        .innerJoin('memberships', 'memberships.group_key', 'group_permissions.group_key')
        .select('user_id')
        .where('permission', '=', 'SYS_ADMIN')
      return (await own.unionAll(members).limit(1).execute()).length > 0
    },
    async grant(user: User, permission: Permission): Promise<void> {
      await tables
        .insertInto('user_permissions')
        .values({ user_id: user.id, permission })
        .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ permission }))
        .execute()
    },
    async grantGroup(group: string, permission: Permission): Promise<void> {
      await tables
        .insertInto('group_permissions')
        .values({ group_key: fold(group), permission })
        .onConflict((conflict) => conflict.column('group_key').doUpdateSet({ permission }))
        .execute()
    },
    async revoke(user: User): Promise<void> {
      await tables.deleteFrom('user_permissions').where('user_id', '=', user.id).execute()
    },
    async revokeGroup(group: string): Promise<void> {
      await tables.deleteFrom('group_permissions').where('group_key', '=', fold(group)).execute()
    },
    async users(
      text: string | undefined,
      range: Range,
    ): Promise<PageOf<{ user: User; permission: Permission }>> {
      let query = tables
        .selectFrom('user_permissions')
        .innerJoin('users', 'users.id', 'user_permissions.user_id')
        .selectAll('users')
        .select('permission')
      if (text) query = query.where(sql<boolean>`search like ${anywhere(text)} escape '\\'`)
      const rows = await query
        .orderBy('name_key')
        .limit(range.limit + 1)
        .offset(range.start)
        .execute()
      return pageOf(
        rows.map((row) => ({ user: userOf(row), permission: known(row.permission) })),
        range,
      )
    },
    async groups(
      text: string | undefined,
      range: Range,
    ): Promise<PageOf<{ group: string; permission: Permission }>> {
      let query = tables
        .selectFrom('group_permissions')
        .innerJoin('groups', 'groups.name_key', 'group_permissions.group_key')
        .select(['groups.name', 'permission'])
      if (text) query = query.where(sql<boolean>`groups.name_key like ${anywhere(text)} escape '\\'`)
      const rows = await query
        .orderBy('groups.name_key')
        .limit(range.limit + 1)
        .offset(range.start)
        .execute()
      return pageOf(
        rows.map((row) => ({ group: row.name, permission: known(row.permission) })),
        range,
      )
    },
    async usersWithNone(text: string | undefined, range: Range): Promise<PageOf<User>> {
      let query = tables
        .selectFrom('users')
        .selectAll()
        .where('id', 'not in', tables.selectFrom('user_permissions').select('user_id'))
      if (text) query = query.where(sql<boolean>`search like ${anywhere(text)} escape '\\'`)
      const rows = await query
        .orderBy('name_key')
        .limit(range.limit + 1)
        .offset(range.start)
        .execute()
      return pageOf(rows.map(userOf), range)
    },
    async groupsWithNone(text: string | undefined, range: Range): Promise<PageOf<string>> {
      let query = tables
        .selectFrom('groups')
        .select('name')
        .where('name_key', 'not in', tables.selectFrom('group_permissions').select('group_key'))
      if (text) query = query.where(sql<boolean>`name_key like ${anywhere(text)} escape '\\'`)
      const rows = await query
        .orderBy('name_key')
        .limit(range.limit + 1)
        .offset(range.start)
        .execute()
      return pageOf(
        rows.map((row) => row.name),
        range,
      )
    },
  }
}

export type GlobalPermissions = ReturnType<typeof globalPermissions>
