import { eachStore } from '@postern/kit/testing'
import { expect, test } from 'vitest'
import { acceptances, acceptancesMigration } from './acceptances.ts'

eachStore((_engine, open) => {
  test('of many at once one is accepted, on every node; it is remembered until its time', async () => {
    const store = await open()
    await store.migrate([acceptancesMigration])
    const kept = acceptances(store)
    const accepted = await Promise.all(Array.from({ length: 20 }, () => kept.accept('issuer', '_1', 1_000)))
    expect(accepted.filter(Boolean)).toHaveLength(1)
    expect(await kept.accept('another issuer', '_1', 1_000)).toBe(true)
    await kept.sweep(1_000)
    expect(await kept.has('issuer', '_1')).toBe(true)
    await kept.sweep(1_001)
    expect(await kept.has('issuer', '_1')).toBe(false)
  })
})
