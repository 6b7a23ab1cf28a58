import { createHash } from 'node:crypto'
import { cookies, type Web } from '@postern/kit/http'
import type { Migration, Store } from '@postern/kit/store'
import type { Ask } from './ask.ts'

interface AskTables {
  asks: { key: string; browser: string | null; ask: string; asked_at: number; expires_at: number }
}

/** How long a request waits while a person looks for a password: generous, since the application judges freshness itself. */
const patience = 3_600_000
const cookie = 'browser'
const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url')

export const asksMigration: Migration = {
  name: '020-asks',
  up: async (database) => {
    await database.schema
      .createTable('asks')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('browser', 'text')
      .addColumn('ask', 'text', (column) => column.notNull())
      .addColumn('asked_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute()
    await database.schema.createIndex('asks_expires').on('asks').column('expires_at').execute()
  },
}

export interface KeptAsk {
  readonly key: string
  readonly ask: Ask
  readonly askedAt: number
}

/**
 * Requests that wait for a person. The address holds a key and nothing else; the row belongs to the browser that first shows
 * the key, so that a key that leaks (history, screenshot) is worth nothing in another one.
 */
export function asks(store: Store) {
  const table = () => store.tables<AskTables>()
  return {
    async keep(web: Web, ask: Ask): Promise<string> {
      const { now, world } = web.var
      const key = world.random(24).toString('base64url')
      const row = { key: sha256(key), ask: JSON.stringify(ask), asked_at: now, expires_at: now + patience }
      await table()
        .insertInto('asks')
        .values({ ...row, browser: null })
        .execute()
      return key
    },
    /**
     * The request under this key, if this browser may have it. The first browser to come owns it: not the one that sent the
     * message, because a POST from another site carries no SameSite=Lax cookie to know it by.
     */
    async find(web: Web, key: string): Promise<KeptAsk | undefined> {
      const browser = sha256(browserId(web))
      await table()
        .updateTable('asks')
        .set({ browser })
        .where('key', '=', sha256(key))
        .where('browser', 'is', null)
        .execute()
      const row = await table()
        .selectFrom('asks')
        .select(['ask', 'asked_at'])
        .where('key', '=', sha256(key))
        .where('browser', '=', browser)
        .where('expires_at', '>', web.var.now)
        .executeTakeFirst()
      return row && { key, ask: JSON.parse(row.ask) as Ask, askedAt: row.asked_at }
    },
    /** Takes it, once: true for exactly one of those who try. */
    async take(key: string): Promise<boolean> {
      const taken = await table()
        .deleteFrom('asks')
        .where('key', '=', sha256(key))
        .returning('key')
        .executeTakeFirst()
      return taken !== undefined
    },
    async sweep(now: number): Promise<void> {
      await table().deleteFrom('asks').where('expires_at', '<=', now).execute()
    },
  }
}

/** A random name of this browser, kept while it is open. */
function browserId(web: Web): string {
  const jar = cookies(web)
  const known = jar.get(cookie)
  if (known) return known
  const fresh = web.var.world.random(24).toString('base64url')
  jar.set(cookie, fresh, { sameSite: 'Lax' })
  return fresh
}
