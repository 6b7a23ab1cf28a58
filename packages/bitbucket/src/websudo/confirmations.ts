import type { Session } from '@postern/kit/session'
import type { Migration, Store } from '@postern/kit/store'

interface Tables {
  confirmations: { session: string; expires_at: number }
}

export const confirmationsMigration: Migration = {
  name: '011-confirmations',
  up: async (database) => {
    await database.schema
      .createTable('confirmations')
      .addColumn('session', 'text', (column) => column.primaryKey())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute()
  },
}

/** Rolling: each page of the administration that is opened within them begins them anew (bitbucket.md 1b). */
const lasts = 10 * 60_000
const writtenEvery = 30_000

/** Which sessions have typed the password again for the administration, and until when that counts. */
export function confirmations(store: Store) {
  const table = () => store.tables<Tables>()
  const give = async ({ key }: Session, now: number): Promise<void> => {
    const expires_at = now + lasts
    await table()
      .insertInto('confirmations')
      .values({ session: key, expires_at })
      .onConflict((conflict) => conflict.column('session').doUpdateSet({ expires_at }))
      .execute()
  }
  return {
    give,
    /** Whether it counts now; asking prolongs it. */
    async holds(session: Session, now: number): Promise<boolean> {
      const row = await table()
        .selectFrom('confirmations')
        .select('expires_at')
        .where('session', '=', session.key)
        .where('expires_at', '>', now)
        .executeTakeFirst()
      if (!row) return false
      if (now + lasts - row.expires_at >= writtenEvery) await give(session, now)
      return true
    },
    async sweep(now: number): Promise<void> {
      await table().deleteFrom('confirmations').where('expires_at', '<=', now).execute()
    },
  }
}

export type Confirmations = ReturnType<typeof confirmations>
