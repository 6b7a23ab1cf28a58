import type { Migration, Store } from '@postern/kit/store'
import { addOnProblem } from './problems.ts'

/** An add-on that is installed, or whose installation has begun. */
export interface Installation {
  readonly key: string
  /** The origin of the server that does its work. */
  readonly address: string
  /** The application link that was made for it. */
  readonly link: number
  /** Epoch milliseconds. */
  readonly beganAt: number
  /** The username of the administrator. */
  readonly by: string
}

interface Tables {
  add_ons: { key: string; address: string; link: number; began_at: number; by_user: string }
}

export const addOnsMigration: Migration = {
  name: '050-add-ons',
  up: async (database) => {
    await database.schema
      .createTable('add_ons')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('link', 'integer', (column) => column.notNull())
      .addColumn('began_at', 'bigint', (column) => column.notNull())
      .addColumn('by_user', 'text', (column) => column.notNull())
      .execute()
  },
}

/** What is installed. How far an installation has come is not kept here: it is seen from what the host really holds. */
export function installations(store: Store) {
  const table = () => store.tables<Tables>()
  const find = async (key: string): Promise<Installation | undefined> => {
    const row = await table().selectFrom('add_ons').selectAll().where('key', '=', key).executeTakeFirst()
    return (
      row && { key: row.key, address: row.address, link: row.link, beganAt: row.began_at, by: row.by_user }
    )
  }
  return {
    find,
    async require(key: string): Promise<Installation> {
      const found = await find(key)
      if (!found) throw addOnProblem('add-on-missing', {})
      return found
    },
    async save({ key, address, link, beganAt, by }: Installation): Promise<void> {
      const changed = { address, link, began_at: beganAt, by_user: by }
      await table()
        .insertInto('add_ons')
        .values({ key, ...changed })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(changed))
        .execute()
    },
    async remove(key: string): Promise<void> {
      await table().deleteFrom('add_ons').where('key', '=', key).execute()
    },
  }
}

export type Installations = ReturnType<typeof installations>
