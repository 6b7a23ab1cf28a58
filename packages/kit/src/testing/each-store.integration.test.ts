import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { eachStore } from './index.ts'

interface Tables {
  readonly letters: { readonly letter: string }
}

const letters = {
  name: '010-letters',
  up: async (database: import('kysely').Kysely<unknown>) => {
    await database.schema.createTable('letters').addColumn('letter', 'text').execute()
  },
}

eachStore((engine, open) => {
  test('opens the engine that it names', async () => {
    const store = await open()
    const version = engine === 'embedded' ? sql`select sqlite_version()` : sql`show server_version`
    const { rows } = await version.execute(store.tables())
    expect(rows).toHaveLength(1)
    expect(store.engine).toBe(engine)
  })

  test('gives every call an empty store of its own', async () => {
    const stores = [await open(), await open()]
    for (const store of stores) {
      await store.migrate([letters])
      expect(await store.tables<Tables>().selectFrom('letters').selectAll().execute()).toEqual([])
      await store.tables<Tables>().insertInto('letters').values({ letter: 'a' }).execute()
    }
  })

  test('sorts by code point, on both alike', async () => {
    const store = await open()
    await store.migrate([letters])
    const values = ['b', 'B', 'é', 'a', 'Z'].map((letter) => ({ letter }))
    await store.tables<Tables>().insertInto('letters').values(values).execute()
    const sorted = await store.tables<Tables>().selectFrom('letters').selectAll().orderBy('letter').execute()
    expect(sorted.map(({ letter }) => letter)).toEqual(['B', 'Z', 'a', 'b', 'é'])
  })
})
