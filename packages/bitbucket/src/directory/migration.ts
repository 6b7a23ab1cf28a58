import type { Migration } from '@postern/kit/store'
import { type Kysely, sql } from 'kysely'
import { defaultGroup } from './groups.ts'
import type { DirectoryTables } from './tables.ts'

/** Users, groups, who is in which, and the global permission of each. */
export const directoryMigration: Migration = {
  name: '010-directory',
  up: async (database) => {
    await createUsers(database)
    await createGroups(database)
    await createPermissions(database)
    await createDefaultGroup(database as Kysely<DirectoryTables>)
    // Numbers are given out once for ever: an id that meant a deleted user must never mean another.
    await database.schema
      .createTable('numbers')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('last', 'integer', (column) => column.notNull())
      .execute()
  },
}

async function createUsers(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('users')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull().unique())
    .addColumn('slug', 'text', (column) => column.notNull().unique())
    .addColumn('display_name', 'text', (column) => column.notNull())
    .addColumn('email_address', 'text', (column) => column.notNull())
    .addColumn('search', 'text', (column) => column.notNull())
    .addColumn('active', 'integer', (column) => column.notNull())
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('last_authenticated_at', 'bigint')
    .execute()
}

async function createGroups(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('groups')
    .addColumn('name_key', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .execute()
  await database.schema
    .createTable('memberships')
    .addColumn('group_key', 'text', (column) =>
      column.notNull().references('groups.name_key').onDelete('cascade'),
    )
    .addColumn('user_id', 'integer', (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('memberships_key', ['group_key', 'user_id'])
    .execute()
  await database.schema.createIndex('memberships_user').on('memberships').column('user_id').execute()
}

async function createPermissions(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('user_permissions')
    .addColumn('user_id', 'integer', (column) =>
      column.primaryKey().references('users.id').onDelete('cascade'),
    )
    .addColumn('permission', 'text', (column) => column.notNull())
    .execute()
  await database.schema
    .createTable('group_permissions')
    .addColumn('group_key', 'text', (column) =>
      column.primaryKey().references('groups.name_key').onDelete('cascade'),
    )
    .addColumn('permission', 'text', (column) => column.notNull())
    .execute()
}

/** Members of it may log in from the first start on; what an administrator makes of it later is left alone. */
async function createDefaultGroup(database: Kysely<DirectoryTables>): Promise<void> {
  await database.insertInto('groups').values({ name: defaultGroup, name_key: defaultGroup }).execute()
  await database
    .insertInto('group_permissions')
    .values({ group_key: defaultGroup, permission: 'LICENSED_USER' })
    .execute()
}

/** `/authconfig/latest/jit-users` lists those whom just-in-time provisioning made. */
export const justInTimeMigration: Migration = {
  name: '086-just-in-time',
  up: async (database) => {
    await database.schema
      .alterTable('users')
      .addColumn('just_in_time', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
  },
}

/** Commits are told with the user whose address is in them. */
export const addressesMigration: Migration = {
  name: '080-addresses',
  up: async (database) => {
    await database.schema
      .createIndex('users_email_address')
      .on('users')
      .expression(sql`lower(email_address)`)
      .execute()
  },
}
