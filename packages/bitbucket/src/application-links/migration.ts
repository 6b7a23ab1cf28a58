import type { Migration } from '@postern/kit/store'

export const linksMigration: Migration = {
  name: '040-application-links',
  up: async ({ schema }) => {
    await schema
      .createTable('application_links')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('name_key', 'text', (column) => column.notNull().unique())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('redirect_url', 'text', (column) => column.notNull())
      .addColumn('scopes', 'text', (column) => column.notNull())
      .addColumn('client_id', 'text', (column) => column.notNull().unique())
      .addColumn('client_secret', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute()
    await schema
      .createTable('oauth_codes')
      .addColumn('code', 'text', (column) => column.primaryKey())
      .addColumn('link', 'integer', (column) => column.notNull())
      .addColumn('user_id', 'integer', (column) => column.notNull())
      .addColumn('scopes', 'text', (column) => column.notNull())
      .addColumn('challenge', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('taken_at', 'bigint')
      .execute()
    await schema
      .createTable('oauth_tokens')
      .addColumn('token', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('family', 'text', (column) => column.notNull())
      .addColumn('link', 'integer', (column) => column.notNull())
      .addColumn('user_id', 'integer', (column) => column.notNull())
      .addColumn('scopes', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute()
    for (const table of ['oauth_codes', 'oauth_tokens']) {
      await schema.createIndex(`${table}_link`).on(table).column('link').execute()
      await schema.createIndex(`${table}_expires`).on(table).column('expires_at').execute()
    }
    await schema.createIndex('oauth_tokens_family').on('oauth_tokens').column('family').execute()
  },
}
