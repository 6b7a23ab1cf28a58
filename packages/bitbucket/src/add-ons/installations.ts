import type { Migration, Store } from '@postern/kit/store'
import { type By, record } from '../audit/index.ts'
import { nameOf } from './catalogue.ts'
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
    save: (by: By, { key, address, link }: Pick<Installation, 'key' | 'address' | 'link'>): Promise<void> =>
      store.transaction(async (inner) => {
        const changed = { address, link, began_at: by.from.now, by_user: by.user.name }
        await inner
          .tables<Tables>()
          .insertInto('add_ons')
          .values({ key, ...changed })
          .onConflict((conflict) => conflict.column('key').doUpdateSet(changed))
          .execute()
        const changes = [{ label: 'Address', from: undefined, to: address }]
        const affected = [{ kind: 'Add-on', name: nameOf(key) }] as const
        await record(inner, by, { category: 'Add-ons', summary: 'Add-on installed', affected, changes })
      }),
    remove: (by: By, { key }: Installation): Promise<void> =>
      store.transaction(async (inner) => {
        await inner.tables<Tables>().deleteFrom('add_ons').where('key', '=', key).execute()
        const affected = [{ kind: 'Add-on', name: nameOf(key) }] as const
        await record(inner, by, { category: 'Add-ons', summary: 'Add-on uninstalled', affected })
      }),
  }
}

export type Installations = ReturnType<typeof installations>
