import type { Migration, Store } from '@postern/kit/store'
import type { Claims, Person } from '../account-rules/person.ts'
import { type ConnectionId, connectionId } from '../connections/connection.ts'

interface Row {
  connection_id: string
  subject: string
  kind: NameKind
  at: number
  value: string
  /** Without case, for the search. */
  value_key: string
  attempt_id: string
}

interface Tables {
  identity_names: Row
}

export const ledgerMigration: Migration = {
  name: '063-identity-names',
  up: async (database) => {
    await database.schema
      .createTable('identity_names')
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .addColumn('value_key', 'text', (column) => column.notNull())
      .addColumn('attempt_id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('identity_names_key', ['connection_id', 'subject', 'kind', 'at'])
      .execute()
    await database.schema
      .createIndex('identity_names_value')
      .on('identity_names')
      .column('value_key')
      .execute()
  },
}

export type NameKind = 'name-id' | 'user-name' | 'full-name' | 'email-address'

/** One person, as one connection knows them. */
export interface Subject {
  readonly connectionId: ConnectionId
  readonly subject: string
}

/** A name or an address that a person has had since then, until the next of its kind. */
export interface NameSince {
  readonly kind: NameKind
  readonly value: string
  /** Epoch milliseconds. */
  readonly at: number
  /** Of the sign-in in Activity that brought it; '' where it is not known. */
  readonly attemptId: string
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase()
const longest = 500
/** Of one person. A provider that sends another name each time does not fill the disk. */
const mostKept = 200

/** Every name and address that people have had, and which sign-in brought it: a log that is only added to. */
export function ledger(store: Store) {
  const table = () => store.tables<Tables>()
  const rowsOf = ({ connectionId: connection, subject }: Subject) =>
    table()
      .selectFrom('identity_names')
      .selectAll()
      .where('connection_id', '=', connection)
      .where('subject', '=', subject)
      .orderBy('at', 'desc')
      .limit(mostKept)
      .execute()
  return {
    /** Newest first. */
    async of(subject: Subject): Promise<readonly NameSince[]> {
      const rows = await rowsOf(subject)
      return rows.map(({ kind, value, at, attempt_id }) => ({ kind, value, at, attemptId: attempt_id }))
    },
    /** Adds what differs from the last of its kind; most sign-ins bring nothing new, and write nothing. */
    async add(of: Subject, names: Partial<Record<NameKind, string>>, by: { at: number; attemptId: string }) {
      const before = await rowsOf(of)
      const added = Object.entries(names).flatMap(([name, text]) => {
        const kind = name as NameKind
        const value = text?.slice(0, longest)
        const last = before.find((row) => row.kind === kind)
        return value === undefined || value === last?.value ? [] : [{ kind, value }]
      })
      if (added.length === 0) return
      await table()
        .insertInto('identity_names')
        .values(
          added.map(({ kind, value }) => ({
            connection_id: of.connectionId,
            subject: of.subject,
            kind,
            at: by.at,
            value,
            value_key: fold(value),
            attempt_id: by.attemptId,
          })),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      const oldest = before[mostKept - 1]
      if (oldest)
        await table()
          .deleteFrom('identity_names')
          .where('connection_id', '=', of.connectionId)
          .where('subject', '=', of.subject)
          .where('at', '<=', oldest.at)
          .execute()
    },
    /** Who has ever been called exactly so, without regard to case. */
    async whoWas(name: string, limit: number): Promise<readonly Subject[]> {
      const rows = await table()
        .selectFrom('identity_names')
        .select(['connection_id', 'subject'])
        .distinct()
        .where('value_key', '=', fold(name.trim()))
        .limit(limit)
        .execute()
      return rows.map((row) => ({ connectionId: connectionId(row.connection_id), subject: row.subject }))
    },
    async removeOf(connection: ConnectionId): Promise<void> {
      await table().deleteFrom('identity_names').where('connection_id', '=', connection).execute()
    },
  }
}

/** What the ledger keeps of an answer. A transient NameID is another each time, and no name of anybody. */
export const namesOf = (
  { userName, sent }: Person,
  { nameId, nameIdFormat }: Claims,
): Partial<Record<NameKind, string>> => ({
  ...(nameIdFormat?.endsWith(':transient') ? {} : { 'name-id': nameId }),
  'user-name': userName,
  ...(sent.displayName === undefined ? {} : { 'full-name': sent.displayName }),
  ...(sent.emailAddress === undefined ? {} : { 'email-address': sent.emailAddress }),
})
