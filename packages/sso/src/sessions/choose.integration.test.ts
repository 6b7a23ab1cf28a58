import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { locationOf, pathOf } from '../sign-in/test-browser.ts'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'

eachStore((_engine, open) => {
  let house: TestHouse
  beforeAll(async () => {
    house = await testHouse(await open())
  })
  afterAll(() => house.stop())

  const page = async (path: string, browser = house.browser()) => (await browser.get(path)).text()
  const links = (text: string) => [...text.matchAll(/\/sp\/([0-9a-f]+)\/login"/g)].map(([, id]) => id)

  test('the start page names every way in, and leads straight on by idp, login_hint or what is typed', async () => {
    expect(await page('/')).toContain('Nobody can sign in yet')
    const contoso = await house.connection()
    const fabrikam = await house.connection({ knownDomains: ['fabrikam.example'] })
    const text = await page('/')
    expect(links(text)).toEqual([contoso.id, fabrikam.id])
    expect(text).not.toContain('Work address or name')
    const lead = async (query: string) => locationOf(await house.browser().get(`/?${query}`))
    expect(await lead(`idp=${fabrikam.id}`)).toBe(pathOf(fabrikam))
    expect(await lead(`idp=${encodeURIComponent(fabrikam.name)}&login_hint=ann@fabrikam.example`)).toBe(
      `${pathOf(fabrikam)}?login_hint=ann%40fabrikam.example`,
    )
    expect(await lead('login_hint=ann@contoso.example')).toBe(
      `${pathOf(contoso)}?login_hint=ann%40contoso.example`,
    )
    expect(await lead('q=fabrikam.example')).toBe(pathOf(fabrikam))
    expect(await lead('idp=https://evil.example&login_hint=x')).toBe('')
    expect(await page('/?q=nobody@nowhere.example')).toContain('Nothing is known of “nobody@nowhere.example”')
  })

  test('many are searched and shown by the page, the one of last time first', async () => {
    for (let n = 0; n < 25; n++) await house.connection()
    const browser = house.browser()
    const last = await house.connection({ name: 'Zulu' })
    expect(
      (await browser.answer(pathOf(last), house.response(last, { nameId: 'z@contoso.example' }))).status,
    ).toBe(303)
    const csrf = /name="csrf" value="([^"]+)"/.exec(await page('/', browser))?.[1] ?? ''
    await browser.post('/sign-out', { csrf })
    const first = await page('/', browser)
    expect(first).toContain('Work address or name')
    expect(links(first)[0]).toBe(last.id)
    const second = await page('/?page=2', browser)
    expect(new Set([...links(first), ...links(second)]).size).toBe(28)
    expect(links(await page('/?q=zul'))).toEqual([last.id])
  })
})
