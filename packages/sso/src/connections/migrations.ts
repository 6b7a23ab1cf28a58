import { createHash } from 'node:crypto'
import type { Migration } from '@postern/kit/store'
import type { Kysely } from 'kysely'

export const connectionsMigration: Migration = {
  name: '020-connections',
  up: async (database) => {
    await database.schema
      .createTable('connections')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('name_key', 'text', (column) => column.notNull().unique())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('application_id', 'text')
      .addColumn('identity_provider', 'text')
      .addColumn('accounts', 'text', (column) => column.notNull())
      .addColumn('known_domains', 'text', (column) => column.notNull())
      .addColumn('unsolicited', 'integer', (column) => column.notNull())
      .addColumn('clock_skew_seconds', 'integer', (column) => column.notNull())
      .addColumn('legacy', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute()
  },
}

/** What the set-up keeps of its steps. Connections from before it have answered them all, in their own pages. */
export const setupMigration: Migration = {
  name: '026-connection-setup',
  up: async (database) => {
    const columns = [
      ['preset', 'text', 'any-saml'],
      ['edition', 'text', 'basic'],
      ['setup', 'text', '[]'],
      ['verified_certificates', 'text', '[]'],
      ['any_domain', 'integer', 0],
    ] as const
    for (const [name, type, usual] of columns) {
      await database.schema
        .alterTable('connections')
        .addColumn(name, type, (column) => column.notNull().defaultTo(usual))
        .execute()
    }
    await database.schema.alterTable('connections').addColumn('sso_location', 'text').execute()
    await believeWhatWasBelieved(database.withTables<{ connections: Before }>())
  },
}

/** Metadata is read again by the clock. What was imported before was to be read once, and is not followed. */
export const refreshMigration: Migration = {
  name: '060-connections-refresh',
  up: async (database) => {
    const tried = database.schema.alterTable('connections')
    await tried.addColumn('refresh_tried_at', 'bigint', (column) => column.notNull().defaultTo(0)).execute()
    for (const name of ['refresh_ended_at', 'refresh_failing_since'])
      await database.schema.alterTable('connections').addColumn(name, 'bigint').execute()
    await database.schema.alterTable('connections').addColumn('refresh_why', 'text').execute()
  },
}

/** An import into a connection that serves waits to be compared. */
export const pendingImportMigration: Migration = {
  name: '061-connections-pending-import',
  up: async (database) => {
    await database.schema.alterTable('connections').addColumn('pending_import', 'text').execute()
  },
}

/** What is chosen for one connection and is asked by no query. */
export const choicesMigration: Migration = {
  name: '064-connections-choices',
  up: async (database) => {
    await database.schema
      .alterTable('connections')
      .addColumn('choices', 'text', (column) => column.notNull().defaultTo('{}'))
      .execute()
  },
}

/** The first request to a connection's address. */
export const reachedMigration: Migration = {
  name: '071-connections-reached',
  up: async (database) => {
    await database.schema.alterTable('connections').addColumn('reached_at', 'bigint').execute()
    await database.schema.alterTable('connections').addColumn('reached_from', 'text').execute()
  },
}

interface Before {
  id: string
  identity_provider: string | null
  verified_certificates: string
}

/** Every certificate of the metadata was believed until now; nobody's sign-in stops by the update. */
async function believeWhatWasBelieved(database: Kysely<{ connections: Before }>): Promise<void> {
  const rows = await database.selectFrom('connections').select(['id', 'identity_provider']).execute()
  for (const { id, identity_provider } of rows) {
    if (identity_provider === null) continue
    const { certificates }: { certificates: readonly string[] } = JSON.parse(identity_provider)
    const verified = certificates.map((text) =>
      createHash('sha256').update(Buffer.from(text, 'base64')).digest('hex'),
    )
    await database
      .updateTable('connections')
      .set({ verified_certificates: JSON.stringify(verified) })
      .where('id', '=', id)
      .execute()
  }
}
