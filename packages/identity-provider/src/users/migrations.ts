import type { Migration } from '@postern/kit/store'

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

/** Properties as Entra has them, passwords that are to be changed, and users that are deleted but not yet gone. */
export const userDepthMigration: Migration = {
  name: '041-users-in-depth',
  up: async (database) => {
    const users = database.schema.alterTable('users')
    await users.addColumn('user_type', 'text', (column) => column.notNull().defaultTo('Member')).execute()
    await users.addColumn('attributes', 'text', (column) => column.notNull().defaultTo('{}')).execute()
    await users
      .addColumn('must_change_password', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await users.addColumn('deleted_at', 'bigint').execute()
    await database.schema.dropIndex('users_display_key').execute()
    // All that a search judges and orders by: the search reads this and not the rows.
    await database.schema
      .createIndex('users_search')
      .on('users')
      .columns(['deleted_at', 'display_key', 'id', 'upn_key'])
      .execute()
  },
}
