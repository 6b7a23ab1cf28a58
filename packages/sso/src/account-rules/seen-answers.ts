import type { Migration, Store } from '@postern/kit/store'
import type { ConnectionId } from '../connections/connection.ts'
import type { Claims } from './person.ts'

interface Row {
  connection_id: string
  at: number
  /** Of the attempt in Activity that it came with. */
  attempt_id: string
  /** JSON. */
  claims: string
}

interface Tables {
  seen_answers: Row
}

export const seenAnswersMigration: Migration = {
  name: '062-seen-answers',
  up: async (database) => {
    await database.schema
      .createTable('seen_answers')
      .addColumn('connection_id', 'text', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('attempt_id', 'text', (column) => column.notNull())
      .addColumn('claims', 'text', (column) => column.notNull())
      .execute()
  },
}

/** What the last accepted answer of a connection said, for the preview of its attribute mapping. */
export interface SeenAnswer {
  readonly claims: Claims
  /** Epoch milliseconds. */
  readonly at: number
  readonly attemptId: string
}

/** A busy connection writes at most so often, milliseconds. */
const every = 60_000
const mostClaims = 100
const mostValues = 200
const longest = 1_000

export function seenAnswers(store: Store) {
  const table = () => store.tables<Tables>()
  return {
    async of(connectionId: ConnectionId): Promise<SeenAnswer | undefined> {
      const row = await table()
        .selectFrom('seen_answers')
        .selectAll()
        .where('connection_id', '=', connectionId)
        .executeTakeFirst()
      return row && { claims: read(row.claims), at: row.at, attemptId: row.attempt_id }
    },
    /** Keeps what a verified and accepted answer said, unless one of the last minute is there; `always`: all the same. */
    async keep(connectionId: ConnectionId, seen: SeenAnswer, always = false): Promise<void> {
      const columns = { at: seen.at, attempt_id: seen.attemptId, claims: write(seen.claims) }
      await table()
        .insertInto('seen_answers')
        .values({ connection_id: connectionId, ...columns })
        .onConflict((conflict) =>
          conflict
            .column('connection_id')
            .doUpdateSet(columns)
            .where('seen_answers.at', '<=', always ? seen.at : seen.at - every),
        )
        .execute()
    },
    async remove(connectionId: ConnectionId): Promise<void> {
      await table().deleteFrom('seen_answers').where('connection_id', '=', connectionId).execute()
    },
  }
}

interface Stored {
  readonly nameId: string
  readonly nameIdFormat?: string
  readonly attributes: readonly (readonly [string, readonly string[]])[]
}

/** Pairs, not an object: a claim may have any name (ATTR-4). */
function write({ nameId, nameIdFormat, attributes }: Claims): string {
  const cut = (value: string) => value.slice(0, longest)
  const stored: Stored = {
    nameId: cut(nameId),
    ...(nameIdFormat ? { nameIdFormat: cut(nameIdFormat) } : {}),
    attributes: [...attributes]
      .slice(0, mostClaims)
      .map(([name, values]) => [cut(name), values.slice(0, mostValues).map(cut)]),
  }
  return JSON.stringify(stored)
}

function read(json: string): Claims {
  const { attributes, ...rest }: Stored = JSON.parse(json)
  return { ...rest, attributes: new Map(attributes) }
}
