import type { Store } from '@postern/kit/store'
import { sql } from 'kysely'
import { anywhere, fold } from '../fold.ts'
import type { Affected, AuditEvent, By, Category, Change } from './event.ts'
import type { AuditTables } from './tables.ts'

/** An event as it is read. */
export interface Entry {
  readonly id: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly author: string
  readonly category: string
  readonly summary: string
  readonly affected: readonly Affected[]
  readonly changes: readonly Change[]
  readonly address: string | undefined
  readonly reference: string | undefined
}

export interface AuditFilter {
  /** Part of the author, the summary, a name of what was affected, the address or the reference. */
  readonly text: string
  readonly category?: Category | undefined
  /** Only what is older than the event of this id. */
  readonly before?: string | undefined
}

const table = (store: Store) => store.tables<AuditTables>()

/**
 * Writes what was done into the log. Give the store of the transaction that does it, so that neither is kept without the
 * other. Where `changes` are told and there are none, nothing was done, and nothing is written.
 */
export async function record(store: Store, by: By, event: AuditEvent): Promise<void> {
  const { summary, category, affected, changes } = event
  if (changes?.length === 0) return
  const { address, reference, now, random, next } = by.from
  const searched = [by.user.name, summary, ...affected.map(({ name }) => name), address, reference]
  await table(store)
    .insertInto('audit_events')
    .values({
      id: `${idAt(now)}${String(next()).padStart(6, '0')}${random(8).toString('hex')}`,
      at: now,
      author: by.user.name,
      category,
      summary,
      affected: JSON.stringify(affected),
      changes: JSON.stringify(changes ?? []),
      address: address ?? null,
      reference: reference ?? null,
      search: fold(searched.join('\n')),
    })
    .execute()
}

export const shownAtOnce = 50
const mostKept = 100_000
const keptFor = 3 * 366 * 86_400_000
const batch = 1_000
const idAt = (time: number) => String(Math.max(0, time)).padStart(13, '0')

/** The log: kept for three years, and at most the newest 100,000 events. */
export function audit(store: Store) {
  return {
    /** Newest first, at most `shownAtOnce` and one more, which tells that there are older ones. */
    async list({ text, category, before }: AuditFilter): Promise<readonly Entry[]> {
      let query = table(store).selectFrom('audit_events').selectAll()
      if (before) query = query.where('id', '<', before)
      if (category) query = query.where('category', '=', category)
      if (text) query = query.where(sql<boolean>`search like ${anywhere(text)} escape '\\'`)
      const rows = await query
        .orderBy('id', 'desc')
        .limit(shownAtOnce + 1)
        .execute()
      return rows.map(entryOf)
    },
    async find(id: string): Promise<Entry | undefined> {
      const rows = table(store).selectFrom('audit_events').selectAll().where('id', '=', id)
      const row = await rows.executeTakeFirst()
      return row && entryOf(row)
    },
    async sweep(now: number): Promise<void> {
      const newestOfTooMany = await table(store)
        .selectFrom('audit_events')
        .select('id')
        .orderBy('id', 'desc')
        .limit(1)
        .offset(mostKept)
        .executeTakeFirst()
      const tooOld = idAt(now - keptFor)
      const surplus = newestOfTooMany?.id ?? ''
      const gone = table(store)
        .selectFrom('audit_events')
        .select('id')
        .where((of) => of.or([of('id', '<', tooOld), of('id', '<=', surplus)]))
        .orderBy('id')
        .limit(batch)
      await table(store).deleteFrom('audit_events').where('id', 'in', gone).execute()
    },
  }
}

export type Audit = ReturnType<typeof audit>

const entryOf = (row: AuditTables['audit_events']): Entry => ({
  id: row.id,
  at: row.at,
  author: row.author,
  category: row.category,
  summary: row.summary,
  affected: JSON.parse(row.affected) as readonly Affected[],
  changes: JSON.parse(row.changes) as readonly Change[],
  address: row.address ?? undefined,
  reference: row.reference ?? undefined,
})
