import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '../connections/connection.ts'
import { type TestHouse, testHouse } from './test-house.ts'
import { type InteractionHands, interactionHands } from './test-interaction.ts'

eachStore((_engine, open) => {
  let house: TestHouse
  let hands: InteractionHands
  let connection: Connection
  beforeAll(async () => {
    house = await testHouse(await open())
    hands = await interactionHands(house)
  })
  afterAll(() => house.stop())
  beforeEach(async () => {
    connection = await hands.onlyConnection()
  })

  describe('with two connections', () => {
    let other: Connection
    beforeEach(async () => {
      other = await house.connection({ knownDomains: ['fabrikam.example'] })
    })

    test('people choose; by name, or by their address', async () => {
      const browser = house.browser()
      const { answer: shown, url } = await hands.follow(browser, hands.asks())
      const text = await shown.text()
      expect(text).toContain('Choose your identity provider')
      expect(text).toContain('to open Bitbucket')
      expect(shown.headers.get('content-security-policy')).not.toContain('form-action')
      expect(text).toContain(`?connection=${connection.id}`)
      expect(text).toContain(`?connection=${other.id}`)
      const byAddress = await hands.follow(browser, `${url.pathname}?q=ann@fabrikam.example`)
      expect(hands.asked(byAddress.url).request.issuer?.value).toBe(other.address)
      expect(byAddress.url.searchParams.get('login_hint')).toBe('ann@fabrikam.example')
      const byName = await hands.follow(browser, `${url.pathname}?q=${encodeURIComponent(other.name)}`)
      expect(await byName.answer.text()).not.toContain(`?connection=${connection.id}`)
      const clicked = hands.asked(
        (await hands.follow(browser, `${url.pathname}?connection=${connection.id}`)).url,
      )
      expect(hands.isBack((await hands.answer(connection, browser, clicked)).url)).toBe(true)
      const next = await hands.follow(browser, hands.asks({ prompt: 'login' }))
      expect(await next.answer.text()).toContain('You used this last time on this browser')
    })

    test('a hint whose domain is known by one of them leads there', async () => {
      const at = hands.asked(
        (await hands.follow(house.browser(), hands.asks({ login_hint: 'ann@fabrikam.example' }))).url,
      )
      expect(at.request.issuer?.value).toBe(other.address)
    })
  })

  describe('with several connections', () => {
    test('the application may name one, by id or name (idp)', async () => {
      const other = await house.connection({ knownDomains: ['fabrikam.example'] })
      for (const idp of [other.id, other.name.toUpperCase()]) {
        const at = hands.asked((await hands.follow(house.browser(), hands.asks({ idp }))).url)
        expect(at.request.issuer?.value).toBe(other.address)
      }
      const unknown = await hands.follow(house.browser(), hands.asks({ idp: 'nobody' }))
      expect(await unknown.answer.text()).toContain('Choose your identity provider')
    })

    test('of a domain that two know people choose between these two', async () => {
      const [one, two] = [await house.connection(), await house.connection({ knownDomains: ['a.example'] })]
      const { answer: shown } = await hands.follow(
        house.browser(),
        hands.asks({ login_hint: 'ann@contoso.example' }),
      )
      const text = await shown.text()
      expect(text).toContain(`?connection=${one.id}`)
      expect(text).toContain(`?connection=${connection.id}`)
      expect(text).not.toContain(`?connection=${two.id}`)
    })

    test('an internationalized domain is found as it is written, with or without the rest of the address', async () => {
      const other = await house.connection({ knownDomains: ['xn--blbr-roah.example'] })
      const { url } = await hands.follow(house.browser(), hands.asks())
      for (const q of ['Ann@blåbær.example', 'BLÅBÆR.example', 'xn--blbr-roah.example']) {
        const browser = house.browser()
        const start = await hands.follow(browser, hands.asks())
        const at = await hands.follow(browser, `${start.url.pathname}?q=${encodeURIComponent(q)}`)
        expect([q, hands.asked(at.url).request.issuer?.value]).toEqual([q, other.address])
      }
      expect(url.pathname).toMatch(/^\/sign-in\//)
    })

    test('the list has pages, and the one of last time stands first on the first', async () => {
      const all = await Promise.all(Array.from({ length: 22 }, () => house.connection()))
      const browser = house.browser()
      const last = all.at(-1) ?? connection
      const start = await hands.follow(browser, hands.asks())
      const clicked = hands.asked(
        (await hands.follow(browser, `${start.url.pathname}?connection=${last.id}`)).url,
      )
      await hands.answer(last, browser, clicked)
      const { answer: shown, url } = await hands.follow(browser, hands.asks({ prompt: 'login' }))
      const ids = (text: string) => [...text.matchAll(/\?connection=([0-9a-f]+)/g)].map(([, id]) => id)
      const first = ids(await shown.text())
      expect(first[0]).toBe(last.id)
      const second = ids(await (await hands.follow(browser, `${url.pathname}?page=2`)).answer.text())
      expect(new Set([...first, ...second]).size).toBe(23)
      expect((await hands.follow(browser, `${url.pathname}?page=999999`)).answer.status).toBe(200)
    })
  })
})
