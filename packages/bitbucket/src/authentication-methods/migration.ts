import type { Migration } from '@postern/kit/store'

export const methodsMigration: Migration = {
  name: '020-authentication-methods',
  up: async (database) => {
    await database.schema
      .createTable('providers')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('name_key', 'text', (column) => column.notNull().unique())
      .addColumn('issuer_url', 'text', (column) => column.notNull().unique())
      .addColumn('settings', 'text', (column) => column.notNull())
      .addColumn('client_secret', 'text', (column) => column.notNull())
      .addColumn('last_updated', 'bigint', (column) => column.notNull())
      .execute()
    await database.schema
      .createTable('sso_configuration')
      .addColumn('only', 'text', (column) => column.primaryKey())
      .addColumn('settings', 'text', (column) => column.notNull())
      .addColumn('last_updated', 'bigint', (column) => column.notNull())
      .execute()
  },
}
