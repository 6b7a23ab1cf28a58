import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { audit } from '../audit/store.ts'
import { locationOf } from '../sign-in/test-browser.ts'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { administrators } from './store.ts'
import { AdministratorBrowser, administratorOf, testPassword } from './test-administrator.ts'

const list = '/admin/administrators'
const day = 86_400_000

eachStore((_engine, open) => {
  let house: TestHouse
  let owner: AdministratorBrowser
  beforeAll(async () => {
    house = await testHouse(await open())
    owner = await administratorOf(house, 'ona')
  })
  afterAll(() => house.stop())
  const known = () => administrators(house.world.store)
  const idOf = async (userName: string) =>
    (await known().findByUserName(userName))?.administrator.id ?? 'none'
  const textOf = async (answer: Response | Promise<Response>) => (await answer).text()
  const linkIn = (text: string) =>
    /data-copy="[^"]*(\/admin\/invitation\?token=[\w-]+)"/.exec(text)?.[1] ?? ''
  const invite = async (userName: string, role: string) =>
    linkIn(await textOf(owner.submit(`${list}/invite`, { userName, role })))
  const chosen = { newPassword: 'seven quiet doors', againPassword: 'seven quiet doors' }

  test('somebody is invited by a link that works once, and chooses a password', async () => {
    const link = await invite('Ada', 'auditor')
    const invited = new AdministratorBrowser(house.origin)
    for (const [fields, said] of [
      [{ newPassword: 'short', againPassword: 'short' }, 'at least 12 characters'],
      [{ newPassword: 'adaadaadaadaada', againPassword: 'adaadaadaadaada' }, 'harder to guess'],
      [{ ...chosen, againPassword: 'another password' }, 'the same password in both'],
    ] as const)
      expect(await textOf(invited.submit(link, fields))).toContain(said)
    expect(locationOf(await invited.submit(link, chosen))).toBe('/admin/profile')
    expect(await textOf(invited.get('/admin/profile'))).toContain('Auditor. Reads every page')
    const again = await new AdministratorBrowser(house.origin).get(link)
    expect([again.status, (await again.text()).includes('invitation-over')]).toEqual([404, true])
  })

  test('a link ends after three days, when it is withdrawn, and when another is made', async () => {
    const visitor = new AdministratorBrowser(house.origin)
    const first = await invite('Bea', 'administrator')
    const second = await invite('bea', 'administrator')
    expect([(await visitor.get(first)).status, (await visitor.get(second)).status]).toEqual([404, 200])
    const [, withdraw = ''] = /action="([^"]+withdraw)"/.exec(await textOf(owner.get(list))) ?? []
    await owner.submit(withdraw, {}, {}, list)
    expect((await visitor.get(second)).status).toBe(404)
    const third = await invite('Bea', 'administrator')
    house.clock.now += 3 * day
    expect((await visitor.get(third)).status).toBe(404)
    owner = await administratorOf(house, 'ona')
  })

  test('a bad user name, one that is taken and no role are refused, and what was typed stays', async () => {
    for (const [userName, said] of [
      ['<b>', 'Enter a user name of letters'],
      ['ONA', 'ONA is an administrator already'],
    ] as const) {
      const page = await textOf(owner.submit(`${list}/invite`, { userName, role: '' }))
      expect([page.includes(said), page.includes('Choose a role.')]).toEqual([true, true])
      expect(page).toContain(`value="${userName.replace('<b>', '&lt;b&gt;')}"`)
    }
  })

  test('the last owner stays one: not by role, not disabled, not removed', async () => {
    const ona = await idOf('ona')
    for (const [path, fields] of [
      ['', { role: 'auditor' }],
      ['/disable', {}],
      ['/remove', { confirm: 'ona' }],
    ] as const) {
      const refused = await owner.submit(`${list}/${ona}${path}`, fields, {}, `${list}/${ona}`)
      expect([path, refused.status, (await refused.text()).includes('last-owner')]).toEqual([path, 409, true])
    }
    expect(await known().find(ona)).toMatchObject({ role: 'owner', disabled: false })
  })

  test('of two owners who take each other’s role at once, one stays', async () => {
    await administratorOf(house, 'otto')
    const ids = [await known().require(await idOf('ona')), await known().require(await idOf('otto'))]
    const tried = await Promise.allSettled(ids.map(({ id }) => known().change(id, { role: 'auditor' })))
    expect(tried.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    for (const { id } of ids) await known().change(id, { role: 'owner' })
  })

  test('a disabled administrator is out at once, and cannot sign in', async () => {
    const other = await administratorOf(house, 'dora', 'administrator')
    const path = `${list}/${await idOf('dora')}`
    expect(await textOf(owner.get(path))).toContain('Unknown browser')
    await owner.submit(`${path}/disable`, {}, {}, path)
    expect((await other.get('/admin')).status).toBe(303)
    const fields = { userName: 'dora', password: testPassword }
    expect(await textOf(other.submit('/admin/sign-in', fields))).toContain('is not correct')
    await owner.submit(`${path}/enable`, {}, {}, path)
    expect(locationOf(await other.submit('/admin/sign-in', fields))).toBe('/admin')
  })

  test('an owner ends a session of somebody, removes an account, and each is in the audit log', async () => {
    const other = await administratorOf(house, 'emil', 'administrator')
    const path = `${list}/${await idOf('emil')}`
    const [, session = ''] = /name="session" value="([^"]+)"/.exec(await textOf(owner.get(path))) ?? []
    await owner.submit(`${path}/sessions`, { session }, {}, path)
    expect((await other.get('/admin')).status).toBe(303)
    expect(await textOf(owner.submit(`${path}/remove`, { confirm: 'emi' }))).toContain('Type emil exactly')
    await owner.submit(`${path}/remove`, { confirm: 'emil' })
    expect(await known().findByUserName('emil')).toBeUndefined()
    const log = (await audit(house.world.store).list({ query: 'emil' })).map(({ action }) => action)
    expect(log.toSorted()).toEqual(['Administrator removed', 'Session ended'])
  })

  test('only owners change anything here', async () => {
    const other = await administratorOf(house, 'flo', 'administrator')
    const ona = await idOf('ona')
    expect(await textOf(other.get(list))).not.toContain('Invite administrator')
    for (const path of [
      `${list}/invite`,
      `${list}/${ona}/disable`,
      `${list}/${ona}/remove`,
      `${list}/${ona}/link`,
    ])
      expect((await other.submit(path, { confirm: 'ona' }, {}, list)).status, path).toBe(403)
  })

  test('a new link replaces password and second factor, for somebody who lost them', async () => {
    const before = await administratorOf(house, 'gil', 'administrator')
    const link = linkIn(await textOf(owner.submit(`${list}/${await idOf('gil')}/link`, {})))
    expect((await before.get('/admin')).status).toBe(200)
    const found = new AdministratorBrowser(house.origin)
    expect(locationOf(await found.submit(link, chosen))).toBe('/admin/profile')
    expect((await before.get('/admin')).status).toBe(303)
    const signIn = { userName: 'gil', password: chosen.newPassword }
    expect(locationOf(await before.submit('/admin/sign-in', signIn))).toBe('/admin')
  })
})
