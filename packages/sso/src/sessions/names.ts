import type { Session } from '@postern/kit/session'
import type { Migration, Store } from '@postern/kit/store'

interface Tables {
  session_names: {
    connection_id: string
    name: string
    session_key: string
    account_id: string
    expires_at: number
  }
}

export const sessionNamesMigration: Migration = {
  name: '066-session-names',
  up: async (database) => {
    await database.schema
      .createTable('session_names')
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('session_key', 'text', (column) => column.notNull())
      .addColumn('account_id', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('session_names_once', ['connection_id', 'name', 'session_key'])
      .execute()
    await database.schema
      .createIndex('session_names_expires')
      .on('session_names')
      .column('expires_at')
      .execute()
  },
}

/** No session lasts longer (`lifetime.ts`). */
const keptFor = 720 * 3_600_000
const mostNames = 5
const batch = 1_000

/**
 * By what an identity provider calls the sessions that it began: NameID, SessionIndex, immutable id. A logout that it asks
 * for ends them here, without the cookie of the browser: inside a frame of another site there is none (Entra's NameID may
 * be another than at the sign-in, entra.md 1.10).
 */
export function sessionNames(store: Store) {
  const table = () => store.tables<Tables>()
  return {
    async remember(
      session: Session,
      connectionId: string,
      names: readonly (string | undefined)[],
    ): Promise<void> {
      const rows = [...new Set(names)].flatMap((name) =>
        name
          ? [
              {
                connection_id: connectionId,
                name,
                session_key: session.key,
                account_id: session.subject,
                expires_at: session.openedAt + keptFor,
              },
            ]
          : [],
      )
      if (rows.length > 0)
        await table().insertInto('session_names').values(rows.slice(0, mostNames)).execute()
    },
    /** The sessions that any of the names calls. */
    async find(
      connectionId: string,
      names: readonly string[],
    ): Promise<readonly { readonly key: string; readonly accountId: string }[]> {
      if (names.length === 0) return []
      const rows = await table()
        .selectFrom('session_names')
        .select(['session_key', 'account_id'])
        .distinct()
        .where('connection_id', '=', connectionId)
        .where('name', 'in', names.slice(0, 20))
        .limit(batch)
        .execute()
      return rows.map(({ session_key, account_id }) => ({ key: session_key, accountId: account_id }))
    },
    async sweep(now: number): Promise<void> {
      await table().deleteFrom('session_names').where('expires_at', '<=', now).execute()
    },
  }
}

export type SessionNames = ReturnType<typeof sessionNames>
