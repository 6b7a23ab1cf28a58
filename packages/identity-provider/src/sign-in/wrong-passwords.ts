import type { Migration, Store } from '@postern/kit/store'

interface WrongPasswordTables {
  wrong_passwords: { key: string; tags: string; last_at: number }
}

const remembered = 3
const forgottenAfter = 86_400_000

export const wrongPasswordsMigration: Migration = {
  name: '043-wrong-passwords',
  up: async (database) => {
    await database.schema
      .createTable('wrong_passwords')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('tags', 'text', (column) => column.notNull())
      .addColumn('last_at', 'bigint', (column) => column.notNull())
      .execute()
  },
}

/**
 * The last three wrong passwords of each key, as tags that only the server's key makes: a telephone that tries an old
 * password again and again guesses nothing new and locks nobody out (entra.md 3.4, Lock-out).
 */
export function wrongPasswords(store: Store) {
  const table = () => store.tables<WrongPasswordTables>()
  return {
    /** Whether it was among them; it is now. */
    async isRepeated(key: string, tag: string, now: number): Promise<boolean> {
      const row = await table()
        .selectFrom('wrong_passwords')
        .select('tags')
        .where('key', '=', key)
        .executeTakeFirst()
      const before = row?.tags.split(' ') ?? []
      const fresh = {
        tags: [tag, ...before.filter((other) => other !== tag)].slice(0, remembered).join(' '),
        last_at: now,
      }
      await table()
        .insertInto('wrong_passwords')
        .values({ key, ...fresh })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(fresh))
        .execute()
      return before.includes(tag)
    },
    async sweep(now: number): Promise<void> {
      await table()
        .deleteFrom('wrong_passwords')
        .where('last_at', '<', now - forgottenAfter)
        .execute()
    },
  }
}
