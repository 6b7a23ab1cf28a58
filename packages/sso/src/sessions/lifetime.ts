import type { Migration, Store } from '@postern/kit/store'

interface Tables {
  session_lifetime: { id: string; idle_minutes: number; longest_hours: number }
}

export const sessionLifetimeMigration: Migration = {
  name: '065-session-lifetime',
  up: async (database) => {
    await database.schema
      .createTable('session_lifetime')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('idle_minutes', 'integer', (column) => column.notNull())
      .addColumn('longest_hours', 'integer', (column) => column.notNull())
      .execute()
  },
}

/** How long people stay signed in. */
export interface Lifetime {
  /** A session that is not used ends after so many minutes. */
  readonly idleMinutes: number
  /** However much it is used, it ends after so many hours. */
  readonly longestHours: number
}

export const usualLifetime: Lifetime = { idleMinutes: 60, longestHours: 10 }
export const idleMinutes = { least: 5, most: 1_440 }
export const longestHours = { least: 1, most: 720 }

export function lifetimes(store: Store) {
  return {
    async get(): Promise<Lifetime> {
      const row = await store.tables<Tables>().selectFrom('session_lifetime').selectAll().executeTakeFirst()
      return row ? { idleMinutes: row.idle_minutes, longestHours: row.longest_hours } : usualLifetime
    },
    async set(of: Lifetime): Promise<void> {
      const columns = { idle_minutes: of.idleMinutes, longest_hours: of.longestHours }
      await store
        .tables<Tables>()
        .insertInto('session_lifetime')
        .values({ id: 'only', ...columns })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
        .execute()
    },
  }
}
