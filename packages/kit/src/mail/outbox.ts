import type { Migration, Store } from '../store/index.ts'

interface OutboxTables {
  mail_outbox: { id: string; letter: string; queued_at: number; due_at: number; tries: number }
}

/** A letter that waits, `letter` sealed: it may name people and certificates. Times are epoch milliseconds. */
export interface Waiting {
  readonly id: string
  readonly letter: string
  readonly queued_at: number
  readonly due_at: number
  readonly tries: number
}

export const mailMigration: Migration = {
  name: '003-mail',
  up: async (database) => {
    await database.schema
      .createTable('mail_outbox')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('letter', 'text', (column) => column.notNull())
      .addColumn('queued_at', 'bigint', (column) => column.notNull())
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull())
      .execute()
    await database.schema.createIndex('mail_outbox_due').on('mail_outbox').column('due_at').execute()
  },
}

/** The letters that wait, in the store: a restart or a mail server that is down loses none. */
export function outbox(store: Store) {
  const table = () => store.tables<OutboxTables>()
  return {
    async add(letter: { id: string; letter: string; now: number }): Promise<void> {
      const { id, now } = letter
      await table()
        .insertInto('mail_outbox')
        .values({ id, letter: letter.letter, queued_at: now, due_at: now, tries: 0 })
        .execute()
    },
    async count(): Promise<number> {
      const row = await table()
        .selectFrom('mail_outbox')
        .select((of) => of.fn.countAll().as('waiting'))
        .executeTakeFirstOrThrow()
      return Number(row.waiting)
    },
    due(now: number, atMost: number): Promise<readonly Waiting[]> {
      return table()
        .selectFrom('mail_outbox')
        .selectAll()
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .limit(atMost)
        .execute()
    },
    /** Moves a letter on to `until`; false where another node did so first, which is the one that sends it. */
    async claim(waiting: Waiting, until: number): Promise<boolean> {
      const claimed = await table()
        .updateTable('mail_outbox')
        .set({ due_at: until, tries: waiting.tries + 1 })
        .where('id', '=', waiting.id)
        .where('due_at', '=', waiting.due_at)
        .executeTakeFirst()
      return claimed.numUpdatedRows === 1n
    },
    async remove(id: string): Promise<void> {
      await table().deleteFrom('mail_outbox').where('id', '=', id).execute()
    },
  }
}
