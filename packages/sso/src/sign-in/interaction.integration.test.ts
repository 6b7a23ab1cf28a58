import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '../connections/connection.ts'
import { codeOf, locationOf, referenceOf, type TestBrowser } from './test-browser.ts'
import { personOf, type TestHouse, testHouse } from './test-house.ts'
import { type InteractionHands, interactionHands } from './test-interaction.ts'

const minute = 60_000

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

  test('the application’s request leads to the identity provider and back with a code', async () => {
    const browser = house.browser()
    const at = hands.asked(
      (await hands.follow(browser, hands.asks({ login_hint: personOf(connection) }))).url,
    )
    expect(at.url.searchParams.get('login_hint')).toBe(personOf(connection))
    expect(at.request.forceAuthn).toBe(false)
    const { url } = await hands.answer(connection, browser, at)
    expect(hands.isBack(url)).toBe(true)
    expect(url.searchParams.get('state')).toBe('state1')
  })

  describe('with a session', () => {
    let browser: TestBrowser
    beforeEach(async () => {
      browser = house.browser()
      await hands.answer(connection, browser, hands.asked((await hands.follow(browser, hands.asks())).url))
    })

    async function signOut(): Promise<string> {
      const page = await (await browser.get('/')).text()
      const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
      return locationOf(await browser.post('/sign-out', { csrf }))
    }

    test('who is signed out and led back by the application’s log-out is not signed in again', async () => {
      const on = await browser.get(await signOut())
      expect(on.headers.get('refresh')).toContain(`url=${house.bitbucket.baseUrl}/j_atl_security_logout`)
      const attempts = await house.activity.list({})
      const back = await hands.follow(browser, hands.asks())
      expect([back.url.pathname, back.url.searchParams.get('back')]).toEqual(['/', 'yes'])
      const page = await back.answer.text()
      expect(page).toContain('<h1>You are signed out</h1>')
      expect(page).toContain('<dt>Bitbucket</dt><dd>Logged out</dd>')
      expect(await house.activity.list({})).toEqual(attempts)
      // Once: the next time they want in.
      hands.asked((await hands.follow(browser, hands.asks())).url)
    })

    test('only on the way from there: before, in another browser and at another application they sign in', async () => {
      const path = await signOut()
      hands.asked((await hands.follow(browser, hands.asks())).url)
      await browser.get(path)
      hands.asked((await hands.follow(house.browser(), hands.asks())).url)
      hands.asked((await hands.follow(browser, hands.asks(), { 'sec-fetch-site': 'none' })).url)
      const other = { value: 'left.other.', sameSite: 'Lax' }
      for (const name of browser.cookies.keys())
        if (name.endsWith('signing-out')) browser.cookies.set(name, other)
      hands.asked((await hands.follow(browser, hands.asks())).url)
    })

    test('nobody is asked again, and that is an attempt of its own', async () => {
      const [first] = await house.activity.list({ connectionId: connection.id })
      expect(hands.isBack((await hands.follow(browser, hands.asks())).url)).toBe(true)
      const [again, ...others] = await house.activity
        .list({ connectionId: connection.id })
        .then((all) => all.toSorted((a, b) => a.checks.length - b.checks.length))
      expect(others).toEqual([first])
      expect(again).toMatchObject({ outcome: 'signed-in', person: first?.person, application: 'Bitbucket' })
      expect(
        again?.timeline.map(({ title, says }) => [title, says?.includes(first?.reference ?? '')]),
      ).toEqual([
        ['Session used again', true],
        ['Code sent to the application', undefined],
      ])
    })

    test('the attempt goes on until the application has fetched its ID token', async () => {
      const { url } = await hands.follow(browser, hands.asks())
      const titles = async () =>
        (await house.activity.list({ connectionId: connection.id })).map((attempt) =>
          attempt.timeline
            .map(({ title }) => title)
            .slice(-2)
            .join(),
        )
      const fetched = 'Code sent to the application,ID token fetched by the application'
      expect(await titles()).not.toContain(fetched)
      for (const code of [url.searchParams.get('code') ?? '', 'guess'])
        await fetch(`${new URL(hands.authorize).origin}/openid/token`, {
          method: 'POST',
          headers: { authorization: `Basic ${btoa('client1:secret1')}` },
          body: new URLSearchParams({
            grant_type: 'authorization_code',
            code,
            redirect_uri: `${house.bitbucket.baseUrl}/callback`,
          }),
        })
      expect((await titles()).filter((one) => one === fetched)).toHaveLength(1)
    })

    test.each([
      ['its domain is no longer known', { knownDomains: ['other.example'] }],
      ['its certificate is no longer believed', { verifiedCertificates: [] }],
    ])('it is worth nothing when %s', async (_why, taken) => {
      await house.connection()
      await house.connections.change(connection.id, taken)
      const { url } = await hands.follow(browser, hands.asks()).catch(() => ({ url: new URL(house.origin) }))
      expect(hands.isBack(url)).toBe(false)
    })

    test('prompt=login asks anew, with ForceAuthn, and accepts only who was seen since', async () => {
      const at = hands.asked((await hands.follow(browser, hands.asks({ prompt: 'login' }))).url)
      expect(at.request.forceAuthn).toBe(true)
      expect(hands.isBack((await hands.answer(connection, browser, at)).url)).toBe(true)
      const again = hands.asked((await hands.follow(browser, hands.asks({ prompt: 'login' }))).url)
      const old = house.response(connection, {
        inResponseTo: again.request.id,
        authnInstant: house.clock.now - 10 * minute,
      })
      const refused = await browser.answer(new URL(connection.address).pathname, old, again.relayState)
      expect(refused.status).toBe(403)
      expect(await refused.text()).toContain('authentication-not-fresh')
    })

    test('max_age asks anew when it has passed, and not before', async () => {
      house.clock.now += 5 * minute
      expect(hands.isBack((await hands.follow(browser, hands.asks({ max_age: '600' }))).url)).toBe(true)
      const at = hands.asked((await hands.follow(browser, hands.asks({ max_age: '60' }))).url)
      expect(at.request.forceAuthn).toBe(true)
      expect(hands.isBack((await hands.answer(connection, browser, at)).url)).toBe(true)
    })

    test('the hint of another person asks anew; the person who comes is the one who signs in', async () => {
      const at = hands.asked(
        (await hands.follow(browser, hands.asks({ login_hint: 'other@contoso.example' }))).url,
      )
      expect(
        hands.isBack((await hands.answer(connection, browser, at, { nameId: 'other@contoso.example' })).url),
      ).toBe(true)
      expect(await (await browser.get('/')).text()).toContain('other@contoso.example')
    })

    test('a session that ended leads to a new AuthnRequest', async () => {
      const first = hands.asked((await hands.follow(house.browser(), hands.asks())).url)
      house.clock.now += 11 * 60 * minute
      const second = hands.asked((await hands.follow(browser, hands.asks())).url)
      expect(second.request.id).not.toBe(first.request.id)
    })

    test('a connection that was paused lets nobody in any more', async () => {
      await house.connections.change(connection.id, { state: 'paused' })
      const { answer: shown } = await hands.follow(browser, hands.asks())
      expect(shown.status).toBe(409)
      expect(await shown.text()).toContain('no-connection')
    })

    test('sign-out ends it', async () => {
      const csrf = /name="csrf" value="([^"]+)"/.exec(await (await browser.get('/')).text())?.[1] ?? ''
      const out = await browser.post('/sign-out', { csrf })
      expect(locationOf(out)).toBe('/sign-out/on?at=&application=bitbucket1')
      hands.asked((await hands.follow(browser, hands.asks())).url)
    })
  })

  test('an interaction of another browser is refused', async () => {
    await house.connection()
    const { url } = await hands.follow(house.browser(), hands.asks())
    const stranger = await house.browser().get(url.pathname)
    const row = await house.activity.findByReference(await referenceOf(stranger))
    expect([stranger.status, await codeOf(stranger)]).toEqual([403, 'interaction-unknown'])
    expect(row?.refusal?.code).toBe('interaction-unknown')
  })
})
