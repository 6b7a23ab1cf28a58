import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { locationOf } from '../sign-in/test-browser.ts'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { makeFirstAdministrator } from './first.ts'
import { administrators } from './store.ts'
import { AdministratorBrowser, administratorOf, testPassword } from './test-administrator.ts'

eachStore((_engine, open) => {
  let house: TestHouse
  beforeAll(async () => {
    house = await testHouse(await open())
  })
  afterAll(() => house.stop())
  const browser = () => new AdministratorBrowser(house.origin)

  test('the first administrator is made by a start that finds none, and by no other', async () => {
    const first = (userName: string) => ({
      ...house.world,
      settings: { ...house.world.settings, firstAdministrator: { userName, password: testPassword } },
    })
    const known = administrators(house.world.store)
    await makeFirstAdministrator(first('first'))
    await makeFirstAdministrator(first('second'))
    expect(await known.findByUserName('FIRST')).toBeDefined()
    expect(await known.findByUserName('second')).toBeUndefined()
  })

  test('nobody else comes below /admin; after sign-in one is where one wanted to be', async () => {
    const visitor = browser()
    for (const path of ['/admin', '/admin/connections', '/admin/activity/1', '/admin/nothing'])
      expect(locationOf(await visitor.get(path))).toBe(`/admin/sign-in?next=${encodeURIComponent(path)}`)
    expect(locationOf(await visitor.post('/admin/connections', {}))).toBe('/admin/sign-in')
    const fields = { userName: 'first', password: testPassword, next: '/admin/activity' }
    expect(locationOf(await visitor.submit('/admin/sign-in', fields))).toBe('/admin/activity')
    expect((await visitor.get('/admin/activity')).status).toBe(200)
  })

  test('sign-out ends it on the server too', async () => {
    const owner = await administratorOf(house)
    const before = new Map(owner.cookies)
    expect(locationOf(await owner.submit('/admin/sign-out', {}, {}, '/admin'))).toBe('/admin/sign-in')
    for (const [name, value] of before) owner.cookies.set(name, value)
    expect((await owner.get('/admin')).status).toBe(303)
  })

  test('who signs in as somebody else is told beforehand that this ends a session', async () => {
    const owner = await administratorOf(house, 'ona')
    expect(await (await owner.get('/admin/sign-in')).text()).toContain('You are signed in as ona.')
    await administratorOf(house, 'otto')
    const fields = { userName: 'otto', password: testPassword }
    const before = new Map(owner.cookies)
    await owner.submit('/admin/sign-in', fields)
    expect(await (await owner.get('/admin')).text()).toContain('<b>otto</b>')
    for (const [name, value] of before) owner.cookies.set(name, value)
    expect((await owner.get('/admin')).status).toBe(303)
  })

  test('a wrong name and a wrong password are answered alike; the name stays, the password does not', async () => {
    const visitor = browser()
    const texts = []
    for (const userName of ['first', 'nobody']) {
      const answer = await visitor.submit('/admin/sign-in', { userName, password: 'wrong <secret>' })
      expect(answer.status).toBe(400)
      texts.push((await answer.text()).replace(`value="${userName}"`, ''))
    }
    expect(texts[0]).toBe(texts[1])
    expect(texts[0]).not.toContain('secret')
  })

  test('guessing is slowed down, also for the right password, and for names that do not exist', async () => {
    const visitor = browser()
    for (const userName of ['first', 'no such person']) {
      let said = ''
      for (let n = 0; n < 11; n++)
        said = await (await visitor.submit('/admin/sign-in', { userName, password: 'wrong' })).text()
      expect(said).toContain('Too many attempts')
    }
    const right = await visitor.submit('/admin/sign-in', { userName: 'first', password: testPassword })
    expect([right.status, visitor.cookies.has('sso-administrator')]).toEqual([400, false])
    house.clock.now += 2 * 3_600_000
    await visitor.submit('/admin/sign-in', { userName: 'first', password: testPassword })
    expect(visitor.cookies.has('sso-administrator')).toBe(true)
  })
})
