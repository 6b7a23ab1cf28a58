import { randomBytes } from 'node:crypto'
import { eachStore } from '@postern/kit/testing'
import { beforeEach, expect, test } from 'vitest'
import { migrations } from '../migrations.ts'
import { type Audit, audit, type By, changesOf, record, source } from './index.ts'

const day = 86_400_000

eachStore((_, open) => {
  let store: Awaited<ReturnType<typeof open>>
  let log: Audit
  let now: number
  const by = (name = 'anna'): By => ({
    user: { name },
    from: source({ address: '192.0.2.7', reference: 'ABCD-EF', now, random: randomBytes }),
  })
  const event = (summary: string, name = 'developers') =>
    ({ category: 'Users and groups', summary, affected: [{ kind: 'Group', name }] }) as const
  const summaries = async (filter: Parameters<Audit['list']>[0]) =>
    (await log.list(filter)).map(({ summary }) => summary)
  beforeEach(async () => {
    store = await open()
    await store.migrate(migrations)
    log = audit(store)
    now = Date.UTC(2026, 5, 1)
  })

  test('an event is found by part of its author, its summary, what it affected and where it came from', async () => {
    await record(store, by('Ännchen'), event('Group created', '100 % of_us'))
    for (const text of ['ännch', 'ÄNN', 'group cr', '100 %', 'of_us', '192.0.2', 'abcd-ef', ''])
      expect([text, await summaries({ text })]).toEqual([text, ['Group created']])
    for (const text of ['%_', 'ofxus', 'bert']) expect([text, await summaries({ text })]).toEqual([text, []])
    expect(await summaries({ text: '', category: 'Users and groups' })).toHaveLength(1)
    expect(await summaries({ text: '', category: 'Permissions' })).toEqual([])
  })

  test('the newest comes first, also of one request, and pages hold each event once', async () => {
    const author = by()
    for (let n = 0; n < 120; n++) await record(store, author, event(`Step ${n}`))
    const seen: string[] = []
    let before: string | undefined
    for (let page = 0; page < 3; page++) {
      const found = await log.list({ text: '', before })
      seen.push(...found.slice(0, 50).map(({ summary }) => summary))
      expect(found.length).toBe([51, 51, 20][page])
      before = found[49]?.id
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_one, n) => `Step ${119 - n}`))
  })

  test('where nothing differs nothing is written; a value is cut where a page could not show it', async () => {
    const facts = { Name: 'Shop', Public: false, Scopes: ['a', 'b'] }
    await record(store, by(), { ...event('Project changed'), changes: changesOf(facts, facts) })
    expect(await log.list({ text: '' })).toEqual([])
    const changes = changesOf(facts, { ...facts, Public: true, Name: 'x'.repeat(900), Scopes: [] })
    expect(changes.map(({ label }) => label)).toEqual(['Name', 'Public', 'Scopes'])
    expect(changes[0]?.to).toHaveLength(501)
    expect(changes.slice(1)).toEqual([
      { label: 'Public', from: 'No', to: 'Yes' },
      { label: 'Scopes', from: 'a, b', to: undefined },
    ])
  })

  test('what is older than three years goes', async () => {
    await record(store, by(), event('Old'))
    now += 3 * 366 * day + 1
    await record(store, by(), event('New'))
    await log.sweep(now - 2)
    expect(await summaries({ text: '' })).toEqual(['New', 'Old'])
    await log.sweep(now)
    expect(await summaries({ text: '' })).toEqual(['New'])
  })

  test('beyond 100,000 events the oldest go', async () => {
    const row = {
      at: now,
      author: 'anna',
      category: 'Security',
      summary: 'Many',
      affected: '[]',
      changes: '[]',
      address: null,
      reference: null,
      search: 'anna',
    }
    const tables = store.tables<{ audit_events: typeof row & { id: string } }>()
    await store.transaction(async (inner) => {
      const events = inner.tables<{ audit_events: typeof row & { id: string } }>()
      for (let first = 0; first < 100_500; first += 1_500) {
        const values = Array.from({ length: 1_500 }, (_one, n) => {
          return { ...row, id: `${now}${String(first + n).padStart(8, '0')}` }
        })
        await events.insertInto('audit_events').values(values).execute()
      }
    })
    await log.sweep(now)
    const { count } = await tables
      .selectFrom('audit_events')
      .select((of) => of.fn.countAll().as('count'))
      .executeTakeFirstOrThrow()
    expect(Number(count)).toBe(100_000)
    expect(await log.find(`${now}00000499`)).toBeUndefined()
    expect(await log.find(`${now}00000500`)).toBeDefined()
  }, 60_000)
})
