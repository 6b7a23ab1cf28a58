import type { Store } from '@postern/kit/store'
import type { DirectoryTables } from './tables.ts'

/** The next number of a series, counted from 1; never given out twice, also when what had it is deleted. */
export async function nextNumber(store: Store, series: string): Promise<number> {
  const { last } = await store
    .tables<DirectoryTables>()
    .insertInto('numbers')
    .values({ name: series, last: 1 })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((of) => ({ last: of('numbers.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}
