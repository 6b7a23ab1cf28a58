import { sql } from 'kysely'
import type { Migration, Store } from '../store/index.ts'

interface AttemptTables {
  attempts: { key: string; failures: number; last_at: number }
}

/** Failures before the first pause, and the longest pause: 1 minute, doubled with each further failure, at most an hour. */
const freeFailures = 10
const longestPause = 3_600_000
const forgottenAfter = 86_400_000

export const attemptsMigration: Migration = {
  name: '002-attempts',
  up: async (database) => {
    await database.schema
      .createTable('attempts')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('failures', 'integer', (column) => column.notNull())
      .addColumn('last_at', 'bigint', (column) => column.notNull())
      .execute()
  },
}

function pausedUntil(row: { failures: number; last_at: number }): number {
  if (row.failures < freeFailures) return 0
  return row.last_at + Math.min(longestPause, 60_000 * 2 ** Math.min(10, row.failures - freeFailures))
}

/**
 * Slows down the guessing of passwords. A key is what is guessed at (a user name) or who guesses (an address); it lives in
 * the store, so that every node sees it. Names that do not exist are counted like those that do.
 */
export function attempts(store: Store) {
  const table = () => store.tables<AttemptTables>()
  return {
    /** Epoch milliseconds until which `key` must wait, or undefined. */
    async waitUntil(key: string, now: number): Promise<number | undefined> {
      const row = await table().selectFrom('attempts').selectAll().where('key', '=', key).executeTakeFirst()
      const until = row ? pausedUntil(row) : 0
      return until > now ? until : undefined
    },
    async failed(key: string, now: number): Promise<void> {
      await table()
        .insertInto('attempts')
        .values({ key, failures: 1, last_at: now })
        .onConflict((conflict) =>
          conflict
            .column('key')
            .doUpdateSet((of) => ({ failures: of('attempts.failures', '+', 1), last_at: now })),
        )
        .execute()
    },
    async succeeded(key: string): Promise<void> {
      await table().deleteFrom('attempts').where('key', '=', key).execute()
    },
    /** Forgets the failures of every key that begins so. */
    async forget(beginning: string): Promise<void> {
      await table()
        .deleteFrom('attempts')
        // Both engines count characters here, and not units of UTF-16.
        .where(sql<boolean>`substr(key, 1, ${sql.lit(Array.from(beginning).length)}) = ${beginning}`)
        .execute()
    },
    async sweep(now: number): Promise<void> {
      await table()
        .deleteFrom('attempts')
        .where('last_at', '<', now - forgottenAfter)
        .execute()
    },
  }
}

export type Attempts = ReturnType<typeof attempts>
