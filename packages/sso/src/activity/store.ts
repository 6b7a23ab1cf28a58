import type { Store } from '@postern/kit/store'
import type { Attempt, Moment, Outcome } from './activity.ts'
import { countBefore, daysKept, keepFor, sweepAttempts } from './keep.ts'
import { type Search, searchAttempts } from './search.ts'
import { read, type Tables, write } from './table.ts'

export const pageSize = 50
/** Of an export: read, sent, forgotten. */
const partSize = 200
const mostMoments = 50
const mostCounted = 1_000_000

export function activity(store: Store) {
  const table = () => store.tables<Tables>()
  const one = async (column: 'id' | 'reference', value: string): Promise<Attempt | undefined> => {
    const row = await table()
      .selectFrom('activity')
      .selectAll()
      .where(column, '=', value)
      .orderBy('began_at', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row && read(row)
  }
  const find = (id: string) => one('id', id)
  /** Writes the attempt as it stands now; committed when it returns, so that no answer is ahead of its row. */
  const save = (attempt: Attempt): Promise<void> =>
    store.transaction(async (inside) => {
      const row = write(attempt)
      const { id: _id, ...rest } = row
      await inside
        .tables<Tables>()
        .insertInto('activity')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
        .execute()
      if (row.person_key !== '') await knowPerson(inside, row.person_key, row.began_at)
    })
  return {
    save,
    find,
    findByReference: (reference: string) => one('reference', reference),
    /** Adds what happened since to the timeline of an attempt that is written. */
    async add(id: string, moment: Moment): Promise<void> {
      const attempt = await find(id)
      if (attempt) await save({ ...attempt, timeline: [...attempt.timeline, moment].slice(-mostMoments) })
    },
    /** Newest first; one more than a page, unless told, which tells that there is a next page. */
    list: (search: Search, limit = pageSize + 1) => searchAttempts(store, search, limit),
    /** All that fit, newest first, a part at a time: they may be a million. */
    async *parts(search: Search): AsyncGenerator<readonly Attempt[]> {
      let after = search.after
      for (;;) {
        const part = await searchAttempts(store, { ...search, ...(after ? { after } : {}) }, partSize)
        if (part.length > 0) yield part
        after = part.at(-1)
        if (part.length < partSize) return
      }
    },
    /** How many attempts of each outcome began since then, by connection (null: none was found). */
    async countSince(since: number): Promise<readonly Count[]> {
      // The limit keeps the engine from grouping first, by an index that holds the attempts of all times.
      const began = table()
        .selectFrom('activity')
        .select(['connection_id', 'outcome'])
        .where('began_at', '>=', since)
        .orderBy('began_at', 'desc')
        .limit(mostCounted)
      const rows = await table()
        .selectFrom(began.as('began'))
        .select(({ fn }) => ['connection_id', 'outcome', fn.countAll<number>().as('count')])
        .groupBy(['connection_id', 'outcome'])
        .execute()
      return rows.map(({ connection_id, outcome, count }) => ({
        connectionId: connection_id,
        outcome,
        count: Number(count),
      }))
    },
    daysKept: () => daysKept(store),
    keepFor: (days: number) => keepFor(store, days),
    countBefore: (before: number, most: number) => countBefore(store, before, most),
    sweep: (now: number) => sweepAttempts(store, now),
  }
}

export type Activity = ReturnType<typeof activity>

export interface Count {
  readonly connectionId: string | null
  readonly outcome: Outcome
  readonly count: number
}

async function knowPerson(store: Store, personKey: string, at: number): Promise<void> {
  await store
    .tables<Tables>()
    .insertInto('activity_people')
    .values({ person_key: personKey, last_at: at })
    .onConflict((conflict) =>
      conflict.column('person_key').doUpdateSet({ last_at: at }).where('activity_people.last_at', '<', at),
    )
    .execute()
}
