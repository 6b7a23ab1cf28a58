import type { Migration, Store } from '@postern/kit/store'
import { containing, fold } from '../fold.ts'
import { isGuid } from '../guid.ts'
import { like } from '../like.ts'
import { type Listed, listed, offsetOf, pageLength } from '../paging.tsx'
import { isOutcome, type Outcome, type SignInLog } from './sign-in-log.ts'

interface Row {
  id: string
  at: number
  correlation_id: string
  outcome: string
  code: string | null
  reason: string | null
  user_id: string | null
  user_name: string | null
  application_id: string | null
  application: string | null
  address: string
  browser: string
  factors: string | null
  /** All that the search looks in, folded. */
  search_key: string
}

export interface SignInLogTables {
  sign_in_logs: Row
}

const keptFor = 30 * 86_400_000
/** A sweep takes so many at a time: others wait for the embedded engine meanwhile. */
const sweptAtOnce = 2_000

export const signInLogsMigration: Migration = {
  name: '044-sign-in-logs',
  up: async (database) => {
    await database.schema
      .createTable('sign_in_logs')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('correlation_id', 'text', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('code', 'text')
      .addColumn('reason', 'text')
      .addColumn('user_id', 'text')
      .addColumn('user_name', 'text')
      .addColumn('application_id', 'text')
      .addColumn('application', 'text')
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('browser', 'text', (column) => column.notNull())
      .addColumn('factors', 'text')
      .addColumn('search_key', 'text', (column) => column.notNull())
      .execute()
    await database.schema.createIndex('sign_in_logs_at').on('sign_in_logs').columns(['at', 'id']).execute()
    await database.schema
      .createTable('sign_in_messages')
      .addColumn('log_id', 'text', (column) =>
        column.notNull().references('sign_in_logs.id').onDelete('cascade'),
      )
      .addColumn('direction', 'text', (column) => column.notNull())
      .addColumn('xml', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('sign_in_messages_key', ['log_id', 'direction'])
      .execute()
  },
}

/** What a page of the list shows. */
export interface SignInLogFilter {
  /** In user name, application, code and address; or a whole Request ID or Correlation ID. */
  readonly search: string
  readonly outcome: Outcome | undefined
  /** Epoch milliseconds. */
  readonly since: number
}

/** Every attempt of the last 30 days. */
export function signInLogs(store: Store) {
  const table = () => store.tables<SignInLogTables>()
  return {
    async add(log: SignInLog): Promise<void> {
      await table().insertInto('sign_in_logs').values(rowOf(log)).execute()
    },
    async find(id: string): Promise<SignInLog | undefined> {
      if (!isGuid(id)) return undefined
      const row = await table().selectFrom('sign_in_logs').selectAll().where('id', '=', id).executeTakeFirst()
      return row && logOf(row)
    },
    /** The latest first. */
    async list({ search, outcome, since }: SignInLogFilter, page = 1): Promise<Listed<SignInLog>> {
      let query = table().selectFrom('sign_in_logs').selectAll().where('at', '>=', since)
      if (outcome !== undefined) query = query.where('outcome', '=', outcome)
      if (fold(search) !== '') query = query.where((of) => like(of.ref('search_key'), containing(search)))
      const found = await query
        .orderBy('at', 'desc')
        .orderBy('id')
        .limit(pageLength + 1)
        .offset(offsetOf(page))
        .execute()
      return listed(found.map(logOf), page)
    },
    async sweep(now: number): Promise<void> {
      const rows = table()
      await rows
        .deleteFrom('sign_in_logs')
        .where(
          'id',
          'in',
          rows
            .selectFrom('sign_in_logs')
            .select('id')
            .where('at', '<', now - keptFor)
            .orderBy('at')
            .limit(sweptAtOnce),
        )
        .execute()
    },
  }
}

const logOf = (row: Row): SignInLog => ({
  id: row.id,
  at: row.at,
  correlationId: row.correlation_id,
  outcome: isOutcome(row.outcome) ? row.outcome : 'Failure',
  code: row.code ?? undefined,
  reason: row.reason ?? undefined,
  userId: row.user_id ?? undefined,
  userName: row.user_name ?? undefined,
  applicationId: row.application_id ?? undefined,
  application: row.application ?? undefined,
  address: row.address,
  browser: row.browser,
  factors: row.factors === 'Single-factor' || row.factors === 'Multi-factor' ? row.factors : undefined,
})

function rowOf(log: SignInLog): Row {
  const { id, at, correlationId, outcome, code, userName, application, address, browser } = log
  const searched = [userName, application, code, address, id, correlationId]
  return {
    id,
    at,
    correlation_id: correlationId,
    outcome,
    code: code ?? null,
    reason: log.reason ?? null,
    user_id: log.userId ?? null,
    user_name: userName ?? null,
    application_id: log.applicationId ?? null,
    application: application ?? null,
    address,
    browser,
    factors: log.factors ?? null,
    search_key: fold(searched.filter((text) => text !== undefined).join('\n')),
  }
}
