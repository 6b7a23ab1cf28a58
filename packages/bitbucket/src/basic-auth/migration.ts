import type { Migration } from '@postern/kit/store'

export const basicAuthMigration: Migration = {
  name: '070-basic-auth',
  up: async (database) => {
    await database.schema
      .createTable('basic_auth')
      .addColumn('only', 'text', (column) => column.primaryKey())
      .addColumn('settings', 'text', (column) => column.notNull())
      .execute()
  },
}
