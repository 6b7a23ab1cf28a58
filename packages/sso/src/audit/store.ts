import type { Migration, Store } from '@postern/kit/store'
import type { World } from '@postern/kit/world'
import { sql } from 'kysely'
import { type Change, type Difference, differences } from './change.ts'

interface Row {
  /** Begins with the time, so that its order is the order in which things were done. */
  id: string
  at: number
  who_id: string | null
  who: string
  action: string
  subject_kind: string
  subject_id: string
  subject: string
  address: string | null
  reference: string | null
  differences: string
  search_key: string
}

interface Tables {
  audit: Row
}

export const auditMigration: Migration = {
  name: '060-audit',
  up: async (database) => {
    await database.schema
      .createTable('audit')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('who_id', 'text')
      .addColumn('who', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('subject_kind', 'text', (column) => column.notNull())
      .addColumn('subject_id', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('address', 'text')
      .addColumn('reference', 'text')
      .addColumn('differences', 'text', (column) => column.notNull())
      .addColumn('search_key', 'text', (column) => column.notNull())
      .execute()
    await database.schema.createIndex('audit_subject').on('audit').columns(['subject_id', 'id']).execute()
  },
}

/** Who changed something, when and from where. */
export interface Who {
  /** Of the administrator; undefined where the service did it by itself. */
  readonly id: string | undefined
  readonly name: string
  readonly address: string | undefined
  /** Of the request, as in the log. */
  readonly reference: string | undefined
  /** Epoch milliseconds. */
  readonly at: number
  readonly random: World['random']
}

/** What the service does without anybody asking: a refresh by the clock, say. */
export const itself = (world: World): Who => ({
  id: undefined,
  name: 'Postern',
  address: undefined,
  reference: undefined,
  at: world.clock(),
  random: world.random,
})

/** One entry of the log as it is read. */
export interface Entry {
  readonly id: string
  readonly at: number
  readonly who: { readonly id: string | undefined; readonly name: string }
  readonly action: string
  readonly subject: Change['subject']
  readonly address: string | undefined
  readonly reference: string | undefined
  readonly differences: readonly Difference[]
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase()
const table = (store: Store) => store.tables<Tables>()

/**
 * Writes a change into the log. Give the store of the transaction that makes the change, so that neither is kept without
 * the other. A change in which nothing differs leaves no entry; one that tells no facts at all does.
 */
export async function record(store: Store, who: Who, change: Change): Promise<void> {
  const differing = differences(change.before, change.after)
  if ((change.before || change.after) && differing.length === 0) return
  const { action, subject } = change
  await table(store)
    .insertInto('audit')
    .values({
      id: `${String(who.at).padStart(13, '0')}${who.random(8).toString('hex')}`,
      at: who.at,
      who_id: who.id ?? null,
      who: who.name,
      action,
      subject_kind: subject.kind,
      subject_id: subject.id,
      subject: subject.name,
      address: who.address ?? null,
      reference: who.reference ?? null,
      differences: JSON.stringify(differing),
      search_key: fold([who.name, action, subject.kind, subject.name, who.reference].join(' ')),
    })
    .execute()
}

export const pageSize = 50
const tenYears = 3_653 * 86_400_000
const batch = 1_000

export function audit(store: Store) {
  return {
    /** Newest first, at most `pageSize` and one more, which tells that there is a next page. `before` is an entry's id. */
    async list(search: { query: string; before?: string }): Promise<readonly Entry[]> {
      let rows = table(store).selectFrom('audit').selectAll()
      if (search.before) rows = rows.where('id', '<', search.before)
      if (search.query) {
        const part = `%${fold(search.query).replace(/[\\%_]/g, '\\$&')}%`
        rows = rows.where(sql<boolean>`search_key like ${part} escape '\\'`)
      }
      const found = await rows
        .orderBy('id', 'desc')
        .limit(pageSize + 1)
        .execute()
      return found.map(read)
    },
    async find(id: string): Promise<Entry | undefined> {
      const row = await table(store).selectFrom('audit').selectAll().where('id', '=', id).executeTakeFirst()
      return row && read(row)
    },
    /** Entries are kept for ten years. */
    async sweep(now: number): Promise<void> {
      const old = table(store)
        .selectFrom('audit')
        .select('id')
        .where('id', '<', String(Math.max(0, now - tenYears)).padStart(13, '0'))
        .limit(batch)
      await table(store).deleteFrom('audit').where('id', 'in', old).execute()
    },
  }
}

export type Audit = ReturnType<typeof audit>

function read(row: Row): Entry {
  const differing: readonly Difference[] = JSON.parse(row.differences)
  return {
    id: row.id,
    at: row.at,
    who: { id: row.who_id ?? undefined, name: row.who },
    action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id, name: row.subject },
    address: row.address ?? undefined,
    reference: row.reference ?? undefined,
    differences: differing,
  }
}
