import { eachStore } from '@postern/kit/testing'
import * as client from 'openid-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callback, type TestProvider, testProvider } from './test-provider.ts'

eachStore((_engine, open) => {
  let house: TestProvider
  beforeAll(async () => {
    house = await testProvider(await open())
  })
  afterAll(() => house.stop())

  describe('the code flow with a strict relying party', () => {
    test('ends with an ID token that holds every claim, signed by a key of ours', async () => {
      const browser = house.browser()
      await browser.get('/open/anna/30')
      const { claims, tokens } = await house.signedIn(browser)
      expect(claims).toMatchObject({
        iss: `${house.origin}/openid`,
        aud: 'client1',
        sub: 'account-anna',
        preferred_username: 'anna@contoso.example',
        name: 'The anna',
        email: 'anna@mail.example',
      })
      const info = await client.fetchUserInfo(house.config, tokens.access_token, 'account-anna')
      expect(info.preferred_username).toBe('anna@contoso.example')
      const header = JSON.parse(Buffer.from(tokens.id_token?.split('.')[0] ?? '', 'base64url').toString())
      expect(header.alg).toBe('RS256')
    })

    test('sets no cookie and keeps no session beside ours', async () => {
      const browser = house.browser()
      await browser.get('/open/anna/0')
      await house.signedIn(browser)
      expect([...browser.cookies.keys()].filter((name) => name.includes('openid-session'))).toEqual([])
    })

    test('lets sign in and comes back where nobody was signed in', async () => {
      const browser = house.browser()
      const first = await house.authorize(browser)
      expect(first.status).toBe(401)
      const uid = first.url.pathname.split('/').at(-1)
      await browser.get('/open/bert/0')
      const back = await browser.follow(`${house.origin}/sign-in/${uid}`)
      const tokens = await house.fetchTokens(back.url, first)
      expect(tokens.claims()?.sub).toBe('account-bert')
      expect([...browser.cookies.keys()]).toEqual(['sso-session /'])
    })
  })

  describe('what is refused', () => {
    test('another redirect URI: our own page, never a redirect', async () => {
      const { status, url, text } = await house.authorize(house.browser(), {
        redirect_uri: `${callback}/elsewhere`,
      })
      expect(url.origin).toBe(house.origin)
      expect(status).toBe(400)
      expect(text).toContain('You are not signed in')
      expect(text).toContain('openid-redirect-uri')
      expect(text).not.toContain('<style')
      expect(text.startsWith('<!doctype html>')).toBe(true)
      const reference = /data-copy="([^"]+)"/.exec(text)?.[1] ?? ''
      const { refusal } = (await house.activity.findByReference(reference)) ?? {}
      expect(refusal).toMatchObject({
        facts: { sent: `${callback}/elsewhere`, registered: callback, application: 'Bitbucket' },
        remedy: expect.stringContaining('Base URL'),
      })
    })

    test('an unknown client', async () => {
      const { status, text } = await house.authorize(house.browser(), { client_id: 'nobody' })
      expect(status).toBe(400)
      expect(text).toContain('openid-client')
    })

    test('a code that is used again, and what it had given', async () => {
      const browser = house.browser()
      await browser.get('/open/anna/0')
      const { url, state, nonce, tokens } = await house.signedIn(browser)
      const again = house.fetchTokens(url, { state, nonce })
      await expect(again).rejects.toMatchObject({ error: 'invalid_grant' })
      await expect(client.fetchUserInfo(house.config, tokens.access_token, 'account-anna')).rejects.toThrow()
    })

    test('a code that is used twenty times at once: at most one wins', async () => {
      const browser = house.browser()
      await browser.get('/open/anna/0')
      const { url, state, nonce } = await house.authorize(browser)
      const all = await Promise.allSettled(
        Array.from({ length: 20 }, () => house.fetchTokens(url, { state, nonce })),
      )
      expect(all.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1)
    })

    test('a wrong secret', async () => {
      const browser = house.browser()
      await browser.get('/open/anna/0')
      const { url, state, nonce } = await house.authorize(browser)
      const wrong = await house.discover('secret2')
      const grant = client.authorizationCodeGrant(wrong, url, { expectedState: state, expectedNonce: nonce })
      await expect(grant).rejects.toMatchObject({
        status: 401,
        cause: [{ scheme: 'basic', parameters: { error: 'invalid_client' } }],
      })
    })

    test('a way back that is too late, or in another browser', async () => {
      const { url } = await house.authorize(house.browser())
      const back = await house.browser().get(`/openid/authorize/${url.pathname.split('/').at(-1)}`)
      expect(back.status).toBe(400)
      expect(await back.text()).toContain('openid-expired')
    })

    test('an interaction in another browser', async () => {
      const { url } = await house.authorize(house.browser())
      const other = house.browser()
      await other.get('/open/anna/0')
      const answer = await other.get(url.pathname)
      expect(answer.status).toBe(403)
      expect(await answer.text()).toBe('interaction-unknown')
    })

    test('every way to answer but the query: the library’s page for another needs inline script', async () => {
      for (const response_mode of ['form_post', 'fragment', 'web_message']) {
        const { status, text } = await house.authorize(house.browser(), { response_mode })
        expect(status).toBe(400)
        expect(text).toContain('openid-request')
      }
      expect(house.config.serverMetadata().response_modes_supported).toEqual(['query'])
    })

    test('an address that is not there', async () => {
      const response = await house.browser().get('/openid/nothing')
      expect(response.status).toBe(404)
      expect(await response.text()).toContain('openid-page')
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    })

    test('addresses made from a Host header', async () => {
      const response = await fetch(`${house.origin}/openid/.well-known/openid-configuration`, {
        headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
      })
      expect(await response.text()).not.toContain('evil.example')
    })
  })
})
