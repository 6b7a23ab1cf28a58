import { mail } from '@postern/kit/mail'
import { eachStore, testMailServer } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { administrators } from '../administrators/store.ts'
import { AdministratorBrowser, administratorOf } from '../administrators/test-administrator.ts'
import { audit } from '../audit/store.ts'
import { locationOf } from '../sign-in/test-browser.ts'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'

const page = '/admin/break-glass'
const enter = '/admin/sign-in/break-glass'

eachStore((_engine, open) => {
  let house: TestHouse
  let post: Awaited<ReturnType<typeof testMailServer>>
  let owner: AdministratorBrowser
  let codes: readonly string[]
  let homeBefore: string
  beforeAll(async () => {
    post = await testMailServer()
    house = await testHouse(await open(), {
      mail: { server: new URL(post.url), from: 'postern@contoso.example' },
    })
    owner = await administratorOf(house, 'ona')
    const known = administrators(house.world.store)
    const ona = await known.findByUserName('ona')
    if (ona) await known.setEmail(ona.administrator.id, 'ona@contoso.example')
    await house.connection()
    homeBefore = await textOf(owner.get('/admin'))
    codes = await make()
  })
  afterAll(async () => {
    await house.stop()
    await post.close()
  })
  const textOf = async (answer: Response | Promise<Response>) => (await answer).text()
  const make = async () =>
    [
      ...(await textOf(owner.submit(`${page}/make`, {}))).matchAll(
        /<code>((?:[A-Z2-9]{5}-){4}[A-Z2-9]{5})<\/code>/g,
      ),
    ].map(([, code = '']) => code)
  const use = (code: string) => new AdministratorBrowser(house.origin).submit(enter, { code })

  test('eight codes are shown once, and not kept as they are', async () => {
    expect([codes.length, new Set(codes).size]).toEqual([8, 8])
    const shown = await textOf(owner.get(page))
    expect(shown).toContain('8 break-glass codes are left')
    expect(shown).not.toContain(codes[0])
    expect(shown.replaceAll('<wbr/>', '')).toContain(`${house.bitbucket.baseUrl}/login?auth_fallback`)
    const kept = await house.world.store
      .tables<{ break_glass_codes: { hash: string } }>()
      .selectFrom('break_glass_codes')
      .select('hash')
      .execute()
    for (const { hash } of kept) expect(hash).toMatch(/^\$argon2id\$/)
  })

  test('Home asks for codes until there are some', async () => {
    const asks = 'There are no break-glass codes.'
    expect([homeBefore, await textOf(owner.get('/admin'))].map((home) => home.includes(asks))).toEqual([
      true,
      false,
    ])
  })

  test('a code is tested without being used up, by who may change something', async () => {
    const [code = ''] = codes
    for (let n = 0; n < 2; n++)
      expect(await textOf(owner.submit(`${page}/test`, { code: code.toLowerCase() }, {}, page))).toContain(
        'is right and unused.',
      )
    const wrong = `${code.slice(0, 5)}-AAAAA-AAAAA-AAAAA-AAAAA`
    expect(await textOf(owner.submit(`${page}/test`, { code: wrong }, {}, page))).toContain(
      'or it is mistyped',
    )
    const auditor = await administratorOf(house, 'ada', 'auditor')
    expect((await auditor.submit(`${page}/test`, { code }, {}, page)).status).toBe(403)
  })

  test('a code lets in once, as an owner, for half an hour; trust can be changed with it', async () => {
    const browser = new AdministratorBrowser(house.origin)
    expect(locationOf(await browser.submit(enter, { code: codes[0] ?? '' }))).toBe(page)
    expect((await browser.get('/admin/administrators/invite')).status).toBe(200)
    const again = await use(codes[0] ?? '')
    expect([again.status, (await again.text()).includes('was used before')]).toEqual([400, true])
    house.clock.now += 20 * 60_000
    expect((await browser.get('/admin/administrators/invite')).status).toBe(200)
    house.clock.now += 11 * 60_000
    expect(locationOf(await browser.get('/admin'))).toContain('/admin/sign-in')
    owner = await administratorOf(house, 'ona')
  })

  test('of two who use it at once, one comes in', async () => {
    const statuses = (await Promise.all([use(codes[1] ?? ''), use(codes[1] ?? '')])).map(
      ({ status }) => status,
    )
    expect(statuses.toSorted((a, b) => a - b)).toEqual([303, 400])
  })

  test('its use is told on every page and by mail, until an administrator has looked into it', async () => {
    const browser = new AdministratorBrowser(house.origin)
    await browser.submit(enter, { code: codes[2] ?? '' })
    for (const path of ['/admin', '/admin/connections', page])
      expect(await textOf(owner.get(path)), path).toContain('was used on')
    await mail(house.world).sweep(house.clock.now)
    expect(post.received.at(-1)).toContain('Subject: A break-glass code was used')
    expect(post.received.at(-1)).toContain('To: ona@contoso.example')
    expect(post.received.join()).not.toContain(codes[2])
    const acknowledge = async (by: AdministratorBrowser) => {
      const [, action = ''] = /action="([^"]+acknowledge)"/.exec(await textOf(by.get(page))) ?? []
      return by.submit(action, {}, {}, page)
    }
    expect(await textOf(acknowledge(browser))).toContain('alarm-needs-administrator')
    for (let n = 0; n < 3; n++) await acknowledge(owner)
    expect(await textOf(owner.get('/admin'))).not.toContain('was used on')
    const log = await audit(house.world.store).list({ query: 'by break-glass' })
    expect(log.map(({ who }) => who.name)).toContain('Break-glass')
  })

  test('garbage costs nothing, guesses at a code are slowed down, and those at passwords keep it open', async () => {
    for (const code of ['', 'x', 'A'.repeat(60), "' or 1=1 --"]) {
      const refused = await use(code)
      expect([refused.status, (await refused.text()).includes('or it is mistyped')]).toEqual([400, true])
    }
    const visitor = new AdministratorBrowser(house.origin)
    for (let n = 0; n < 11; n++)
      await visitor.submit('/admin/sign-in', { userName: `guess${n}`, password: 'wrong' })
    expect((await use(codes[3] ?? '')).status).toBe(303)
    const wrong = `${codes[4]?.slice(0, 5)}-AAAAA-AAAAA-AAAAA-AAAAA`
    let said = ''
    for (let n = 0; n < 11; n++) said = await textOf(use(wrong))
    expect(said).toContain('Too many attempts failed.')
    house.clock.now += 2 * 3_600_000
    owner = await administratorOf(house, 'ona')
  })

  test('whoever came in by a code has no account, and new codes end the old', async () => {
    const browser = new AdministratorBrowser(house.origin)
    await browser.submit(enter, { code: codes[5] ?? '' })
    expect(await textOf(browser.get('/admin/profile'))).toContain('no-account')
    const fresh = await make()
    expect((await use(codes[6] ?? '')).status).toBe(400)
    expect((await use(fresh[0] ?? '')).status).toBe(303)
  })
})
