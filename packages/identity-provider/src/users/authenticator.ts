import { checkOneTimeCode } from '@postern/kit/one-time-code'
import type { Seal } from '@postern/kit/seal'
import type { Migration, Store } from '@postern/kit/store'

interface AuthenticatorTables {
  authenticators: { user_id: string; secret: string; last_step: number | null; added_at: number }
}

const purpose = 'authenticator'

export const authenticatorsMigration: Migration = {
  name: '042-authenticators',
  up: async (database) => {
    await database.schema
      .createTable('authenticators')
      .addColumn('user_id', 'text', (column) =>
        column.primaryKey().references('users.id').onDelete('cascade'),
      )
      .addColumn('secret', 'text', (column) => column.notNull())
      .addColumn('last_step', 'bigint')
      .addColumn('added_at', 'bigint', (column) => column.notNull())
      .execute()
  },
}

/** The authenticator app of a person: a second factor at every sign-in from then on. One a person; its secret is sealed. */
export function authenticators(store: Store, seal: Seal) {
  const table = () => store.tables<AuthenticatorTables>()
  const find = (userId: string) =>
    table().selectFrom('authenticators').selectAll().where('user_id', '=', userId).executeTakeFirst()
  return {
    /** Since when there is one, epoch milliseconds; undefined where there is none. */
    async since(userId: string): Promise<number | undefined> {
      return (await find(userId))?.added_at
    },
    /** Takes the place of the one before. `step`: that of the code which proved that the app has the secret. */
    async add(userId: string, of: { secret: string; step: number; now: number }): Promise<void> {
      const secret = seal.close(of.secret, purpose)
      const fresh = { secret, last_step: of.step, added_at: of.now }
      await table()
        .insertInto('authenticators')
        .values({ user_id: userId, ...fresh })
        .onConflict((conflict) => conflict.column('user_id').doUpdateSet(fresh))
        .execute()
    },
    async remove(userId: string): Promise<void> {
      await table().deleteFrom('authenticators').where('user_id', '=', userId).execute()
    },
    /** Whether the code is right; each is taken once, also of two that come at the same time (RFC 6238, 5.2). */
    async take(userId: string, code: string, now: number): Promise<boolean> {
      const row = await find(userId)
      if (!row) return false
      const after = row.last_step ?? undefined
      const step = checkOneTimeCode({ secret: seal.open(row.secret, purpose), code, now, after })
      if (step === undefined) return false
      const taken = await table()
        .updateTable('authenticators')
        .set({ last_step: step })
        .where('user_id', '=', userId)
        .where((of) => of.or([of('last_step', 'is', null), of('last_step', '<', step)]))
        .returning('user_id')
        .executeTakeFirst()
      return taken !== undefined
    },
  }
}
