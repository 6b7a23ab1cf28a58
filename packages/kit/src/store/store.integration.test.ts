import type { Kysely } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { eachStore } from '../testing/index.ts'
import type { Store } from './index.ts'

interface Tables {
  things: { id: string; at: number; flag: number }
}

const things = {
  name: '010-things',
  up: async (database: Kysely<unknown>) => {
    await database.schema
      .createTable('things')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('flag', 'integer', (column) => column.notNull())
      .execute()
  },
}

eachStore((_engine, open) => {
  let store: Store
  const table = (of: Store) => of.tables<Tables>()
  beforeAll(async () => {
    store = await open()
    await store.migrate([things])
  })

  test('a bigint of epoch milliseconds comes back as the same number', async () => {
    await table(store).insertInto('things').values({ id: 'time', at: 1_795_000_000_123, flag: 0 }).execute()
    const row = await table(store)
      .selectFrom('things')
      .selectAll()
      .where('id', '=', 'time')
      .executeTakeFirst()
    expect(row).toEqual({ id: 'time', at: 1_795_000_000_123, flag: 0 })
  })

  test('of fifty who insert one key at once exactly one wins', async () => {
    const claim = () =>
      table(store)
        .insertInto('things')
        .values({ id: 'once', at: 1, flag: 0 })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst()
    const won = await Promise.all(Array.from({ length: 50 }, claim))
    expect(won.filter((row) => row !== undefined)).toHaveLength(1)
  })

  test('a transaction that throws leaves nothing', async () => {
    const failing = store.transaction(async (inner) => {
      await table(inner).insertInto('things').values({ id: 'undone', at: 1, flag: 0 }).execute()
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    const row = await table(store)
      .selectFrom('things')
      .select('id')
      .where('id', '=', 'undone')
      .executeTakeFirst()
    expect(row).toBeUndefined()
  })

  test('a transaction inside a transaction is the same one', async () => {
    await store.transaction((outer) =>
      outer.transaction(async (inner) => {
        await table(inner).insertInto('things').values({ id: 'nested', at: 1, flag: 0 }).execute()
      }),
    )
    const row = await table(store)
      .selectFrom('things')
      .select('id')
      .where('id', '=', 'nested')
      .executeTakeFirst()
    expect(row).toEqual({ id: 'nested' })
  })

  test('migrations that have run do not run again, and a later one of an earlier number still runs', async () => {
    const early = {
      name: '005-early',
      up: async (database: Kysely<unknown>) => {
        await database.schema.createTable('early').addColumn('id', 'text').execute()
      },
    }
    await store.migrate([things, early])
    await store.migrate([things, early])
    expect(await store.tables<{ early: { id: string } }>().selectFrom('early').selectAll().execute()).toEqual(
      [],
    )
  })
})
