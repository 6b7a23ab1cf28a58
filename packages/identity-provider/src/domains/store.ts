import type { Migration, Store } from '@postern/kit/store'
import { fold } from '../fold.ts'

interface DomainTables {
  domains: { name: string; added_at: number }
}

/** More than any directory has; the page shows them all. */
export const mostDomains = 200

export const domainsMigration: Migration = {
  name: '011-domains',
  up: async (database) => {
    await database.schema
      .createTable('domains')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('added_at', 'bigint', (column) => column.notNull())
      .execute()
  },
}

export interface Domain {
  /** Lower case. */
  readonly name: string
  readonly addedAt: number
}

export function domains(store: Store) {
  const table = () => store.tables<DomainTables>()
  return {
    /** The oldest first: it is the initial one. */
    async list(): Promise<readonly Domain[]> {
      const rows = await table()
        .selectFrom('domains')
        .selectAll()
        .orderBy('added_at')
        .orderBy('name')
        .limit(mostDomains)
        .execute()
      return rows.map((row) => ({ name: row.name, addedAt: row.added_at }))
    },
    /** False where it was there already. */
    async add(name: string, now: number): Promise<boolean> {
      const added = await table()
        .insertInto('domains')
        .values({ name: fold(name), added_at: now })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .returning('name')
        .executeTakeFirst()
      return added !== undefined
    },
  }
}

export type Domains = ReturnType<typeof domains>
