import { beforeAll, expect, test } from 'vitest'
import { createApp } from '../http/index.ts'
import type { Store } from '../store/index.ts'
import { eachStore, type TestClock, testWorld } from '../testing/index.ts'
import { sessions, sessionsMigration } from './index.ts'

const minute = 60_000

eachStore((_engine, open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
    await store.migrate([sessionsMigration])
  })

  function house() {
    const clock: TestClock = { now: 1_795_000_000_000 }
    const kept = sessions({ store, cookie: 'session', idle: 30 * minute, absolute: 60 * minute })
    const app = createApp({ world: testWorld({ store, clock }), answer: (web) => web.text('failed', 500) })
    app.get('/open/:who', async (web) => {
      const ends = web.req.query('ends')
      const keep = web.req.query('keep')
      await kept.open(web, {
        subject: web.req.param('who'),
        ...(ends ? { endsBy: Number(ends) } : {}),
        ...(keep ? { keepFor: Number(keep) } : {}),
      })
      return web.text('opened')
    })
    app.get('/who', async (web) => web.text((await kept.current(web))?.subject ?? 'nobody'))
    app.get('/close', async (web) => {
      await kept.close(web)
      return web.text('closed')
    })
    const visit = (path: string, cookie = '') => app.request(path, { headers: { cookie } })
    const open = async (who: string, cookie = '') => {
      const header = (await visit(`/open/${who}`, cookie)).headers.getSetCookie().at(-1) ?? ''
      return header.slice(0, header.indexOf(';'))
    }
    const who = async (cookie: string) => (await visit('/who', cookie)).text()
    return { clock, kept, visit, open, who }
  }

  test('the cookie says SameSite, HttpOnly and the name of its server', async () => {
    const { visit } = house()
    const header = (await visit('/open/ann')).headers.getSetCookie().at(-1)
    expect(header).toMatch(/^postern-test-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
  })

  test('opening replaces: a fresh id, and the old one is nobody', async () => {
    const { open, who } = house()
    const first = await open('ann')
    const second = await open('bob', first)
    expect(second).not.toBe(first)
    expect([await who(first), await who(second)]).toEqual(['nobody', 'bob'])
  })

  test('one that is kept outlives the window and being unused, and ends when it was said', async () => {
    const { clock, visit, who } = house()
    const header = (await visit(`/open/ann?keep=${600 * minute}`)).headers.getSetCookie().at(-1) ?? ''
    expect(header).toContain('Max-Age=36000;')
    const cookie = header.slice(0, header.indexOf(';'))
    clock.now += 599 * minute
    expect(await who(cookie)).toBe('ann')
    clock.now += 2 * minute
    expect(await who(cookie)).toBe('nobody')
  })

  test('being used does not outlive the end that the opener gave', async () => {
    const { clock, open, who } = house()
    const cookie = await open(`ann?ends=${clock.now + 10 * minute}`)
    clock.now += 9 * minute
    expect(await who(cookie)).toBe('ann')
    clock.now += 2 * minute
    expect(await who(cookie)).toBe('nobody')
  })

  test('ends when idle, stays while used, and ends at its absolute end however much it is used', async () => {
    const { clock, open, who } = house()
    const idle = await open('ann')
    const used = await open('bob')
    clock.now += 29 * minute
    expect(await who(used)).toBe('bob')
    clock.now += 2 * minute
    expect([await who(idle), await who(used)]).toEqual(['nobody', 'bob'])
    clock.now += 28 * minute
    expect(await who(used)).toBe('bob')
    clock.now += minute
    expect(await who(used)).toBe('nobody')
  })

  test('a person can be signed out everywhere', async () => {
    const { kept, open, who } = house()
    const [one, two, other] = [await open('ann'), await open('ann'), await open('bob')]
    await kept.closeAll('ann')
    expect([await who(one), await who(two), await who(other)]).toEqual(['nobody', 'nobody', 'bob'])
  })

  test('sessions are listed and ended one by one, the others kept; nobody ends somebody else’s', async () => {
    const { clock, kept, open, who } = house()
    const one = await open('carl')
    clock.now += 1
    const two = await open('carl')
    const [newest, oldest] = await kept.list('carl', clock.now)
    expect([newest?.openedAt, oldest?.openedAt]).toEqual([clock.now, clock.now - 1])
    await kept.closeOne(newest?.key ?? '', 'dora')
    expect(await who(two)).toBe('carl')
    await kept.closeOne(newest?.key ?? '', 'carl')
    expect([await who(one), await who(two)]).toEqual(['carl', 'nobody'])
    await open('carl')
    if (oldest) await kept.closeOthers(oldest)
    expect((await kept.list('carl', clock.now)).map(({ key }) => key)).toEqual([oldest?.key])
    expect(await kept.list('carl', clock.now + 61 * minute)).toEqual([])
  })

  test('a made-up id is nobody', async () => {
    const { who } = house()
    expect(await who('postern-test-session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')).toBe('nobody')
  })
})
