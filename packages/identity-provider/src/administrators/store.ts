import type { Migration, Store } from '@postern/kit/store'
import { type DirectoryRole, isRole, roles } from '../console/role.ts'
import { userOf } from '../users/row.ts'
import type { UserTables } from '../users/store.ts'
import type { User } from '../users/user.ts'

interface RoleTables {
  directory_roles: { user_id: string; role: string }
}

export const directoryRolesMigration: Migration = {
  name: '013-directory-roles',
  up: async (database) => {
    await database.schema
      .createTable('directory_roles')
      .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
      .addColumn('role', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('directory_roles_key', ['user_id', 'role'])
      .execute()
  },
}

export interface Administrator {
  readonly user: User
  readonly role: DirectoryRole
}

export const administratorsShown = 200

export function directoryRoles(store: Store) {
  const table = () => store.tables<RoleTables & UserTables>()
  return {
    async give(userId: string, role: DirectoryRole): Promise<void> {
      await table()
        .insertInto('directory_roles')
        .values({ user_id: userId, role })
        .onConflict((conflict) => conflict.columns(['user_id', 'role']).doNothing())
        .execute()
    },
    /** The roles of a user, the mightiest first. */
    async of(userId: string): Promise<readonly DirectoryRole[]> {
      const rows = await table()
        .selectFrom('directory_roles')
        .select('role')
        .where('user_id', '=', userId)
        .execute()
      return roles.map(({ name }) => name).filter((name) => rows.some((row) => row.role === name))
    },
    /**
     * Makes these the roles of a user. False, and nothing is changed, where that would leave no Global Administrator who
     * can sign in. Of two administrators who take the role from each other at once, one is told so.
     */
    async set(userId: string, held: readonly DirectoryRole[]): Promise<boolean> {
      return store.transaction(async (inner) => {
        if (!held.includes('Global Administrator') && (await isOnly(inner, userId))) return false
        const rows = inner.tables<RoleTables>()
        await rows.deleteFrom('directory_roles').where('user_id', '=', userId).execute()
        for (const role of held) await directoryRoles(inner).give(userId, role)
        return true
      })
    },
    /** Whether anybody holds it: a directory without a Global Administrator is given its first. */
    async isHeld(role: DirectoryRole): Promise<boolean> {
      const row = await table()
        .selectFrom('directory_roles')
        .select('role')
        .where('role', '=', role)
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },
    /** Everybody who holds a role, by display name. */
    async list(): Promise<readonly Administrator[]> {
      const rows = await table()
        .selectFrom('directory_roles')
        .innerJoin('users', 'users.id', 'directory_roles.user_id')
        .selectAll('users')
        .select('directory_roles.role')
        .where('users.deleted_at', 'is', null)
        .orderBy('users.display_key')
        .limit(administratorsShown)
        .execute()
      return rows.flatMap((row) => (isRole(row.role) ? [{ user: userOf(row), role: row.role }] : []))
    },
  }
}

/** Whether a user is the only enabled Global Administrator. Holds the rows of that role until the transaction ends. */
async function isOnly(inner: Store, userId: string): Promise<boolean> {
  const role = 'Global Administrator'
  const rows = inner.tables<RoleTables & UserTables>()
  // Changes nothing; PostgreSQL knows no other lock that SQLite can be told too.
  await rows.updateTable('directory_roles').set({ role }).where('role', '=', role).execute()
  const able = await rows
    .selectFrom('directory_roles')
    .innerJoin('users', 'users.id', 'directory_roles.user_id')
    .select('directory_roles.user_id')
    .where('directory_roles.role', '=', role)
    .where('users.deleted_at', 'is', null)
    .where((of) => of.or([of('users.enabled', '=', 1), of('users.id', '=', userId)]))
    .limit(2)
    .execute()
  return able.length === 1 && able[0]?.user_id === userId
}

export type DirectoryRoles = ReturnType<typeof directoryRoles>
