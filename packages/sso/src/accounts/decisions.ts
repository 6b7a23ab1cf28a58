import type { Migration, Store } from '@postern/kit/store'
import { sql } from 'kysely'
import { type ApplicationId, applicationId } from '../applications/application.ts'
import { type ConnectionId, connectionId } from '../connections/connection.ts'
import { type Decision, type DecisionId, decisionId } from './decision.ts'
import { accountProblem } from './problems.ts'

interface Row {
  id: string
  application_id: string
  connection_id: string
  subject: string
  user_name: string
  display_name: string
  email_address: string | null
  collision: Decision['collision']
  account_name: string
  state: Decision['state']
  first_at: number
  last_at: number
  attempt_id: string
  times: number
  decided_by: string | null
  decided_at: number | null
  decided_name: string | null
}

interface Tables {
  account_decisions: Row
}

export const decisionsMigration: Migration = {
  name: '064-account-decisions',
  up: async (database) => {
    await database.schema
      .createTable('account_decisions')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('application_id', 'text', (column) => column.notNull())
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('user_name', 'text', (column) => column.notNull())
      .addColumn('display_name', 'text', (column) => column.notNull())
      .addColumn('email_address', 'text')
      .addColumn('collision', 'text', (column) => column.notNull())
      .addColumn('account_name', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('first_at', 'bigint', (column) => column.notNull())
      .addColumn('last_at', 'bigint', (column) => column.notNull())
      .addColumn('attempt_id', 'text', (column) => column.notNull())
      .addColumn('times', 'integer', (column) => column.notNull())
      .addColumn('decided_by', 'text')
      .addColumn('decided_at', 'bigint')
      .addColumn('decided_name', 'text')
      .addUniqueConstraint('account_decisions_subject', ['application_id', 'connection_id', 'subject'])
      .execute()
    await database.schema
      .createIndex('account_decisions_state')
      .on('account_decisions')
      .columns(['state', 'last_at', 'id'])
      .execute()
  },
}

export const pageSize = 50
const keptFor = 90 * 86_400_000

/** The people who were refused because of an account, and what was decided about them. */
export function decisions(store: Store) {
  const table = () => store.tables<Tables>()
  return {
    /** Writes down that somebody was refused, once for each person. What was decided to stay refused stays so. */
    async remember(decision: Omit<Decision, 'state' | 'firstAt' | 'times' | 'decided'>): Promise<void> {
      const columns = columnsOf(decision)
      await table()
        .insertInto('account_decisions')
        .values({
          ...columns,
          id: decision.id,
          state: 'open',
          first_at: decision.lastAt,
          times: 1,
          ...undecided,
        })
        .onConflict((conflict) =>
          conflict.columns(['application_id', 'connection_id', 'subject']).doUpdateSet({
            ...columns,
            times: sql<number>`account_decisions.times + 1`,
            state: sql<
              Row['state']
            >`case account_decisions.state when 'refused' then 'refused' else 'open' end`,
          }),
        )
        .execute()
    },
    async require(id: string): Promise<Decision> {
      const row = await table()
        .selectFrom('account_decisions')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
      if (!row) throw accountProblem('decision-missing', { id })
      return read(row)
    },
    /** Those who came last first, at most `pageSize` and one more. `before` is the last one of the page before. */
    async list(of: {
      readonly open: boolean
      readonly before?: Pick<Decision, 'lastAt' | 'id'> | undefined
    }): Promise<readonly Decision[]> {
      const { before } = of
      let rows = table()
        .selectFrom('account_decisions')
        .selectAll()
        .where('state', of.open ? '=' : '!=', 'open')
      if (before) rows = rows.where(sql<boolean>`(last_at, id) < (${before.lastAt}, ${before.id})`)
      const found = await rows
        .orderBy('last_at', 'desc')
        .orderBy('id', 'desc')
        .limit(pageSize + 1)
        .execute()
      return found.map(read)
    },
    /** How many wait. */
    async waiting(): Promise<number> {
      const { count } = await table()
        .selectFrom('account_decisions')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('state', '=', 'open')
        .executeTakeFirstOrThrow()
      return Number(count)
    },
    async decide(
      id: DecisionId,
      state: 'tied' | 'refused',
      by: { readonly name: string; readonly at: number },
      accountName = '',
    ): Promise<void> {
      await table()
        .updateTable('account_decisions')
        .set({ state, decided_by: by.name, decided_at: by.at, decided_name: accountName })
        .where('id', '=', id)
        .execute()
    },
    async removeOf(connection: ConnectionId): Promise<void> {
      await table().deleteFrom('account_decisions').where('connection_id', '=', connection).execute()
    },
    async removeAllAt(application: ApplicationId): Promise<void> {
      await table().deleteFrom('account_decisions').where('application_id', '=', application).execute()
    },
    /** Who waits, or was tied, and did not come again for 90 days, is forgotten. What stays refused is kept. */
    async sweep(now: number): Promise<void> {
      await table()
        .deleteFrom('account_decisions')
        .where('state', '!=', 'refused')
        .where('last_at', '<', now - keptFor)
        .execute()
    },
  }
}

export type Decisions = ReturnType<typeof decisions>

const undecided = { decided_by: null, decided_at: null, decided_name: null }

const columnsOf = (of: Omit<Decision, 'state' | 'firstAt' | 'times' | 'decided'>) => ({
  application_id: of.applicationId,
  connection_id: of.connectionId,
  subject: of.subject,
  user_name: of.userName,
  display_name: of.displayName,
  email_address: of.emailAddress ?? null,
  collision: of.collision,
  account_name: of.accountName,
  last_at: of.lastAt,
  attempt_id: of.attemptId,
})

function read(row: Row): Decision {
  const { decided_by, decided_at, decided_name } = row
  return {
    id: decisionId(row.id),
    applicationId: applicationId(row.application_id),
    connectionId: connectionId(row.connection_id),
    subject: row.subject,
    userName: row.user_name,
    displayName: row.display_name,
    emailAddress: row.email_address ?? undefined,
    collision: row.collision,
    accountName: row.account_name,
    state: row.state,
    firstAt: row.first_at,
    lastAt: row.last_at,
    attemptId: row.attempt_id,
    times: row.times,
    ...(decided_by && decided_at
      ? { decided: { by: decided_by, at: decided_at, accountName: decided_name ?? '' } }
      : {}),
  }
}
