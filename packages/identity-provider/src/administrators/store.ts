import type { Migration, Store } from '@postern/kit/store'

/** Directory roles under their names at Entra. One today; each further one is added with the screens that it may use. */
export type DirectoryRole = 'Global Administrator'

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

export function directoryRoles(store: Store) {
  const table = () => store.tables<RoleTables>()
  return {
    async give(userId: string, role: DirectoryRole): Promise<void> {
      await table()
        .insertInto('directory_roles')
        .values({ user_id: userId, role })
        .onConflict((conflict) => conflict.columns(['user_id', 'role']).doNothing())
        .execute()
    },
    async has(userId: string, role: DirectoryRole): Promise<boolean> {
      const row = await table()
        .selectFrom('directory_roles')
        .select('role')
        .where('user_id', '=', userId)
        .where('role', '=', role)
        .executeTakeFirst()
      return row !== undefined
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
  }
}

export type DirectoryRoles = ReturnType<typeof directoryRoles>
