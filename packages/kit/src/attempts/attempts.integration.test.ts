import { beforeAll, expect, test } from 'vitest'
import { eachStore } from '../testing/index.ts'
import { type Attempts, attempts, attemptsMigration } from './index.ts'

const minute = 60_000

eachStore((_engine, open) => {
  let guesses: Attempts
  beforeAll(async () => {
    const store = await open()
    await store.migrate([attemptsMigration])
    guesses = attempts(store)
  })

  async function fail(key: string, times: number, at: number): Promise<void> {
    for (let time = 0; time < times; time++) await guesses.failed(key, at)
  }

  test('nine failures cost nothing, the tenth a minute, the next two', async () => {
    await fail('ann', 9, 1_000)
    expect(await guesses.waitUntil('ann', 1_000)).toBeUndefined()
    await fail('ann', 1, 1_000)
    expect(await guesses.waitUntil('ann', 1_000)).toBe(1_000 + minute)
    expect(await guesses.waitUntil('ann', 1_000 + minute)).toBeUndefined()
    await fail('ann', 1, 100_000)
    expect(await guesses.waitUntil('ann', 100_000)).toBe(100_000 + 2 * minute)
  })

  test('the pause is never longer than an hour', async () => {
    await fail('bob', 40, 0)
    expect(await guesses.waitUntil('bob', 0)).toBe(60 * minute)
  })

  test('counts failures that come at once, and forgets them after a success', async () => {
    await Promise.all(Array.from({ length: 10 }, () => guesses.failed('eve', 0)))
    expect(await guesses.waitUntil('eve', 0)).toBe(minute)
    await guesses.succeeded('eve')
    expect(await guesses.waitUntil('eve', 0)).toBeUndefined()
  })
})
