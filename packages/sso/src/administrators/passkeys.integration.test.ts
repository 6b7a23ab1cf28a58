import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { locationOf } from '../sign-in/test-browser.ts'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { administratorId } from './administrator.ts'
import { secondFactors } from './second-factor.ts'
import { administrators } from './store.ts'
import { administratorOf, testPassword } from './test-administrator.ts'
import { add, passkeyHands, profile, proof, signIn, textOf, typed } from './test-passkey.ts'

const straight = `${signIn}/passkey`
const minute = 60_000

eachStore((_engine, open) => {
  let house: TestHouse
  let hands: ReturnType<typeof passkeyHands>
  beforeAll(async () => {
    house = await testHouse(await open())
    hands = passkeyHands(house)
  })
  afterAll(() => house.stop())

  test('the first passkey brings recovery codes, ends other sessions, and is written down', async () => {
    const browser = await administratorOf(house, 'ada')
    const other = hands.visitor()
    await other.submit(signIn, typed('ada'))
    const { options, answer } = await hands.addTo(browser, 'Laptop')
    expect([answer.status, /data-copy="(?:[A-Z2-9]{5}-?){3} /.test(await answer.text())]).toEqual([200, true])
    expect([options.user.name, options.user.id.includes('ada'), options.rp.id]).toEqual([
      'ada',
      false,
      'localhost',
    ])
    expect([(await browser.get(profile)).status, (await other.get(profile)).status]).toEqual([200, 303])
    const page = await textOf(browser.get(profile))
    for (const words of ['Laptop', 'Never', '10 recovery codes are left']) expect(page).toContain(words)
    const next = await hands.addTo(browser, 'Key ring')
    expect(next.options.excludeCredentials).toHaveLength(1)
    expect(locationOf(next.answer)).toBe(`${profile}?done=passkey-added`)
    expect(await hands.actionsOn('ada')).toEqual(['Passkey added', 'Passkey added'])
  })

  test('the fresh proof is given by a passkey; the password alone is none any more', async () => {
    const { browser, device } = await hands.withPasskey('gil')
    house.clock.now += 11 * minute
    const asked = locationOf(await browser.get(add))
    expect(asked).toBe(`/admin/proof?next=${encodeURIComponent(add)}`)
    const password = { next: add, password: testPassword }
    expect((await browser.submit('/admin/proof', password, {}, asked)).status).toBe(400)
    const wrong = await hands.used(browser, device, proof, { page: asked, bent: { userVerified: false } })
    const refused = await browser.submit(proof, { next: add, credential: wrong.credential }, {}, asked)
    expect([refused.status, (await refused.text()).includes('(passkey-wrong)')]).toEqual([400, true])
    expect((await browser.get(add)).status).toBe(303)
    const right = await hands.used(browser, device, proof, { page: asked })
    const sent = await browser.submit(proof, { next: add, credential: right.credential }, {}, asked)
    expect([locationOf(sent), (await browser.get(add)).status]).toEqual([add, 200])
  })

  test('a form that came too late is sent on after a passkey, too', async () => {
    const { browser, device } = await hands.withPasskey('hal')
    house.clock.now += 11 * minute
    const email = { email: 'hal@contoso.example' }
    const stopped = await (await browser.submit(`${profile}/email`, email, {}, profile)).text()
    const kept = /name="kept" value="([^"]+)"/.exec(stopped)?.[1]?.replaceAll('&quot;', '"') ?? ''
    const { credential } = await hands.used(browser, device, proof, { page: '/admin/proof' })
    const fields = { next: `${profile}/email`, kept, credential }
    const onward = await textOf(browser.submit(proof, fields, {}, '/admin/proof'))
    expect([onward.includes(`action="${profile}/email"`), onward.includes('hal@contoso.example')]).toEqual([
      true,
      true,
    ])
  })

  test('renamed, removed: what is lost is named, the last one takes the recovery codes along', async () => {
    const { browser, device } = await hands.withPasskey('lea')
    const codes = async () =>
      secondFactors(house.world.store, house.world.seal).countRecoveryCodes(
        administratorId(await hands.idOf('lea')),
      )
    house.clock.now += 1
    await hands.addTo(browser, 'Key ring')
    const page = await textOf(browser.get(profile))
    const [one = '', two = ''] = [...page.matchAll(/passkeys\/([0-9a-f]{24})\/rename/g)].map(([, id]) => id)
    const path = (id: string, what: string) => `${profile}/passkeys/${id}/${what}`
    const same = await browser.submit(path(one, 'rename'), { name: 'key RING' })
    expect([same.status, (await same.text()).includes('already')]).toEqual([400, true])
    expect(locationOf(await browser.submit(path(one, 'rename'), { name: 'Old laptop' }))).toContain('renamed')
    const asks = await textOf(browser.get(path(one, 'remove')))
    for (const words of ['Remove Old laptop', 'Your other passkey stays.']) expect(asks).toContain(words)
    const other = hands.visitor()
    expect((await (await administratorOf(house, 'max')).get(path(one, 'remove'))).status).toBe(404)
    expect(locationOf(await other.get(path(one, 'remove')))).toContain(signIn)
    const { credential } = await hands.used(other, device, straight, { page: signIn })
    expect(locationOf(await other.submit(straight, { credential }, {}, signIn))).toBe('/admin')
    await browser.submit(path(one, 'remove'), {})
    expect([(await other.get(profile)).status, await codes()]).toEqual([303, 10])
    expect(await textOf(browser.get(path(two, 'remove')))).toContain('It is your only second factor')
    expect(locationOf(await browser.submit(path(two, 'remove'), {}))).toContain('removed')
    expect(await codes()).toBe(0)
    expect(locationOf(await other.submit(signIn, typed('lea')))).toBe('/admin')
    const kept = administrators(house.world.store)
    expect((await kept.findByUserName('lea'))?.administrator.hasPasskey).toBe(false)
    expect((await hands.actionsOn('lea')).toSorted()).toEqual(
      ['Passkey added', 'Passkey added', 'Passkey removed', 'Passkey removed', 'Passkey renamed'].toSorted(),
    )
    await hands.addTo(browser, 'New')
    expect(await textOf(browser.get(profile))).toContain('10 recovery codes are left')
  })

  test('the app is turned off: passkeys and recovery codes stay; after it only what is left counts', async () => {
    const { browser, recovery } = await hands.withPasskey('mia')
    const { store, seal } = house.world
    expect(await textOf(browser.get(`${profile}/app`))).toContain('Those that you have stop working then.')
    await secondFactors(store, seal).setCode(administratorId(await hands.idOf('mia')), 'A'.repeat(32), 1)
    expect(await textOf(browser.get(profile))).toContain('asks for a passkey or a code of your app')
    const off = `${profile}/app/off`
    expect(await textOf(browser.get(off))).toContain('Passkeys and recovery codes stay as they are.')
    expect(locationOf(await browser.submit(off, {}))).toContain('done=off')
    const again = hands.visitor()
    const page = locationOf(await again.submit(signIn, typed('mia')))
    const shown = await textOf(again.get(page))
    expect([shown.includes('Use a passkey'), shown.includes('authenticator app shows')]).toEqual([
      true,
      false,
    ])
    const [code = ''] = recovery
    expect(locationOf(await again.submit(page, { code }))).toBe('/admin')
  })

  test('adding and removing ask for a fresh proof; there is an end to how many', async () => {
    const { browser } = await hands.withPasskey('ned')
    for (let n = 2; n <= 10; n++) await hands.addTo(browser, `Key ${n}`)
    const full = await browser.get(add)
    expect([full.status, (await full.text()).includes('passkeys-full')]).toEqual([409, true])
    const { answer: eleventh } = await hands.addTo(browser, 'Key 11', {}, profile)
    expect([eleventh.status, (await eleventh.text()).includes('passkeys-full')]).toEqual([409, true])
    const page = await textOf(browser.get(profile))
    expect(page).toContain('You have 10 passkeys, which is the most.')
    const remove = /\/admin\/profile\/passkeys\/[0-9a-f]{24}\/remove/.exec(page)?.[0] ?? ''
    house.clock.now += 11 * minute
    expect(locationOf(await browser.get(remove))).toContain('/admin/proof')
    expect((await browser.submit(remove, {}, {}, profile)).status).toBe(403)
    expect((await browser.submit(add, { name: 'More', credential: '' }, {}, profile)).status).toBe(403)
    expect(await textOf(browser.get(profile))).toContain('You have 10 passkeys')
  })

  test('an owner’s link takes the passkeys and sets a new password', async () => {
    const { device } = await hands.withPasskey('pia')
    const owner = await administratorOf(house, 'ona')
    const made = await textOf(owner.submit(`/admin/administrators/${await hands.idOf('pia')}/link`, {}))
    const link = new URL(/data-copy="([^"]+)"/.exec(made)?.[1] ?? '', house.origin)
    const browser = hands.visitor()
    const password = { newPassword: 'nine quiet doors', againPassword: 'nine quiet doors' }
    const sent = await browser.submit(`${link.pathname}${link.search}`, password)
    expect(locationOf(sent)).toBe(profile)
    expect(await textOf(browser.get(profile))).toContain('A password alone lets you in.')
    const { store, seal } = house.world
    const pia = administratorId(await hands.idOf('pia'))
    expect(await secondFactors(store, seal).countRecoveryCodes(pia)).toBe(0)
    const guest = hands.visitor()
    const { credential } = await hands.used(guest, device, straight, { page: signIn })
    expect(await textOf(guest.submit(straight, { credential }, {}, signIn))).toContain('(passkey-unknown)')
    expect(await textOf(owner.get(`/admin/administrators/${await hands.idOf('pia')}`))).toContain(
      'None: a password',
    )
  })
})
