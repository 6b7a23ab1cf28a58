import { setImmediate } from 'node:timers/promises'
import type { Store } from '@postern/kit/store'
import type { Tables } from './table.ts'

const day = 86_400_000
/** Days that attempts are kept where nobody chose. */
export const usualDays = 90
export const days = { least: 1, most: 3_650 }

/**
 * A flood of garbage must not fill the disk: of attempts that name nobody, which anybody can cause, the oldest go beyond
 * this many. Those that name somebody were signed by an identity provider that is trusted.
 */
const namelessAtMost = 200_000
const batch = 500
const mostBatches = 100

export async function daysKept(store: Store): Promise<number> {
  const row = await store.tables<Tables>().selectFrom('activity_kept').select('days').executeTakeFirst()
  return row?.days ?? usualDays
}

export async function keepFor(store: Store, chosen: number): Promise<void> {
  await store
    .tables<Tables>()
    .insertInto('activity_kept')
    .values({ id: 'only', days: chosen })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ days: chosen }))
    .execute()
}

/** How many attempts began earlier: what keeping them for less would lose. Counts to `most` and no further. */
export async function countBefore(store: Store, before: number, most: number): Promise<number> {
  const tables = store.tables<Tables>()
  const earlier = tables.selectFrom('activity').select('id').where('began_at', '<', before).limit(most)
  const row = await tables
    .selectFrom(earlier.as('earlier'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

/** Removes what is too old, a batch at a time, and lets everybody else in between. */
export async function sweepAttempts(store: Store, now: number): Promise<void> {
  const before = now - (await daysKept(store)) * day
  await removeBefore(store, before)
  const last = await store
    .tables<Tables>()
    .selectFrom('activity')
    .select('began_at')
    .where('person_key', '=', '')
    .orderBy('began_at', 'desc')
    .offset(namelessAtMost)
    .limit(1)
    .executeTakeFirst()
  if (last) await removeBefore(store, last.began_at + 1, '')
  await store.tables<Tables>().deleteFrom('activity_people').where('last_at', '<', before).execute()
}

async function removeBefore(store: Store, before: number, personKey?: string): Promise<void> {
  const tables = store.tables<Tables>()
  for (let n = 0; n < mostBatches; n++) {
    let old = tables.selectFrom('activity').select('id').where('began_at', '<', before)
    if (personKey !== undefined) old = old.where('person_key', '=', personKey)
    const some = old.orderBy('began_at').limit(batch)
    const { numDeletedRows } = await tables.deleteFrom('activity').where('id', 'in', some).executeTakeFirst()
    if (numDeletedRows < batch) return
    // The embedded store works in this very thread.
    await setImmediate()
  }
}
