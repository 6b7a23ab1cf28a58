import type { Migration } from '@postern/kit/store'

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

/** A second factor, links by which others are invited, and what replaces a factor that is lost. */
export const secondFactorMigration: Migration = {
  name: '062-second-factor',
  up: async (database) => {
    const add = (column: string, type: 'text' | 'bigint') =>
      database.schema.alterTable('administrators').addColumn(column, type).execute()
    await add('email', 'text')
    await add('code_secret', 'text')
    await add('code_step', 'bigint')
    await database.schema
      .createTable('invitations')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('administrator_id', 'text')
      .addColumn('user_name', 'text', (column) => column.notNull())
      .addColumn('user_key', 'text', (column) => column.notNull().unique())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute()
    await database.schema
      .createTable('recovery_codes')
      .addColumn('tag', 'text', (column) => column.primaryKey())
      .addColumn('administrator_id', 'text', (column) => column.notNull())
      .execute()
    await database.schema
      .createIndex('recovery_codes_administrator')
      .on('recovery_codes')
      .column('administrator_id')
      .execute()
  },
}
