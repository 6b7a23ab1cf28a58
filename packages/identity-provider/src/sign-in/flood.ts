import { createHash } from 'node:crypto'
import { clientAddress, type Web } from '@postern/kit/http'
import type { Migration, Store } from '@postern/kit/store'
import { record } from '../sign-in-logs/record.ts'
import { signInProblem } from './problems.ts'

interface FloodTables {
  request_counts: { key: string; minute: number; requests: number }
}

const minute = 60_000
/** From one address in one minute: an office behind one address at nine o'clock has fewer. */
const mostRequests = 600

export const requestCountsMigration: Migration = {
  name: '045-request-counts',
  up: async (database) => {
    await database.schema
      .createTable('request_counts')
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('minute', 'bigint', (column) => column.notNull())
      .addColumn('requests', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('request_counts_key', ['key', 'minute'])
      .execute()
  },
}

/**
 * Counts a request of an application by the address of the browser that carries it. Anybody can send them, and each may be
 * kept for an hour and written into the logs. Problem `AADSTS50196`; the first one of a minute stands in the logs.
 */
export async function requireNoFlood(web: Web): Promise<void> {
  const address = clientAddress(web)
  const requests = await requestCounts(web.var.world.store).count(address, web.var.now)
  if (requests <= mostRequests) return
  const flood = signInProblem('AADSTS50196', {})
  if (requests === mostRequests + 1) {
    web.var.world.log.warn({ address, mostRequests }, 'too many requests of applications in one minute')
    await record(web, { outcome: 'Failure', code: flood.code, reason: flood.message })
  }
  throw flood
}

const minuteOf = (now: number) => Math.floor(now / minute)
/** When the next minute is counted anew: epoch milliseconds. */
export const nextMinute = (now: number) => (minuteOf(now) + 1) * minute

const keyOf = (what: string) => createHash('sha256').update(what).digest('base64url')

/** What is counted a minute: requests by address, and `wrong passwords from` an address. */
export function requestCounts(store: Store) {
  const table = () => store.tables<FloodTables>()
  return {
    /** How many there were before in this minute. */
    async seen(what: string, now: number): Promise<number> {
      const row = await table()
        .selectFrom('request_counts')
        .select('requests')
        .where('key', '=', keyOf(what))
        .where('minute', '=', minuteOf(now))
        .executeTakeFirst()
      return row?.requests ?? 0
    },
    /** How many there were in this minute, this one included. */
    async count(what: string, now: number): Promise<number> {
      const key = keyOf(what)
      const row = await table()
        .insertInto('request_counts')
        .values({ key, minute: minuteOf(now), requests: 1 })
        .onConflict((conflict) =>
          conflict
            .columns(['key', 'minute'])
            .doUpdateSet((of) => ({ requests: of('request_counts.requests', '+', 1) })),
        )
        .returning('requests')
        .executeTakeFirstOrThrow()
      return row.requests
    },
    async sweep(now: number): Promise<void> {
      await table().deleteFrom('request_counts').where('minute', '<', minuteOf(now)).execute()
    },
  }
}
