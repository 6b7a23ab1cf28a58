import type { Migration } from '@postern/kit/store'

export const passkeysMigration: Migration = {
  name: '066-passkeys',
  up: async (database) => {
    await database.schema
      .createTable('passkeys')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('credential_id', 'text', (column) => column.notNull().unique())
      .addColumn('public_key', 'text', (column) => column.notNull())
      .addColumn('counter', 'bigint', (column) => column.notNull())
      .addColumn('transports', 'text', (column) => column.notNull())
      .addColumn('synced', 'integer', (column) => column.notNull())
      .addColumn('added_at', 'bigint', (column) => column.notNull())
      .addColumn('last_used_at', 'bigint')
      .execute()
    await database.schema.createIndex('passkeys_owner').on('passkeys').column('owner').execute()
    await database.schema
      .createTable('passkey_handles')
      .addColumn('owner', 'text', (column) => column.primaryKey())
      .addColumn('handle', 'text', (column) => column.notNull().unique())
      .execute()
    await database.schema
      .createTable('spent_challenges')
      .addColumn('challenge', 'text', (column) => column.primaryKey())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute()
    await database.schema
      .createIndex('spent_challenges_expires')
      .on('spent_challenges')
      .column('expires_at')
      .execute()
  },
}
