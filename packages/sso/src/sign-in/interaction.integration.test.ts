import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { usualChoices } from '../connections/choices.ts'
import type { Connection } from '../connections/connection.ts'
import { codeOf, locationOf, asked as readAsked, referenceOf, type TestBrowser } from './test-browser.ts'
import { personOf, type TestHouse, testHouse } from './test-house.ts'

const minute = 60_000

eachStore((_engine, open) => {
  let house: TestHouse
  let connection: Connection
  let authorize: string
  beforeAll(async () => {
    house = await testHouse(await open())
    const about = await fetch(`${house.origin}/openid/.well-known/openid-configuration`)
    authorize = /"authorization_endpoint":"([^"]+)"/.exec(await about.text())?.[1] ?? ''
  })
  afterAll(() => house.stop())
  beforeEach(async () => {
    // Only this test's connections are ready.
    for (const one of await house.connections.list())
      await house.connections.change(one.id, { state: 'paused' })
    connection = await house.connection()
  })

  /** Follows redirects on our own server until it leads elsewhere or shows a page. */
  async function follow(
    browser: TestBrowser,
    start: string,
    headers: Record<string, string> = {},
  ): Promise<{ answer: Response; url: URL }> {
    let url = new URL(start, house.origin)
    for (let hop = 0; hop < 10 && url.origin === house.origin; hop++) {
      const answer = await browser.get(url.href, headers)
      if (!locationOf(answer)) return { answer, url }
      url = new URL(locationOf(answer), url)
      if (url.origin !== house.origin) return { answer, url }
    }
    throw new Error(`round and round at ${url.href}`)
  }

  const asks = (more: Record<string, string> = {}) =>
    `${authorize}?${new URLSearchParams({
      client_id: 'client1',
      response_type: 'code',
      scope: 'openid profile email',
      redirect_uri: `${house.bitbucket.baseUrl}/callback`,
      state: 'state1',
      nonce: 'nonce1',
      ...more,
    }).toString()}`

  /** What the identity provider is asked, where the browser was led to it. */
  function asked(url: URL) {
    expect(url.origin).toBe('https://login.example')
    return readAsked(url)
  }

  /** The identity provider answers, and the browser goes where it is led. */
  async function answer(
    browser: TestBrowser,
    at: ReturnType<typeof asked>,
    changes: Parameters<TestHouse['response']>[1] = {},
    of = connection,
  ) {
    const xml = house.response(of, { inResponseTo: at.request.id, ...changes })
    const sent = await browser.answer(new URL(of.address).pathname, xml, at.relayState)
    expect(sent.status).toBe(303)
    return follow(browser, locationOf(sent))
  }

  const isBack = (url: URL) =>
    url.origin === new URL(house.bitbucket.baseUrl).origin && url.searchParams.has('code')

  test('the application’s request leads to the identity provider and back with a code', async () => {
    const browser = house.browser()
    const at = asked((await follow(browser, asks({ login_hint: personOf(connection) }))).url)
    expect(at.url.searchParams.get('login_hint')).toBe(personOf(connection))
    expect(at.request.forceAuthn).toBe(false)
    const { url } = await answer(browser, at)
    expect(isBack(url)).toBe(true)
    expect(url.searchParams.get('state')).toBe('state1')
  })

  describe('with a session', () => {
    let browser: TestBrowser
    beforeEach(async () => {
      browser = house.browser()
      await answer(browser, asked((await follow(browser, asks())).url))
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
      const back = await follow(browser, asks())
      expect([back.url.pathname, back.url.searchParams.get('back')]).toEqual(['/', 'yes'])
      const page = await back.answer.text()
      expect(page).toContain('<h1>You are signed out</h1>')
      expect(page).toContain('<dt>Bitbucket</dt><dd>Logged out</dd>')
      expect(await house.activity.list({})).toEqual(attempts)
      // Once: the next time they want in.
      asked((await follow(browser, asks())).url)
    })

    test('only on the way from there: before, in another browser and at another application they sign in', async () => {
      const path = await signOut()
      asked((await follow(browser, asks())).url)
      await browser.get(path)
      asked((await follow(house.browser(), asks())).url)
      asked((await follow(browser, asks(), { 'sec-fetch-site': 'none' })).url)
      const other = { value: 'left.other.', sameSite: 'Lax' }
      for (const name of browser.cookies.keys())
        if (name.endsWith('signing-out')) browser.cookies.set(name, other)
      asked((await follow(browser, asks())).url)
    })

    test('nobody is asked again, and that is an attempt of its own', async () => {
      const [first] = await house.activity.list({ connectionId: connection.id })
      expect(isBack((await follow(browser, asks())).url)).toBe(true)
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
      const { url } = await follow(browser, asks())
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
        await fetch(`${new URL(authorize).origin}/openid/token`, {
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
      const { url } = await follow(browser, asks()).catch(() => ({ url: new URL(house.origin) }))
      expect(isBack(url)).toBe(false)
    })

    test('prompt=login asks anew, with ForceAuthn, and accepts only who was seen since', async () => {
      const at = asked((await follow(browser, asks({ prompt: 'login' }))).url)
      expect(at.request.forceAuthn).toBe(true)
      expect(isBack((await answer(browser, at)).url)).toBe(true)
      const again = asked((await follow(browser, asks({ prompt: 'login' }))).url)
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
      expect(isBack((await follow(browser, asks({ max_age: '600' }))).url)).toBe(true)
      const at = asked((await follow(browser, asks({ max_age: '60' }))).url)
      expect(at.request.forceAuthn).toBe(true)
      expect(isBack((await answer(browser, at)).url)).toBe(true)
    })

    test('the hint of another person asks anew; the person who comes is the one who signs in', async () => {
      const at = asked((await follow(browser, asks({ login_hint: 'other@contoso.example' }))).url)
      expect(isBack((await answer(browser, at, { nameId: 'other@contoso.example' })).url)).toBe(true)
      expect(await (await browser.get('/')).text()).toContain('other@contoso.example')
    })

    test('a session that ended leads to a new AuthnRequest', async () => {
      const first = asked((await follow(house.browser(), asks())).url)
      house.clock.now += 11 * 60 * minute
      const second = asked((await follow(browser, asks())).url)
      expect(second.request.id).not.toBe(first.request.id)
    })

    test('a connection that was paused lets nobody in any more', async () => {
      await house.connections.change(connection.id, { state: 'paused' })
      const { answer: shown } = await follow(browser, asks())
      expect(shown.status).toBe(409)
      expect(await shown.text()).toContain('no-connection')
    })

    test('sign-out ends it', async () => {
      const csrf = /name="csrf" value="([^"]+)"/.exec(await (await browser.get('/')).text())?.[1] ?? ''
      const out = await browser.post('/sign-out', { csrf })
      expect(locationOf(out)).toBe('/sign-out/on?at=&application=bitbucket1')
      asked((await follow(browser, asks())).url)
    })
  })

  describe('with two connections', () => {
    let other: Connection
    beforeEach(async () => {
      other = await house.connection({ knownDomains: ['fabrikam.example'] })
    })

    test('people choose; by name, or by their address', async () => {
      const browser = house.browser()
      const { answer: shown, url } = await follow(browser, asks())
      const text = await shown.text()
      expect(text).toContain('Choose your identity provider')
      expect(text).toContain('to open Bitbucket')
      expect(shown.headers.get('content-security-policy')).not.toContain('form-action')
      expect(text).toContain(`?connection=${connection.id}`)
      expect(text).toContain(`?connection=${other.id}`)
      const byAddress = await follow(browser, `${url.pathname}?q=ann@fabrikam.example`)
      expect(asked(byAddress.url).request.issuer?.value).toBe(other.address)
      expect(byAddress.url.searchParams.get('login_hint')).toBe('ann@fabrikam.example')
      const byName = await follow(browser, `${url.pathname}?q=${encodeURIComponent(other.name)}`)
      expect(await byName.answer.text()).not.toContain(`?connection=${connection.id}`)
      const clicked = asked((await follow(browser, `${url.pathname}?connection=${connection.id}`)).url)
      expect(isBack((await answer(browser, clicked)).url)).toBe(true)
      const next = await follow(browser, asks({ prompt: 'login' }))
      expect(await next.answer.text()).toContain('You used this last time on this browser')
    })

    test('a hint whose domain is known by one of them leads there', async () => {
      const at = asked((await follow(house.browser(), asks({ login_hint: 'ann@fabrikam.example' }))).url)
      expect(at.request.issuer?.value).toBe(other.address)
    })
  })

  describe('with several connections', () => {
    test('the application may name one, by id or name (idp)', async () => {
      const other = await house.connection({ knownDomains: ['fabrikam.example'] })
      for (const idp of [other.id, other.name.toUpperCase()]) {
        const at = asked((await follow(house.browser(), asks({ idp }))).url)
        expect(at.request.issuer?.value).toBe(other.address)
      }
      const unknown = await follow(house.browser(), asks({ idp: 'nobody' }))
      expect(await unknown.answer.text()).toContain('Choose your identity provider')
    })

    test('of a domain that two know people choose between these two', async () => {
      const [one, two] = [await house.connection(), await house.connection({ knownDomains: ['a.example'] })]
      const { answer: shown } = await follow(house.browser(), asks({ login_hint: 'ann@contoso.example' }))
      const text = await shown.text()
      expect(text).toContain(`?connection=${one.id}`)
      expect(text).toContain(`?connection=${connection.id}`)
      expect(text).not.toContain(`?connection=${two.id}`)
    })

    test('an internationalized domain is found as it is written, with or without the rest of the address', async () => {
      const other = await house.connection({ knownDomains: ['xn--blbr-roah.example'] })
      const { url } = await follow(house.browser(), asks())
      for (const q of ['Ann@blåbær.example', 'BLÅBÆR.example', 'xn--blbr-roah.example']) {
        const browser = house.browser()
        const start = await follow(browser, asks())
        const at = await follow(browser, `${start.url.pathname}?q=${encodeURIComponent(q)}`)
        expect([q, asked(at.url).request.issuer?.value]).toEqual([q, other.address])
      }
      expect(url.pathname).toMatch(/^\/sign-in\//)
    })

    test('the list has pages, and the one of last time stands first on the first', async () => {
      const all = await Promise.all(Array.from({ length: 22 }, () => house.connection()))
      const browser = house.browser()
      const last = all.at(-1) ?? connection
      const start = await follow(browser, asks())
      const clicked = asked((await follow(browser, `${start.url.pathname}?connection=${last.id}`)).url)
      await answer(browser, clicked, {}, last)
      const { answer: shown, url } = await follow(browser, asks({ prompt: 'login' }))
      const ids = (text: string) => [...text.matchAll(/\?connection=([0-9a-f]+)/g)].map(([, id]) => id)
      const first = ids(await shown.text())
      expect(first[0]).toBe(last.id)
      const second = ids(await (await follow(browser, `${url.pathname}?page=2`)).answer.text())
      expect(new Set([...first, ...second]).size).toBe(23)
      expect((await follow(browser, `${url.pathname}?page=999999`)).answer.status).toBe(200)
    })
  })

  describe('with a delay', () => {
    const delayed = { choices: { ...usualChoices, delaySeconds: 3 } }
    beforeEach(() => house.connections.change(connection.id, delayed))

    test('the person sees where it goes, and goes on at once, by itself, or elsewhere', async () => {
      const browser = house.browser()
      const { answer: shown, url } = await follow(browser, asks())
      const text = await shown.text()
      expect(text).toContain(`You go on to ${connection.name} in 3 seconds.`)
      expect(shown.headers.get('refresh')).toBe(`3; url=${url.pathname}?connection=${connection.id}`)
      expect(text).toContain(`href="${url.pathname}?connection=${connection.id}"`)
      const cancelled = await follow(browser, `${url.pathname}?choose=yes`)
      expect(await cancelled.answer.text()).toContain('Choose your identity provider')
      const on = asked((await follow(browser, `${url.pathname}?connection=${connection.id}`)).url)
      expect(isBack((await answer(browser, on)).url)).toBe(true)
    })

    test('waiting is no attempt', async () => {
      await follow(house.browser(), asks())
      expect(await house.activity.list({ connectionId: connection.id })).toEqual([])
    })
  })

  test('an interaction of another browser is refused', async () => {
    await house.connection()
    const { url } = await follow(house.browser(), asks())
    const stranger = await house.browser().get(url.pathname)
    const row = await house.activity.findByReference(await referenceOf(stranger))
    expect([stranger.status, await codeOf(stranger)]).toEqual([403, 'interaction-unknown'])
    expect(row?.refusal?.code).toBe('interaction-unknown')
  })
})
