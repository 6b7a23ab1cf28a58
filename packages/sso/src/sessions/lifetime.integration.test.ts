import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AdministratorBrowser, administratorOf } from '../administrators/test-administrator.ts'
import type { Connection } from '../connections/connection.ts'
import { begin, locationOf, pathOf, type TestBrowser } from '../sign-in/test-browser.ts'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'

const minute = 60_000

eachStore((_engine, open) => {
  let house: TestHouse
  let connection: Connection
  let owner: AdministratorBrowser
  beforeAll(async () => {
    house = await testHouse(await open())
    connection = await house.connection()
    owner = await administratorOf(house, 'ona')
  })
  afterAll(() => house.stop())

  async function signedIn(): Promise<TestBrowser> {
    const browser = house.browser()
    const { request, relayState } = await begin(browser, connection)
    await browser.answer(
      pathOf(connection),
      house.response(connection, { inResponseTo: request.id }),
      relayState,
    )
    return browser
  }
  const textOf = async (answer: Response | Promise<Response>) => (await answer).text()
  const isIn = async (browser: TestBrowser) => (await textOf(browser.get('/'))).includes('You are signed in')
  const choose = (idle: string, longest: string) => owner.submit('/admin/sessions', { idle, longest })

  test('a person stays as long as the console says, from now on', async () => {
    const before = await signedIn()
    expect(locationOf(await choose('5', '1'))).toContain('done=saved')
    const browser = await signedIn()
    house.clock.now += 4 * minute
    expect(await isIn(browser)).toBe(true)
    house.clock.now += 6 * minute
    expect([await isIn(browser), await isIn(before)]).toEqual([false, true])
    owner = await administratorOf(house, 'ona')
    await choose('60', '10')
    const used = await signedIn()
    for (let n = 0; n < 3; n++) {
      house.clock.now += 25 * minute
      expect(await isIn(used)).toBe(true)
    }
    owner = await administratorOf(house, 'ona')
    await choose('60', '1')
    expect(await isIn(used)).toBe(false)
    await choose('60', '10')
  })

  test('what is out of bounds is refused at its field, and stays typed', async () => {
    for (const [idle, longest, said] of [
      ['4', '10', 'Enter a number of minutes from 5 to 1440.'],
      ['60', '721', 'Enter a number of hours from 1 to 720.'],
      ['x', '', 'Enter a number of hours from 1 to 720.'],
      ['90', '1', 'no more minutes than the hours below'],
    ] as const) {
      const answer = await choose(idle, longest)
      const page = await answer.text()
      expect([answer.status, page.includes(said), page.includes(`value="${idle}"`)]).toEqual([
        400,
        true,
        true,
      ])
    }
  })

  test('an administrator sees where somebody is signed in, and ends one; the other stays', async () => {
    const [one, two] = [await signedIn(), await signedIn()]
    const account =
      /\/admin\/accounts\/(?!decisions)[\w-]+/.exec(await textOf(owner.get('/admin/accounts')))?.[0] ?? ''
    expect(await textOf(owner.get(account))).toContain(`${account}/sessions`)
    const list = await textOf(owner.get(`${account}/sessions`))
    const keys = [...list.matchAll(/name="session" value="([^"]+)"/g)].map(([, key = '']) => key)
    expect(keys.length).toBeGreaterThanOrEqual(2)
    await owner.submit(`${account}/sessions`, { session: keys[0] ?? '' })
    expect([await isIn(one), await isIn(two)].filter(Boolean)).toHaveLength(1)
  })

  test('a person signs out everywhere', async () => {
    const [one, two] = [await signedIn(), await signedIn()]
    const page = await textOf(one.get('/'))
    expect(page).toMatch(/Sign out here and in (one|\d+) other browser/)
    const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
    await one.post('/sign-out', { csrf, everywhere: 'yes' })
    expect([await isIn(one), await isIn(two)]).toEqual([false, false])
  })
})
