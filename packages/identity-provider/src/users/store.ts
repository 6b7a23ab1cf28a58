import type { Migration, Store } from '@postern/kit/store'
import { containing, fold } from '../fold.ts'
import { isGuid } from '../guid.ts'
import { like } from '../like.ts'
import type { Properties } from './properties.ts'
import type { User } from './user.ts'

interface Row {
  id: string
  display_name: string
  display_key: string
  upn: string
  upn_key: string
  given_name: string | null
  surname: string | null
  mail: string | null
  password_hash: string
  enabled: number
  created_at: number
}

export interface UserTables {
  users: Row
}

export const usersMigration: Migration = {
  name: '012-users',
  up: async (database) => {
    await database.schema
      .createTable('users')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('display_name', 'text', (column) => column.notNull())
      .addColumn('display_key', 'text', (column) => column.notNull())
      .addColumn('upn', 'text', (column) => column.notNull())
      .addColumn('upn_key', 'text', (column) => column.notNull().unique())
      .addColumn('given_name', 'text')
      .addColumn('surname', 'text')
      .addColumn('mail', 'text')
      .addColumn('password_hash', 'text', (column) => column.notNull())
      .addColumn('enabled', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute()
    await database.schema.createIndex('users_display_key').on('users').column('display_key').execute()
  },
}

/** How many users one page shows; the search narrows. */
export const usersShown = 100

export function users(store: Store) {
  const table = () => store.tables<UserTables>()
  const one = async (column: 'id' | 'upn_key', value: string) =>
    table().selectFrom('users').selectAll().where(column, '=', value).executeTakeFirst()
  return {
    /** False where the user principal name is taken. */
    async add(user: User, passwordHash: string): Promise<boolean> {
      const added = await table()
        .insertInto('users')
        .values(rowOf(user, passwordHash))
        .onConflict((conflict) => conflict.column('upn_key').doNothing())
        .returning('id')
        .executeTakeFirst()
      return added !== undefined
    },
    async find(id: string): Promise<User | undefined> {
      const row = isGuid(id) ? await one('id', id) : undefined
      return row && userOf(row)
    },
    async findByUserPrincipalName(
      userPrincipalName: string,
    ): Promise<{ user: User; passwordHash: string } | undefined> {
      const row = await one('upn_key', fold(userPrincipalName))
      return row && { user: userOf(row), passwordHash: row.password_hash }
    },
    async change(id: string, of: Properties & { readonly enabled: boolean }): Promise<void> {
      await table().updateTable('users').set(changed(of)).where('id', '=', id).execute()
    },
    async setPassword(id: string, passwordHash: string): Promise<void> {
      await table().updateTable('users').set({ password_hash: passwordHash }).where('id', '=', id).execute()
    },
    async remove(id: string): Promise<void> {
      await table().deleteFrom('users').where('id', '=', id).execute()
    },
    /** By display name; `search` is looked for in display name and user principal name. */
    async list(search: string): Promise<readonly User[]> {
      const rows = await table()
        .selectFrom('users')
        .selectAll()
        .where((of) =>
          of.or(
            (['display_key', 'upn_key'] as const).map((column) => like(of.ref(column), containing(search))),
          ),
        )
        .orderBy('display_key')
        .orderBy('id')
        .limit(usersShown)
        .execute()
      return rows.map(userOf)
    },
    async count(): Promise<number> {
      const row = await table()
        .selectFrom('users')
        .select((of) => of.fn.countAll().as('users'))
        .executeTakeFirstOrThrow()
      return Number(row.users)
    },
  }
}

export type Users = ReturnType<typeof users>

export function userOf(row: Row): User {
  return {
    id: row.id,
    displayName: row.display_name,
    userPrincipalName: row.upn,
    givenName: row.given_name ?? undefined,
    surname: row.surname ?? undefined,
    mail: row.mail ?? undefined,
    enabled: row.enabled === 1,
    createdAt: row.created_at,
  }
}

const changed = (of: Properties & { readonly enabled: boolean }) => ({
  display_name: of.displayName,
  display_key: fold(of.displayName),
  given_name: of.givenName ?? null,
  surname: of.surname ?? null,
  mail: of.mail ?? null,
  enabled: of.enabled ? 1 : 0,
})

function rowOf(user: User, passwordHash: string): Row {
  return {
    ...changed(user),
    id: user.id,
    upn: user.userPrincipalName,
    upn_key: fold(user.userPrincipalName),
    password_hash: passwordHash,
    created_at: user.createdAt,
  }
}
