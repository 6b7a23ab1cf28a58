import { hashPassword, verifyPassword } from '@postern/kit/password'
import type { Migration, Store } from '@postern/kit/store'
import type { World } from '@postern/kit/world'
import { letters } from '../administrators/second-factor.ts'

interface Row {
  id: string
  number: number
  hash: string
  made_at: number
  made_by: string
  tested_at: number | null
  used_at: number | null
  used_from: string | null
  acknowledged_at: number | null
  acknowledged_by: string | null
}

interface Tables {
  break_glass_codes: Row
}

export const breakGlassMigration: Migration = {
  name: '064-break-glass',
  up: async (database) => {
    await database.schema
      .createTable('break_glass_codes')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('made_at', 'bigint', (column) => column.notNull())
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('tested_at', 'bigint')
      .addColumn('used_at', 'bigint')
      .addColumn('used_from', 'text')
      .addColumn('acknowledged_at', 'bigint')
      .addColumn('acknowledged_by', 'text')
      .execute()
  },
}

export const howMany = 8
/** Codes that were used are shown as long as they are among so many. */
const mostShown = 100

/** One code, without what lets in. Times are epoch milliseconds. */
export interface BreakGlassCode {
  /** Its first five letters, by which it is found. */
  readonly id: string
  /** Which of those that were made together. */
  readonly number: number
  readonly madeAt: number
  readonly madeBy: string
  readonly testedAt: number | undefined
  readonly used: { readonly at: number; readonly from: string } | undefined
  readonly acknowledged: { readonly at: number; readonly by: string } | undefined
}

/** What was typed, as its first group and the rest; undefined where it cannot be a code. */
function parts(typed: string): { readonly id: string; readonly secret: string } | undefined {
  const all = typed.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return all.length === 25 ? { id: all.slice(0, 5), secret: all.slice(5) } : undefined
}

/** The first letters of what was typed, '' where it cannot be a code. */
export const idOf = (typed: string): string => parts(typed)?.id ?? ''

/** Codes that let an administrator in when nothing else does, each once: 98 bits, kept as argon2id. */
export function breakGlass(store: Store) {
  const table = () => store.tables<Tables>()
  return {
    /** Those that are left and those that were used, newest first. */
    async list(): Promise<readonly BreakGlassCode[]> {
      const rows = table().selectFrom('break_glass_codes').selectAll().orderBy('made_at', 'desc')
      return (await rows.orderBy('number').limit(mostShown).execute()).map(read)
    },
    async find(id: string): Promise<BreakGlassCode | undefined> {
      const row = await table()
        .selectFrom('break_glass_codes')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
      return row && read(row)
    },
    /** Whether the rest of it is right, too. */
    async verify({ id }: BreakGlassCode, typed: string): Promise<boolean> {
      const rows = table().selectFrom('break_glass_codes').select('hash').where('id', '=', id)
      return verifyPassword((await rows.executeTakeFirst())?.hash, parts(typed)?.secret ?? '')
    },
    /** False where it was used already: of two who use it at once, one comes in. */
    async use({ id }: BreakGlassCode, at: number, from: string): Promise<boolean> {
      const used = await table()
        .updateTable('break_glass_codes')
        .set({ used_at: at, used_from: from })
        .where('id', '=', id)
        .where('used_at', 'is', null)
        .executeTakeFirst()
      return used.numUpdatedRows === 1n
    },
    async tested({ id }: BreakGlassCode, at: number): Promise<void> {
      await table().updateTable('break_glass_codes').set({ tested_at: at }).where('id', '=', id).execute()
    },
    /** The first use of a code that nobody has looked into. */
    async alarm(): Promise<BreakGlassCode | undefined> {
      const row = await table()
        .selectFrom('break_glass_codes')
        .selectAll()
        .where('used_at', 'is not', null)
        .where('acknowledged_at', 'is', null)
        .orderBy('used_at')
        .limit(1)
        .executeTakeFirst()
      return row && read(row)
    },
    async acknowledge(id: string, at: number, by: string): Promise<boolean> {
      const done = await table()
        .updateTable('break_glass_codes')
        .set({ acknowledged_at: at, acknowledged_by: by })
        .where('id', '=', id)
        .where('used_at', 'is not', null)
        .where('acknowledged_at', 'is', null)
        .executeTakeFirst()
      return done.numUpdatedRows === 1n
    },
    /** Keeps new codes in place of those that were not used. */
    async replace(made: readonly MadeCode[], by: string, at: number): Promise<void> {
      await table().deleteFrom('break_glass_codes').where('used_at', 'is', null).execute()
      const rows = made.map(({ id, hash }, n) => ({ id, number: n + 1, hash, made_at: at, made_by: by }))
      await table().insertInto('break_glass_codes').values(rows).execute()
    },
  }
}

export type BreakGlass = ReturnType<typeof breakGlass>

interface MadeCode {
  readonly id: string
  readonly hash: string
  /** As it is printed, this once. */
  readonly code: string
}

/** Outside a transaction, since hashing takes its time. */
export async function makeCodes(random: World['random']): Promise<readonly MadeCode[]> {
  const made: MadeCode[] = []
  while (made.length < howMany) {
    const code = letters(random, 5)
    const { id, secret } = parts(code) ?? { id: '', secret: '' }
    if (!made.some((one) => one.id === id)) made.push({ id, hash: await hashPassword(secret), code })
  }
  return made
}

const read = (row: Row): BreakGlassCode => ({
  id: row.id,
  number: row.number,
  madeAt: row.made_at,
  madeBy: row.made_by,
  testedAt: row.tested_at ?? undefined,
  used: row.used_at === null ? undefined : { at: row.used_at, from: row.used_from ?? '' },
  acknowledged:
    row.acknowledged_at === null ? undefined : { at: row.acknowledged_at, by: row.acknowledged_by ?? '' },
})
