import type { Seal } from '@postern/kit/seal'
import type { Migration, Store } from '@postern/kit/store'
import { isGuid } from '../guid.ts'
import { type Listed, listed, offsetOf, pageLength } from '../paging.tsx'
import type { NewUser } from '../users/new-user.ts'

/** `reading`: the file is being judged. `checked`: waits for a person. `running`: users are being made. */
export type ImportState = 'reading' | 'checked' | 'running' | 'done'

interface BulkTables {
  bulk_imports: { id: string; state: string; encoding: string; created_at: number }
  bulk_lines: { import_id: string; number: number; sealed: string }
  bulk_faults: { import_id: string; number: number; says: string }
}

const keptFor = 86_400_000
const purpose = 'user of a bulk import'

export const bulkImportsMigration: Migration = {
  name: '047-bulk-imports',
  up: async (database) => {
    await database.schema
      .createTable('bulk_imports')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('encoding', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute()
    for (const [table, value] of [
      ['bulk_lines', 'sealed'],
      ['bulk_faults', 'says'],
    ] as const) {
      await database.schema
        .createTable(table)
        .addColumn('import_id', 'text', (column) =>
          column.notNull().references('bulk_imports.id').onDelete('cascade'),
        )
        .addColumn('number', 'integer', (column) => column.notNull())
        .addColumn(value, 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint(`${table}_key`, ['import_id', 'number'])
        .execute()
    }
  },
}

export interface BulkImport {
  readonly id: string
  readonly state: ImportState
  readonly encoding: string
  readonly createdAt: number
  /** Users that are still to be made. */
  readonly waiting: number
  readonly faults: number
}

export interface Fault {
  /** Of the line in the file. */
  readonly number: number
  readonly says: string
}

export interface WaitingLine {
  readonly number: number
  readonly user: NewUser
}

/** Imports between the upload and the last user made. Lines hold passwords: sealed, and gone with the user that is made of them. */
export function bulkImports(store: Store, seal: Seal) {
  const table = () => store.tables<BulkTables>()
  const countOf = async (from: 'bulk_lines' | 'bulk_faults', id: string) => {
    const row = await table()
      .selectFrom(from)
      .select((of) => of.fn.countAll().as('count'))
      .where('import_id', '=', id)
      .executeTakeFirstOrThrow()
    return Number(row.count)
  }
  return {
    async begin(id: string, encoding: string, now: number): Promise<void> {
      const row = { id, state: 'reading', encoding, created_at: now }
      await table().insertInto('bulk_imports').values(row).execute()
    },
    async addLines(id: string, lines: readonly WaitingLine[]): Promise<void> {
      if (lines.length === 0) return
      const rows = lines.map(({ number, user }) => ({
        import_id: id,
        number,
        sealed: seal.close(JSON.stringify(user), purpose),
      }))
      await table().insertInto('bulk_lines').values(rows).execute()
    },
    async addFaults(id: string, faults: readonly Fault[]): Promise<void> {
      if (faults.length === 0) return
      const rows = faults.map((fault) => ({ import_id: id, ...fault }))
      await table().insertInto('bulk_faults').values(rows).execute()
    },
    /** False where it was not in the state `from`: of two who press the button one is first. */
    async pass(id: string, from: ImportState, to: ImportState): Promise<boolean> {
      const row = await table()
        .updateTable('bulk_imports')
        .set({ state: to })
        .where('id', '=', id)
        .where('state', '=', from)
        .returning('id')
        .executeTakeFirst()
      return row !== undefined
    },
    async remove(id: string): Promise<void> {
      await table().deleteFrom('bulk_imports').where('id', '=', id).execute()
    },
    async find(id: string): Promise<BulkImport | undefined> {
      if (!isGuid(id)) return undefined
      const row = await table().selectFrom('bulk_imports').selectAll().where('id', '=', id).executeTakeFirst()
      if (!row) return undefined
      const waiting = await countOf('bulk_lines', id)
      const faults = await countOf('bulk_faults', id)
      const { encoding, created_at: createdAt } = row
      return { id, state: row.state as ImportState, encoding, createdAt, waiting, faults }
    },
    async faults(id: string, page: number): Promise<Listed<Fault>> {
      const found = await table()
        .selectFrom('bulk_faults')
        .select(['number', 'says'])
        .where('import_id', '=', id)
        .orderBy('number')
        .limit(pageLength + 1)
        .offset(offsetOf(page))
        .execute()
      return listed(found, page)
    },
    /** The next users to make. */
    async lines(id: string, most: number): Promise<readonly WaitingLine[]> {
      const rows = await table()
        .selectFrom('bulk_lines')
        .select(['number', 'sealed'])
        .where('import_id', '=', id)
        .orderBy('number')
        .limit(most)
        .execute()
      return rows.map(({ number, sealed }) => ({
        number,
        user: JSON.parse(seal.open(sealed, purpose)) as NewUser,
      }))
    },
    /** True for exactly one of those who take it. */
    async take(id: string, number: number): Promise<boolean> {
      const row = await table()
        .deleteFrom('bulk_lines')
        .where('import_id', '=', id)
        .where('number', '=', number)
        .returning('number')
        .executeTakeFirst()
      return row !== undefined
    },
    async running(): Promise<string | undefined> {
      const row = await table()
        .selectFrom('bulk_imports')
        .select('id')
        .where('state', '=', 'running')
        .orderBy('created_at')
        .limit(1)
        .executeTakeFirst()
      return row?.id
    },
    /** What nobody confirmed, and what is done, after a day. */
    async sweep(now: number): Promise<void> {
      await table()
        .deleteFrom('bulk_imports')
        .where('created_at', '<', now - keptFor)
        .where('state', '!=', 'running')
        .execute()
    },
  }
}
