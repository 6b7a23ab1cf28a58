import type { Migration, Store } from '@postern/kit/store'
import { sql } from 'kysely'
import { type ActivityId, type Attempt, activityId, type Outcome } from './activity.ts'

interface Row {
  id: string
  reference: string
  began_at: number
  outcome: Outcome
  connection_id: string | null
  person_key: string
  /** The rest of the attempt, as JSON. */
  detail: string
}

interface Tables {
  activity: Row
}

export const activityMigration: Migration = {
  name: '040-activity',
  up: async (database) => {
    await database.schema
      .createTable('activity')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('reference', 'text', (column) => column.notNull())
      .addColumn('began_at', 'bigint', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('connection_id', 'text')
      .addColumn('person_key', 'text', (column) => column.notNull())
      .addColumn('detail', 'text', (column) => column.notNull())
      .execute()
    await database.schema.createIndex('activity_began').on('activity').columns(['began_at', 'id']).execute()
    await database.schema.createIndex('activity_reference').on('activity').column('reference').execute()
  },
}

export interface Search {
  /** Part of a person's name, or a whole reference. */
  readonly query: string
  readonly outcome?: Outcome
  /** Only attempts that began before; for the next page. */
  readonly before?: number
}

export const pageSize = 50
const day = 86_400_000
const keptFor = 90 * day
/** A flood of garbage must not fill the disk: beyond this many the oldest go. */
const keptAtMost = 200_000
const batch = 1_000
const mostBatches = 100

const fold = (text: string) => text.normalize('NFKC').toLowerCase()

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
  return {
    /** Writes the attempt as it stands now; committed when it returns, so that no answer is ahead of its row. */
    async save(attempt: Attempt): Promise<void> {
      const row = write(attempt)
      const { id: _id, ...rest } = row
      await table()
        .insertInto('activity')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
        .execute()
    },
    find: (id: string) => one('id', id),
    findByReference: (reference: string) => one('reference', reference),
    /** Newest first, at most `pageSize` and one more, which tells that there is a next page. */
    async list(search: Search): Promise<readonly Attempt[]> {
      let rows = table().selectFrom('activity').selectAll()
      if (search.outcome) rows = rows.where('outcome', '=', search.outcome)
      if (search.before !== undefined) rows = rows.where('began_at', '<', search.before)
      if (search.query) {
        const part = `%${fold(search.query).replace(/[\\%_]/g, '\\$&')}%`
        rows = rows.where((where) =>
          where.or([
            where.eb('reference', '=', search.query.toUpperCase()),
            sql<boolean>`person_key like ${part} escape '\\'`,
          ]),
        )
      }
      const found = await rows
        .orderBy('began_at', 'desc')
        .orderBy('id')
        .limit(pageSize + 1)
        .execute()
      return found.map(read)
    },
    /** How many attempts of each outcome began since then, by connection (null: none was found). */
    async countSince(since: number): Promise<readonly Count[]> {
      return table()
        .selectFrom('activity')
        .select(({ fn }) => ['connection_id', 'outcome', fn.countAll<number>().as('count')])
        .where('began_at', '>=', since)
        .groupBy(['connection_id', 'outcome'])
        .execute()
        .then((rows) =>
          rows.map((row) => ({
            connectionId: row.connection_id,
            outcome: row.outcome,
            count: Number(row.count),
          })),
        )
    },
    async sweep(now: number): Promise<void> {
      const oldest = await table()
        .selectFrom('activity')
        .select('began_at')
        .orderBy('began_at', 'desc')
        .offset(keptAtMost)
        .limit(1)
        .executeTakeFirst()
      const before = Math.max(now - keptFor, oldest?.began_at ?? 0)
      const remove = table()
        .deleteFrom('activity')
        .where('id', 'in', (query) =>
          query.selectFrom('activity').select('id').where('began_at', '<', before).limit(batch),
        )
      for (let n = 0; n < mostBatches; n++) {
        const { numDeletedRows } = await remove.executeTakeFirst()
        if (numDeletedRows < batch) return
      }
    },
  }
}

export type Activity = ReturnType<typeof activity>

export interface Count {
  readonly connectionId: string | null
  readonly outcome: Outcome
  readonly count: number
}

function write(attempt: Attempt): Row {
  const { id, reference, beganAt, outcome, ...detail } = attempt
  return {
    id,
    reference,
    began_at: beganAt,
    outcome,
    connection_id: attempt.connection?.id ?? null,
    person_key: fold(attempt.person ?? ''),
    detail: JSON.stringify(detail),
  }
}

function read(row: Row): Attempt {
  const detail: Omit<Attempt, 'id' | 'reference' | 'beganAt' | 'outcome'> = JSON.parse(row.detail)
  const id: ActivityId = activityId(row.id)
  return { id, reference: row.reference, beganAt: row.began_at, outcome: row.outcome, ...detail }
}
