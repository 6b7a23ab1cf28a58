import { createServer } from 'node:net'
import { createApp, serve } from '@postern/kit/http'
import { sessions, sessionsMigration } from '@postern/kit/session'
import { eachStore, testWorld } from '@postern/kit/testing'
import * as client from 'openid-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Account, accountId } from '../accounts/account.ts'
import { accounts, accountsMigration } from '../accounts/store.ts'
import { type Activity, activity, activityMigration } from '../activity/store.ts'
import { applicationId } from '../applications/application.ts'
import { applications, applicationsMigration } from '../applications/store.ts'
import type { ConnectionId } from '../connections/connection.ts'
import { acceptable, finishInteraction, readInteraction } from './interaction.ts'
import { openidProvider } from './provider.ts'
import { openidRecordsMigration } from './records.ts'
import { openidKeysMigration } from './signing-key.ts'

const callback = 'http://localhost:7990/plugins/servlet/oidc/callback'

eachStore((_engine, open) => {
  let origin: string
  let stop: () => Promise<void>
  let config: client.Configuration
  let kept: Activity
  const application = {
    id: applicationId('bitbucket1'),
    name: 'Bitbucket',
    kind: 'bitbucket',
    baseUrl: 'http://localhost:7990',
    version: '9.4.0',
    openid: { clientId: 'client1', redirectUri: callback, providerId: '1' },
    straight: true,
    createdAt: 1,
  } as const
  const account = (name: string): Account => ({
    id: accountId(`account-${name}`),
    connectionId: 'connection1' as ConnectionId,
    subject: `subject-${name}`,
    applicationId: application.id,
    userName: `${name}@contoso.example`,
    displayName: `The ${name}`,
    emailAddress: `${name}@mail.example`,
    createdAt: 1,
  })

  beforeAll(async () => {
    const port = await freePort()
    origin = `http://localhost:${port}`
    const store = await open()
    await store.migrate([
      sessionsMigration,
      applicationsMigration,
      accountsMigration,
      activityMigration,
      openidRecordsMigration,
      openidKeysMigration,
    ])
    const made = testWorld({ store, publicUrl: origin, name: 'sso' })
    const world = { ...made, settings: { ...made.settings, port } }
    const people = sessions({ store, cookie: 'session', idle: 3_600_000, absolute: 36_000_000 })
    const apps = applications(store, world.seal)
    const known = accounts(store)
    kept = activity(store)
    await apps.save(application, { clientSecret: 'secret1', userName: 'admin', password: 'admin password' })
    for (const name of ['anna', 'bert']) {
      await known.claim(account(name), 'ready')
    }
    const provider = openidProvider({
      world,
      sessions: people,
      applications: apps,
      accounts: known,
      activity: kept,
      issuer: `${origin}/openid`,
    })
    const app = createApp({ world, answer: (web, { code, status }) => web.text(code, status) })
    app.get('/open/:name/:seconds', async (web) => {
      const { id } = account(web.req.param('name'))
      const interaction = web.req.query('interaction')
      const authenticatedAt = Date.now() - Number(web.req.param('seconds')) * 1_000
      await people.open(web, { subject: id, authenticatedAt, facts: interaction ? { interaction } : {} })
      return web.text('opened')
    })
    app.get('/close', async (web) => {
      await people.close(web)
      return web.text('closed')
    })
    app.get('/sign-in/:uid', async (web) => {
      const interaction = await readInteraction(web)
      const session = await people.current(web)
      const who = session && (await known.find(session.subject))
      if (!session || !who || !acceptable(session, who, interaction, web.var.now))
        return web.text('asks', 401)
      const { authenticatedAt } = session
      return web.redirect(await finishInteraction(web, { accountId: who.id, authenticatedAt }), 303)
    })
    const server = await serve({ app, settings: world.settings, before: (...of) => provider.handle(...of) })
    stop = () => server.stop()
    config = await discover('secret1')
  })
  afterAll(() => stop())

  const discover = (secret: string) =>
    client.discovery(
      new URL(`${origin}/openid`),
      'client1',
      { client_secret: secret, id_token_signed_response_alg: 'RS256' },
      client.ClientSecretBasic(secret),
      { execute: [client.allowInsecureRequests] },
    )

  /** Asks for a sign-in in a browser and gives the address where the browser ends: the callback, or where we ask. */
  async function authorize(browser: Browser, more: Record<string, string> = {}) {
    const state = client.randomState()
    const nonce = client.randomNonce()
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: callback,
      scope: 'openid profile email',
      state,
      nonce,
      ...more,
    })
    const at = await browser.follow(url.href)
    return { ...at, state, nonce }
  }

  async function signedIn(browser: Browser, more: Record<string, string> = {}) {
    const { url, state, nonce } = await authorize(browser, more)
    const tokens = await client.authorizationCodeGrant(config, url, {
      expectedState: state,
      expectedNonce: nonce,
      ...(more.max_age ? { maxAge: Number(more.max_age) } : {}),
    })
    return { url, state, nonce, tokens, claims: tokens.claims() }
  }

  describe('the code flow with a strict relying party', () => {
    test('ends with an ID token that holds every claim, signed by a key of ours', async () => {
      const browser = new Browser(origin)
      await browser.get('/open/anna/30')
      const { claims, tokens } = await signedIn(browser)
      expect(claims).toMatchObject({
        iss: `${origin}/openid`,
        aud: 'client1',
        sub: 'account-anna',
        preferred_username: 'anna@contoso.example',
        name: 'The anna',
        email: 'anna@mail.example',
      })
      const info = await client.fetchUserInfo(config, tokens.access_token, 'account-anna')
      expect(info.preferred_username).toBe('anna@contoso.example')
      const header = JSON.parse(Buffer.from(tokens.id_token?.split('.')[0] ?? '', 'base64url').toString())
      expect(header.alg).toBe('RS256')
    })

    test('sets no cookie and keeps no session beside ours', async () => {
      const browser = new Browser(origin)
      await browser.get('/open/anna/0')
      await signedIn(browser)
      expect([...browser.cookies.keys()].filter((name) => name.includes('openid-session'))).toEqual([])
    })

    test('lets sign in and comes back where nobody was signed in', async () => {
      const browser = new Browser(origin)
      const first = await authorize(browser)
      expect(first.status).toBe(401)
      const uid = first.url.pathname.split('/').at(-1)
      await browser.get('/open/bert/0')
      const back = await browser.follow(`${origin}/sign-in/${uid}`)
      const tokens = await client.authorizationCodeGrant(config, back.url, {
        expectedState: first.state,
        expectedNonce: first.nonce,
      })
      expect(tokens.claims()?.sub).toBe('account-bert')
      expect([...browser.cookies.keys()]).toEqual(['sso-session /'])
    })
  })

  describe('whose session counts: ours, asked now', () => {
    test('when A is gone and B has come in the same browser, the answer is B', async () => {
      const browser = new Browser(origin)
      await browser.get('/open/anna/0')
      expect((await signedIn(browser)).claims?.sub).toBe('account-anna')
      await browser.get('/close')
      await browser.get('/open/bert/0')
      expect((await signedIn(browser)).claims?.sub).toBe('account-bert')
    })

    test('also when B comes in the middle of a request that began with A', async () => {
      const browser = new Browser(origin)
      await browser.get('/open/anna/0')
      const first = await authorize(browser, { prompt: 'login' })
      expect(first.status).toBe(401)
      const uid = first.url.pathname.split('/').at(-1)
      await browser.get(`/open/bert/0?interaction=${uid}`)
      const back = await browser.follow(`${origin}/sign-in/${uid}`)
      const tokens = await client.authorizationCodeGrant(config, back.url, {
        expectedState: first.state,
        expectedNonce: first.nonce,
      })
      expect(tokens.claims()?.sub).toBe('account-bert')
    })

    test('when the answer was A and B takes the session before the way back, we ask again', async () => {
      const browser = new Browser(origin)
      const first = await authorize(browser)
      await browser.get('/open/anna/0')
      const resume = await browser.get(first.url.pathname)
      await browser.get('/open/bert/0')
      const back = await browser.follow(resume.headers.get('location') ?? '')
      expect(back.url.origin).toBe('http://localhost:7990')
      const tokens = await client.authorizationCodeGrant(config, back.url, {
        expectedState: first.state,
        expectedNonce: first.nonce,
      })
      expect(tokens.claims()?.sub).toBe('account-bert')
    })

    test('prompt=none with our session gone is login_required, with it alive is answered', async () => {
      const browser = new Browser(origin)
      await browser.get('/open/anna/0')
      expect((await signedIn(browser, { prompt: 'none' })).claims?.sub).toBe('account-anna')
      await browser.get('/close')
      const { url } = await authorize(browser, { prompt: 'none' })
      expect(url.searchParams.get('error')).toBe('login_required')
    })

    test('prompt=login and an age that is passed ask again; a sign-in for this request answers', async () => {
      for (const more of [{ prompt: 'login' }, { max_age: '60' }]) {
        const browser = new Browser(origin)
        await browser.get('/open/anna/600')
        const asked = await authorize(browser, more)
        expect(asked.status).toBe(401)
        const uid = asked.url.pathname.split('/').at(-1)
        await browser.get('/open/anna/0')
        if ('prompt' in more) expect((await browser.get(asked.url.pathname)).status).toBe(401)
        await browser.get(`/open/anna/0?interaction=${uid}`)
        const back = await browser.follow(asked.url.href)
        const tokens = await client.authorizationCodeGrant(config, back.url, {
          expectedState: asked.state,
          expectedNonce: asked.nonce,
          ...('max_age' in more ? { maxAge: 60 } : {}),
        })
        expect(tokens.claims()?.sub).toBe('account-anna')
      }
    })

    test('an age that is not passed is told in auth_time', async () => {
      const browser = new Browser(origin)
      await browser.get('/open/anna/30')
      const { claims } = await signedIn(browser, { max_age: '60' })
      expect(claims?.auth_time).toBeGreaterThan(Date.now() / 1_000 - 35)
      expect(claims?.auth_time).toBeLessThan(Date.now() / 1_000 - 25)
    })

    test('a hint at another person asks again', async () => {
      const browser = new Browser(origin)
      await browser.get('/open/anna/0')
      expect((await authorize(browser, { login_hint: 'bert@contoso.example' })).status).toBe(401)
      const same = await signedIn(browser, { login_hint: 'Anna@Contoso.example' })
      expect(same.claims?.sub).toBe('account-anna')
    })

    test('a code is worth nothing once the session that it came from has ended', async () => {
      const browser = new Browser(origin)
      await browser.get('/open/anna/0')
      const { url, state, nonce } = await authorize(browser)
      await browser.get('/close')
      const grant = client.authorizationCodeGrant(config, url, { expectedState: state, expectedNonce: nonce })
      await expect(grant).rejects.toMatchObject({ error: 'invalid_grant' })
    })
  })

  describe('what is refused', () => {
    test('another redirect URI: our own page, never a redirect', async () => {
      const { status, url, text } = await authorize(new Browser(origin), {
        redirect_uri: `${callback}/elsewhere`,
      })
      expect(url.origin).toBe(origin)
      expect(status).toBe(400)
      expect(text).toContain('You are not signed in')
      expect(text).toContain('openid-redirect-uri')
      expect(text).not.toContain('<style')
      expect(text.startsWith('<!doctype html>')).toBe(true)
      const reference = /data-copy="([^"]+)"/.exec(text)?.[1] ?? ''
      const { refusal } = (await kept.findByReference(reference)) ?? {}
      expect(refusal).toMatchObject({
        facts: { sent: `${callback}/elsewhere`, registered: callback, application: 'Bitbucket' },
        remedy: expect.stringContaining('Base URL'),
      })
    })

    test('an unknown client', async () => {
      const { status, text } = await authorize(new Browser(origin), { client_id: 'nobody' })
      expect(status).toBe(400)
      expect(text).toContain('openid-client')
    })

    test('a code that is used again, and what it had given', async () => {
      const browser = new Browser(origin)
      await browser.get('/open/anna/0')
      const { url, state, nonce, tokens } = await signedIn(browser)
      const again = client.authorizationCodeGrant(config, url, { expectedState: state, expectedNonce: nonce })
      await expect(again).rejects.toMatchObject({ error: 'invalid_grant' })
      await expect(client.fetchUserInfo(config, tokens.access_token, 'account-anna')).rejects.toThrow()
    })

    test('a code that is used twenty times at once: at most one wins', async () => {
      const browser = new Browser(origin)
      await browser.get('/open/anna/0')
      const { url, state, nonce } = await authorize(browser)
      const all = await Promise.allSettled(
        Array.from({ length: 20 }, () =>
          client.authorizationCodeGrant(config, url, { expectedState: state, expectedNonce: nonce }),
        ),
      )
      expect(all.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1)
    })

    test('a wrong secret', async () => {
      const browser = new Browser(origin)
      await browser.get('/open/anna/0')
      const { url, state, nonce } = await authorize(browser)
      const wrong = await discover('secret2')
      const grant = client.authorizationCodeGrant(wrong, url, { expectedState: state, expectedNonce: nonce })
      await expect(grant).rejects.toMatchObject({
        status: 401,
        cause: [{ scheme: 'basic', parameters: { error: 'invalid_client' } }],
      })
    })

    test('a way back that is too late, or in another browser', async () => {
      const { url } = await authorize(new Browser(origin))
      const back = await new Browser(origin).get(`/openid/authorize/${url.pathname.split('/').at(-1)}`)
      expect(back.status).toBe(400)
      expect(await back.text()).toContain('openid-expired')
    })

    test('an interaction in another browser', async () => {
      const { url } = await authorize(new Browser(origin))
      const other = new Browser(origin)
      await other.get('/open/anna/0')
      const answer = await other.get(url.pathname)
      expect(answer.status).toBe(403)
      expect(await answer.text()).toBe('interaction-unknown')
    })

    test('every way to answer but the query: the library’s page for another needs inline script', async () => {
      for (const response_mode of ['form_post', 'fragment', 'web_message']) {
        const { status, text } = await authorize(new Browser(origin), { response_mode })
        expect(status).toBe(400)
        expect(text).toContain('openid-request')
      }
      expect(config.serverMetadata().response_modes_supported).toEqual(['query'])
    })

    test('an address that is not there', async () => {
      const response = await new Browser(origin).get('/openid/nothing')
      expect(response.status).toBe(404)
      expect(await response.text()).toContain('openid-page')
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    })

    test('addresses made from a Host header', async () => {
      const response = await fetch(`${origin}/openid/.well-known/openid-configuration`, {
        headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
      })
      expect(await response.text()).not.toContain('evil.example')
    })
  })
})

/** A browser without pages: it keeps cookies by path and follows redirects within one origin. */
class Browser {
  readonly cookies = new Map<string, { value: string; path: string }>()
  readonly #origin: string

  constructor(origin: string) {
    this.#origin = origin
  }

  async get(path: string): Promise<Response> {
    const url = new URL(path, this.#origin)
    const sent = [...this.cookies].filter(([, { path }]) => url.pathname.startsWith(path))
    const header = sent.map(([key, { value }]) => `${key.split(' ')[0]}=${value}`).join('; ')
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: header, accept: 'text/html' },
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ')
      const name = pair.slice(0, pair.indexOf('='))
      const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/'
      expect(attributes.some((attribute) => /^samesite=/i.test(attribute))).toBe(true)
      if (/max-age=0(;|$)|expires=thu, 01 jan 1970/i.test(line)) this.cookies.delete(`${name} ${path}`)
      else this.cookies.set(`${name} ${path}`, { value: pair.slice(name.length + 1), path })
    }
    return response
  }

  async follow(from: string): Promise<{ url: URL; status: number; text: string }> {
    let url = new URL(from, this.#origin)
    for (let hops = 0; hops < 10 && url.origin === this.#origin; hops++) {
      const response = await this.get(url.href)
      const location = response.headers.get('location')
      if (!location) return { url, status: response.status, text: await response.text() }
      url = new URL(location, url)
    }
    return { url, status: 0, text: '' }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address && typeof address === 'object' ? address.port : 0))
    })
  })
}
