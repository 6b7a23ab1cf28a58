import type { Migration, Store } from '@postern/kit/store'
import { type Administrator, administratorId, type Role } from './administrator.ts'

interface Row {
  id: string
  user_name: string
  user_key: string
  password_hash: string
  created_at: number
  role: Role
  disabled: number
}

interface Tables {
  administrators: Row
}

export const administratorsMigration: Migration = {
  name: '010-administrators',
  up: async (database) => {
    await database.schema
      .createTable('administrators')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('user_name', 'text', (column) => column.notNull())
      .addColumn('user_key', 'text', (column) => column.notNull().unique())
      .addColumn('password_hash', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute()
  },
}

/** Whoever was an administrator before there were roles could do everything. */
export const rolesMigration: Migration = {
  name: '061-administrator-roles',
  up: async (database) => {
    await database.schema
      .alterTable('administrators')
      .addColumn('role', 'text', (column) => column.notNull().defaultTo('owner'))
      .execute()
    await database.schema
      .alterTable('administrators')
      .addColumn('disabled', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
  },
}

/** What user names are compared by: case does not matter. */
export const userKey = (userName: string) => userName.normalize('NFKC').toLowerCase()

const read = (row: Row): Administrator => ({
  id: administratorId(row.id),
  userName: row.user_name,
  role: row.role,
  disabled: row.disabled === 1,
  createdAt: row.created_at,
})

export function administrators(store: Store) {
  const table = () => store.tables<Tables>()
  return {
    async any(): Promise<boolean> {
      return (
        (await table().selectFrom('administrators').select('id').limit(1).executeTakeFirst()) !== undefined
      )
    },
    async find(id: string): Promise<Administrator | undefined> {
      const row = await table()
        .selectFrom('administrators')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
      return row && read(row)
    },
    /** With the hash that only the sign-in needs. */
    async findByUserName(
      userName: string,
    ): Promise<{ administrator: Administrator; passwordHash: string } | undefined> {
      const row = await table()
        .selectFrom('administrators')
        .selectAll()
        .where('user_key', '=', userKey(userName))
        .executeTakeFirst()
      return row && { administrator: read(row), passwordHash: row.password_hash }
    },
    /** Does nothing where the user name is taken: two servers may start at once. */
    async create(administrator: Administrator, passwordHash: string): Promise<void> {
      await table()
        .insertInto('administrators')
        .values({
          id: administrator.id,
          user_name: administrator.userName,
          user_key: userKey(administrator.userName),
          password_hash: passwordHash,
          created_at: administrator.createdAt,
          role: administrator.role,
          disabled: administrator.disabled ? 1 : 0,
        })
        .onConflict((conflict) => conflict.column('user_key').doNothing())
        .execute()
    },
  }
}

export type Administrators = ReturnType<typeof administrators>
