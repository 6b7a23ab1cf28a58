import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '../connections/connection.ts'
import { makeAccounts } from './make-accounts.ts'
import { codeOf, locationOf, pathOf, type TestBrowser } from './test-browser.ts'
import { type TestHouse, testHouse } from './test-house.ts'

const minute = 60_000
const nameOf = (n: number) => `person${n}@contoso.example`

/** SAML, since then the page that ends a sign-in says whom Bitbucket is told of. */
eachStore((_engine, open) => {
  let house: TestHouse
  let connection: Connection
  beforeAll(async () => {
    house = await testHouse(await open(), { protocol: 'saml' })
    connection = await house.connection()
  })
  afterAll(() => house.stop())
  beforeEach(() => back())

  /** The administration over REST answers 503, as a proxy does before a Bitbucket that starts; its pages work. */
  const breakDown = () => {
    house.bitbucket.before = ({ path }) =>
      path.startsWith('api/latest/admin/') ? [503, '<html>'] : undefined
  }
  const back = () => {
    house.bitbucket.before = () => undefined
  }
  const signIn = (browser: TestBrowser, nameId: string) =>
    browser.answer(pathOf(connection), house.response(connection, { nameId }))
  const isIn = async (answer: Response) => (await answer.text()).includes('/plugins/servlet/samlconsumer')
  const accountsOf = (name: string) => house.bitbucket.users.filter((user) => user.name === name)
  const ports = () => ({ applications: house.applications, connections: house.connections })

  test('of 100 people 80 with an account come in, and 20 wait and come in by themselves when it is back', async () => {
    const known = Array.from({ length: 80 }, (_, n) => nameOf(n))
    const fresh = Array.from({ length: 20 }, (_, n) => nameOf(100 + n))
    for (const name of known) await signIn(house.browser(), name)
    breakDown()
    const comeIn = await Promise.all(known.map(async (name) => isIn(await signIn(house.browser(), name))))
    expect(comeIn.filter(Boolean)).toHaveLength(80)

    const waiting = await Promise.all(
      fresh.map(async (name) => {
        const browser = house.browser()
        const sent = await signIn(browser, name)
        expect(locationOf(sent)).toMatch(/^\/sign-in\/waiting\/[\w-]{32}$/)
        return { name, browser, path: locationOf(sent) }
      }),
    )
    house.clock.now += 10_000
    for (const { browser, path } of waiting.slice(0, 3)) {
      const page = await browser.get(path)
      expect(page.headers.get('refresh')).toBe('10')
      expect(await page.text()).toContain('Your account is not ready yet')
    }
    back()
    house.clock.now += 10_000
    const ended = await Promise.all(waiting.map(async ({ browser, path }) => isIn(await browser.get(path))))
    expect(ended.filter(Boolean)).toHaveLength(20)
    for (const name of [...known, ...fresh]) expect(accountsOf(name)).toHaveLength(1)
    const rows = await house.activity.list({ query: nameOf(100) })
    expect(rows.map(({ outcome }) => outcome)).toEqual(['signed-in'])
  }, 120_000)

  describe('somebody who waits', () => {
    let browser: TestBrowser
    let path: string
    let name: string
    let count = 200
    beforeEach(async () => {
      breakDown()
      browser = house.browser()
      name = nameOf(count++)
      path = locationOf(await signIn(browser, name))
      back()
    })

    test('has the account made though the page was left', async () => {
      house.clock.now += minute
      await makeAccounts(house.world, ports(), house.clock.now)
      expect(accountsOf(name)).toHaveLength(1)
      house.clock.now += 10_000
      expect(await isIn(await browser.get(path))).toBe(true)
      expect(accountsOf(name)).toHaveLength(1)
    })

    test('comes in once, and in this browser only', async () => {
      house.clock.now += minute
      const stranger = await house.browser().get(path)
      expect([stranger.status, await codeOf(stranger)]).toEqual([403, 'waited-too-long'])
      expect(await isIn(await browser.get(path))).toBe(true)
      expect(await codeOf(await browser.get(path))).toBe('waited-too-long')
    })

    test('is not let in by that page after half an hour', async () => {
      house.clock.now += 31 * minute
      expect(await codeOf(await browser.get(path))).toBe('waited-too-long')
    })

    test('is not let in when the connection was paused meanwhile', async () => {
      await house.connections.change(connection.id, { state: 'paused' })
      house.clock.now += minute
      expect(await codeOf(await browser.get(path))).toBe('connection-not-ready')
      await house.connections.change(connection.id, { state: 'active' })
    })

    test('is told when the account cannot be made at all', async () => {
      await house.connections.change(connection.id, { accounts: { create: false, groups: [] } })
      house.clock.now += minute
      const told = await browser.get(path)
      expect([told.status, await codeOf(told)]).toEqual([403, 'account-unknown'])
      await house.connections.change(connection.id, { accounts: connection.accounts })
    })
  })
})
