import { eachStore } from '@postern/kit/testing'
import { TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { locationOf } from '../sign-in/test-browser.ts'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { AdministratorBrowser, administratorOf, testPassword } from './test-administrator.ts'

const profile = '/admin/profile'
const half = 30_000

eachStore((_engine, open) => {
  let house: TestHouse
  beforeAll(async () => {
    house = await testHouse(await open())
  })
  afterAll(() => house.stop())
  const textOf = async (answer: Response | Promise<Response>) => (await answer).text()

  /** An administrator with an app, signed in; what the app shows, and the recovery codes. */
  async function withApp(userName: string) {
    const browser = await administratorOf(house, userName)
    const page = await textOf(browser.get(`${profile}/app`))
    const [, secret = ''] = /data-copy="([A-Z2-7]{32})"/.exec(page) ?? []
    const [, sealed = ''] = /name="sealed" value="([^"]+)"/.exec(page) ?? []
    const app = new TOTP({ secret })
    const code = () => app.generate({ timestamp: house.clock.now })
    const wrong = await browser.submit(`${profile}/app`, { sealed, code: '000000' })
    expect([wrong.status, (await wrong.text()).includes(`data-copy="${secret}"`)]).toEqual([400, true])
    const shown = await textOf(browser.submit(`${profile}/app`, { sealed, code: code() }))
    const recovery = (/data-copy="([^"]+)"/.exec(shown)?.[1] ?? '').split(' ')
    const visitor = new AdministratorBrowser(house.origin)
    const half = await visitor.submit('/admin/sign-in', {
      userName,
      password: testPassword,
      next: '/admin/audit',
    })
    return { browser, code, recovery, visitor, asked: locationOf(half) }
  }

  test('after the password the sign-in asks for a code, once each, and goes where one wanted', async () => {
    const { code, visitor, asked } = await withApp('ada')
    expect(asked).toBe('/admin/sign-in/code?next=%2Fadmin%2Faudit')
    expect((await visitor.get('/admin')).status).toBe(303)
    const send = (typed: string) =>
      visitor.submit('/admin/sign-in/code', { code: typed, next: '/admin/audit' }, {}, asked)
    const used = await send(code())
    expect([used.status, (await used.text()).includes('Code is not one that counts now')]).toEqual([
      400,
      true,
    ])
    house.clock.now += half
    expect(locationOf(await send(code()))).toBe('/admin/audit')
    expect((await visitor.get('/admin/audit')).status).toBe(200)
  })

  test('a recovery code counts once, however it is typed', async () => {
    const { recovery, visitor, asked } = await withApp('bea')
    expect([recovery.length, new Set(recovery).size]).toEqual([10, 10])
    const [first = ''] = recovery
    const send = () => visitor.submit('/admin/sign-in/code', { code: ` ${first.toLowerCase()} ` }, {}, asked)
    expect(locationOf(await send())).toBe('/admin')
    expect(await textOf(visitor.get(profile))).toContain('9 recovery codes are left')
    await visitor.submit('/admin/sign-in', { userName: 'bea', password: testPassword })
    expect((await send()).status).toBe(400)
  })

  test('whoever typed no password is asked for no code, and five minutes later neither', async () => {
    const stranger = new AdministratorBrowser(house.origin)
    expect(locationOf(await stranger.get('/admin/sign-in/code'))).toBe('/admin/sign-in')
    const { visitor, asked } = await withApp('carl')
    expect((await visitor.get(asked)).status).toBe(200)
    house.clock.now += 5 * 60_000
    expect(locationOf(await visitor.get(asked))).toBe('/admin/sign-in')
  })

  test('the fresh proof asks for both, and turning it off needs it', async () => {
    const { browser, code } = await withApp('emil')
    house.clock.now += 11 * 60_000
    const off = `${profile}/app/off`
    const asked = locationOf(await browser.get(off))
    expect(asked).toContain('/admin/proof')
    const prove = (fields: Record<string, string>) =>
      browser.submit('/admin/proof', { next: off, password: testPassword, ...fields }, {}, asked)
    expect((await prove({})).status).toBe(400)
    expect(locationOf(await prove({ code: code() }))).toBe(off)
    await browser.submit(off, {})
    const signIn = { userName: 'emil', password: testPassword }
    const visitor = new AdministratorBrowser(house.origin)
    expect(locationOf(await visitor.submit('/admin/sign-in', signIn))).toBe('/admin')
  })

  test('a changed password ends every other session; a form of another administrator’s app does not count', async () => {
    const one = await administratorOf(house, 'flo')
    const two = new AdministratorBrowser(house.origin)
    await two.submit('/admin/sign-in', { userName: 'flo', password: testPassword })
    const other = await administratorOf(house, 'gil')
    const [, sealed = ''] =
      /name="sealed" value="([^"]+)"/.exec(await textOf(other.get(`${profile}/app`))) ?? []
    expect(locationOf(await two.submit(`${profile}/app`, { sealed, code: '1' }))).toBe(`${profile}/app`)
    const password = { newPassword: 'nine quiet doors', againPassword: 'nine quiet doors' }
    expect(locationOf(await one.submit(`${profile}/password`, password, {}, profile))).toContain(
      'done=password',
    )
    expect([(await one.get(profile)).status, (await two.get(profile)).status]).toEqual([200, 303])
  })

  test('an e-mail address is judged, and kept in the field', async () => {
    const browser = await administratorOf(house, 'hal', 'auditor')
    const wrong = await browser.submit(`${profile}/email`, { email: 'hal at home' }, {}, profile)
    const page = await wrong.text()
    expect([
      wrong.status,
      page.includes('Enter one E-mail address'),
      page.includes('value="hal at home"'),
    ]).toEqual([400, true, true])
    await browser.submit(`${profile}/email`, { email: 'hal@contoso.example' }, {}, profile)
    expect(await textOf(browser.get(profile))).toContain('value="hal@contoso.example"')
  })

  test('codes are not guessed', async () => {
    const { visitor, asked } = await withApp('dora')
    let said = ''
    for (let n = 0; n < 11; n++)
      said = await textOf(visitor.submit('/admin/sign-in/code', { code: `00000${n % 10}` }, {}, asked))
    expect(said).toContain('Too many attempts failed.')
    house.clock.now += 2 * 3_600_000
  })
})
