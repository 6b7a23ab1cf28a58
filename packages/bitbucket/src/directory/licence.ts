import type { Store } from '@postern/kit/store'
import { sql } from 'kysely'
import { type By, changesOf, record } from '../audit/index.ts'
import { directoryProblem } from './problems.ts'
import type { DirectoryTables } from './tables.ts'

/** How many users may be licensed; undefined for as many as there are. */
export interface Licence {
  readonly maximum: number | undefined
  readonly text: string
  /** Epoch milliseconds; undefined while none was entered. */
  readonly enteredAt: number | undefined
}

/** The licence, and the seats that are taken: one by each active user with any global permission (bitbucket.md 2.3, 6). */
export function licences(store: Store) {
  const tables = () => store.tables<DirectoryTables>()
  const get = async (): Promise<Licence> => {
    const row = await tables().selectFrom('licence').selectAll().executeTakeFirst()
    if (!row) return { maximum: undefined, text: '', enteredAt: undefined }
    return { maximum: row.maximum ?? undefined, text: row.text, enteredAt: row.entered_at }
  }
  const seats = async (): Promise<number> => {
    const own = tables().selectFrom('user_permissions').select('user_id')
    const byGroup = tables()
      .selectFrom('group_permissions')
      .innerJoin('memberships', 'memberships.group_key', 'group_permissions.group_key')
      .select('user_id')
    const { count } = await tables()
      .selectFrom('users')
      .select(sql<number>`count(*)`.as('count'))
      .where('active', '=', 1)
      .where('id', 'in', own.union(byGroup))
      .executeTakeFirstOrThrow()
    return Number(count)
  }
  return {
    get,
    seats,
    async enter(by: By, text: string, maximum: number | undefined): Promise<void> {
      const values = { text, maximum: maximum ?? null, entered_at: by.from.now }
      await store.transaction(async (inner) => {
        const before = await licences(inner).get()
        await inner
          .tables<DirectoryTables>()
          .insertInto('licence')
          .values({ only: 'only', ...values })
          .onConflict((conflict) => conflict.column('only').doUpdateSet(values))
          .execute()
        const seats = (most: number | undefined) => ({ 'Maximum number of users': most ?? 'Unlimited' })
        await record(inner, by, {
          category: 'Global administration',
          summary: 'Licence entered',
          affected: [{ kind: 'Setting', name: 'Licensing' }],
          changes: changesOf(seats(before.maximum), seats(maximum)),
        })
      })
    },
    async isExceeded(): Promise<boolean> {
      const { maximum } = await get()
      return maximum !== undefined && (await seats()) > maximum
    },
  }
}

export type Licences = ReturnType<typeof licences>

/**
 * Does a change inside its transaction and undoes it, by throwing, where it would take a seat that the licence does not
 * hold. Who is over the limit already may still take seats back.
 */
export async function withinLicence<T>(inner: Store, work: () => Promise<T>): Promise<T> {
  const { get, seats } = licences(inner)
  const { maximum } = await get()
  if (maximum === undefined) return work()
  const before = await seats()
  const done = await work()
  const after = await seats()
  if (after > maximum && after > before) throw directoryProblem('licence-exceeded', { maximum })
  return done
}
