import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestAuthenticator } from '../passkeys/test-authenticator.ts'
import { locationOf } from '../sign-in/test-browser.ts'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { administrators } from './store.ts'
import { add, passkeyHands, signIn, textOf, typed } from './test-passkey.ts'

const straight = `${signIn}/passkey`
const second = `${signIn}/code/passkey`

eachStore((_engine, open) => {
  let house: TestHouse
  let hands: ReturnType<typeof passkeyHands>
  beforeAll(async () => {
    house = await testHouse(await open())
    hands = passkeyHands(house)
  })
  afterAll(() => house.stop())

  test('a passkey alone signs in, tells nobody who has one, and goes where one wanted', async () => {
    const { device } = await hands.withPasskey('bea')
    const browser = hands.visitor()
    const { options, credential } = await hands.used(browser, device, straight, { page: signIn })
    expect(options).not.toHaveProperty('allowCredentials')
    const sent = await browser.submit(straight, { credential, next: '/admin/audit' }, {}, signIn)
    expect([sent.status, locationOf(sent)]).toEqual([303, '/admin/audit'])
    expect((await browser.get('/admin/audit')).status).toBe(200)
    const again = await browser.submit(straight, { credential }, {}, signIn)
    expect([again.status, (await again.text()).includes('(passkey-replayed)')]).toEqual([400, true])
  })

  test('an answer counts in the browser that was asked, and not elsewhere', async () => {
    const { device } = await hands.withPasskey('carl')
    const { credential } = await hands.used(hands.visitor(), device, straight, { page: signIn })
    const thief = hands.visitor()
    expect(await textOf(thief.submit(straight, { credential }, {}, signIn))).toContain('(passkey-late)')
    expect((await thief.get('/admin')).status).toBe(303)
  })

  test('after the password: one’s own passkey, and nobody else’s', async () => {
    const { device, recovery } = await hands.withPasskey('dora')
    const { device: other } = await hands.withPasskey('emil')
    const browser = hands.visitor()
    const page = locationOf(await browser.submit(signIn, { ...typed('dora'), next: '/admin/audit' }))
    expect(page).toBe('/admin/sign-in/code?next=%2Fadmin%2Faudit')
    expect((await browser.get('/admin')).status).toBe(303)
    const shown = await textOf(browser.get(page))
    for (const words of ['Use a passkey', 'Recovery code', 'Passkeys need JavaScript'])
      expect(shown).toContain(words)
    const theirs = await hands.used(browser, other, second, { page })
    expect(theirs.options.allowCredentials?.map(({ id }) => id)).toEqual([device.credentialId])
    const refused = await browser.submit(second, { credential: theirs.credential }, {}, page)
    expect([refused.status, (await refused.text()).includes('(passkey-unknown)')]).toEqual([400, true])
    const own = await hands.used(browser, device, second, { page })
    const wrongDoor = await browser.submit(straight, { credential: own.credential }, {}, signIn)
    expect(await wrongDoor.text()).toContain('(passkey-late)')
    const right = await hands.used(browser, device, second, { page })
    const sent = await browser.submit(second, { ...right, options: '', next: '/admin/audit' }, {}, page)
    expect([locationOf(sent), locationOf(await browser.get(page))]).toEqual(['/admin/audit', signIn])
    const lost = hands.visitor()
    await lost.submit(signIn, typed('dora'))
    const [code = ''] = recovery
    expect(locationOf(await lost.submit('/admin/sign-in/code', { code }, {}, page))).toBe('/admin')
  })

  test('without a script nothing breaks: the form comes back and says what it needs', async () => {
    const browser = hands.visitor()
    const sent = await browser.submit(straight, { credential: '' }, {}, signIn)
    const page = await sent.text()
    expect([sent.status, page.includes('(passkey-unsent)'), page.includes('name="password"')]).toEqual([
      400,
      true,
      true,
    ])
    const { browser: own } = await hands.withPasskey('fay')
    const kept = await own.submit(add, { name: 'Second', credential: '' }, {}, add)
    expect([kept.status, (await kept.text()).includes('value="Second"')]).toEqual([400, true])
    const stranger = hands.visitor()
    await stranger.get(signIn)
    expect(locationOf(await stranger.submit(second, { credential: '' }, {}, signIn))).toBe(signIn)
    expect(locationOf(await stranger.submit(`${second}/options`, {}, {}, signIn))).toBe(signIn)
  })

  test('a counter that goes back stops the copy, and stands in the audit log', async () => {
    const { device } = await hands.withPasskey('ida')
    const browser = hands.visitor()
    const first = await hands.used(browser, device, straight, { page: signIn, bent: { counter: 9 } })
    expect((await browser.submit(straight, { ...first, options: '' }, {}, signIn)).status).toBe(303)
    const copy = await hands.used(browser, device, straight, { page: signIn, bent: { counter: 3 } })
    expect(await textOf(browser.submit(straight, { ...copy, options: '' }, {}, signIn))).toContain(
      '(passkey-counter)',
    )
    expect(await hands.actionsOn('ida')).toContain('Passkey refused, of which there may be a copy')
  })

  test('another origin is refused, when one is added and when one is used', async () => {
    const elsewhere = 'https://postern.evil.example'
    const { browser, device } = await hands.withPasskey('jo')
    const added = await hands.addTo(browser, 'Phished', { origin: elsewhere })
    expect([added.answer.status, (await added.answer.text()).includes('(passkey-origin)')]).toEqual([
      400,
      true,
    ])
    const guest = hands.visitor()
    const sent = await hands.used(guest, device, straight, { page: signIn, bent: { origin: elsewhere } })
    expect(await textOf(guest.submit(straight, { ...sent, options: '' }, {}, signIn))).toContain(
      '(passkey-origin)',
    )
  })

  test('a disabled administrator’s passkey says what an unknown one says', async () => {
    const { device } = await hands.withPasskey('kim')
    await administrators(house.world.store).change(
      (await administrators(house.world.store).require(await hands.idOf('kim'))).id,
      {
        disabled: true,
      },
    )
    const says = async (of: TestAuthenticator) => {
      const browser = hands.visitor()
      const { credential } = await hands.used(browser, of, straight, { page: signIn })
      const page = await textOf(browser.submit(straight, { credential }, {}, signIn))
      return page.match(/This passkey does not let you in here[^<]*/)?.[0]
    }
    const stranger = new TestAuthenticator(house.origin)
    stranger.handle = device.handle
    expect(await says(device)).toContain('(passkey-unknown)')
    expect(await says(stranger)).toBe(await says(device))
  })

  test('attempts are counted', async () => {
    const { device } = await hands.withPasskey('rob')
    const browser = hands.visitor()
    const page = locationOf(await browser.submit(signIn, typed('rob')))
    let said = ''
    for (let n = 0; n < 11; n++) {
      const { credential } = await hands.used(browser, device, second, {
        page,
        bent: { userVerified: false },
      })
      said = await textOf(browser.submit(second, { credential }, {}, page))
    }
    expect(said).toContain('Too many attempts failed.')
    house.clock.now += 2 * 3_600_000
  })
})
