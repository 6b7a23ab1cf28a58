import type { Migration, Store } from '@postern/kit/store'

interface Tables {
  logouts: {
    id: string
    request_id: string
    connection_id: string
    application_id: string
    expires_at: number
  }
}

export const logoutsMigration: Migration = {
  name: '067-logouts',
  up: async (database) => {
    await database.schema
      .createTable('logouts')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('request_id', 'text', (column) => column.notNull())
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addColumn('application_id', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute()
  },
}

/** A LogoutRequest of ours that waits for its answer. */
export interface Logout {
  /** RelayState. */
  readonly id: string
  readonly requestId: string
  readonly connectionId: string
  readonly applicationId: string
  readonly expiresAt: number
}

export function logouts(store: Store) {
  const table = () => store.tables<Tables>()
  return {
    async create(of: Logout): Promise<void> {
      const row = {
        id: of.id,
        request_id: of.requestId,
        connection_id: of.connectionId,
        application_id: of.applicationId,
        expires_at: of.expiresAt,
      }
      await table().insertInto('logouts').values(row).execute()
    },
    /** Once. */
    async take(id: string, now: number): Promise<Logout | undefined> {
      const row = await table()
        .deleteFrom('logouts')
        .where('id', '=', id)
        .where('expires_at', '>', now)
        .returningAll()
        .executeTakeFirst()
      return (
        row && {
          id: row.id,
          requestId: row.request_id,
          connectionId: row.connection_id,
          applicationId: row.application_id,
          expiresAt: row.expires_at,
        }
      )
    },
    async sweep(now: number): Promise<void> {
      await table().deleteFrom('logouts').where('expires_at', '<=', now).execute()
    },
  }
}

export type Logouts = ReturnType<typeof logouts>
