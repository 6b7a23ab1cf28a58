import type { Migration } from '@postern/kit/store'

export const licenceMigration: Migration = {
  name: '075-licence',
  up: async (database) => {
    await database.schema
      .createTable('licence')
      .addColumn('only', 'text', (column) => column.primaryKey())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('maximum', 'integer')
      .addColumn('entered_at', 'bigint', (column) => column.notNull())
      .execute()
  },
}
