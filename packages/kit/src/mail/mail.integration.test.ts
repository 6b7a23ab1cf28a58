import { afterAll, beforeEach, expect, test } from 'vitest'
import { eachStore, type TestClock, testWorld } from '../testing/index.ts'
import { type Mail, mail, mailMigration } from './index.ts'
import { testMailServer } from './test-mail-server.ts'

const letter = { to: ['ann@contoso.example'], subject: 'A certificate expires', text: 'In 30 days: Ü.' }
const minute = 60_000

eachStore((_engine, open) => {
  const clock: TestClock = { now: 1_000_000 }
  let post: Mail
  let server: Awaited<ReturnType<typeof testMailServer>>

  beforeEach(async () => {
    const store = await open()
    await store.migrate([mailMigration])
    await server?.close()
    server = await testMailServer()
    const settings = { mail: { server: new URL(server.url), from: 'postern@contoso.example' } }
    const world = testWorld({ store, clock })
    post = mail({ ...world, settings: { ...world.settings, ...settings } })
  })
  afterAll(() => server.close())

  test('a letter arrives once, as it was written', async () => {
    await post.queue(letter)
    await post.sweep(clock.now)
    await post.sweep(clock.now + minute)
    expect(server.received).toHaveLength(1)
    expect(server.received[0]).toContain('Subject: A certificate expires')
    expect(server.received[0]).toContain('In 30 days: =C3=9C.')
  })

  test('two nodes send it once', async () => {
    await post.queue(letter)
    await Promise.all([post.sweep(clock.now), post.sweep(clock.now)])
    expect(server.received).toHaveLength(1)
  })

  test('a server that refuses is asked again a minute later, then after two', async () => {
    server.refuses = true
    await post.queue(letter)
    await post.sweep(clock.now)
    await post.sweep(clock.now + minute - 1)
    expect(server.refused).toBe(1)
    await post.sweep(clock.now + minute)
    expect(server.refused).toBe(2)
    server.refuses = false
    await post.sweep(clock.now + 2 * minute)
    expect(server.received).toHaveLength(0)
    await post.sweep(clock.now + 3 * minute)
    expect(server.received).toHaveLength(1)
  })

  test('after three days it is given up', async () => {
    server.refuses = true
    await post.queue(letter)
    await post.sweep(clock.now + 3 * 86_400_000)
    server.refuses = false
    await post.sweep(clock.now + 4 * 86_400_000)
    expect(server.received).toHaveLength(0)
  })
})
