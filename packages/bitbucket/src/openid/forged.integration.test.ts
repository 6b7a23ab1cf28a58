import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Browser } from '../testing/browser.ts'
import { addUser, connect } from '../testing/connect.ts'
import { type Forger, startForger } from '../testing/forger.ts'
import { type Host, startHost } from '../testing/host.ts'
import { client } from '../testing/provider.ts'
import { query } from '../testing/rest.ts'

eachStore((_, open) => {
  describe('with a provider that forges', () => {
    let host: Host
    let forger: Forger
    let start: string
    let nonce = ''
    beforeAll(async () => {
      host = await startHost(await open())
      forger = await startForger(() => nonce)
      start = `/plugins/servlet/external-login/${await connect(host, 'Forger', forger.issuer)}`
      await addUser(host, 'someone')
    })
    afterAll(async () => {
      await host.stop()
      await forger.stop()
    })

    async function signIn(extra: Record<string, string> = {}) {
      const browser = new Browser()
      const away = await browser.open(`${host.url}${start}`, {}, (url) => url.startsWith(forger.issuer))
      const asked = new URL(away.url).searchParams
      nonce = asked.get('nonce') ?? ''
      const answer = query({ code: 'c', state: asked.get('state') ?? '', ...extra })
      return browser.open(`${host.url}/plugins/servlet/oidc/callback${answer}`)
    }

    test('an honest token is taken, by client_secret_basic and with the redirect_uri repeated', async () => {
      forger.next({})
      expect((await signIn({ iss: forger.issuer })).url).toBe(`${host.url}/`)
      const request = forger.tokenRequests.at(-1)
      expect(Buffer.from(request?.authorization?.slice(6) ?? '', 'base64').toString()).toBe(
        `${client.id}:${client.secret}`,
      )
      expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
        grant_type: 'authorization_code',
        code: 'c',
        redirect_uri: `${host.url}/plugins/servlet/oidc/callback`,
      })
    })

    const seconds = () => Math.floor(Date.now() / 1_000)
    test.each<[string, () => Parameters<Forger['next']>[0]]>([
      ['another nonce', () => ({ claims: { nonce: 'another' } })],
      ['no nonce', () => ({ omit: 'nonce' })],
      ['another issuer', () => ({ claims: { iss: 'https://elsewhere.example' } })],
      ['another audience', () => ({ claims: { aud: 'another' } })],
      ['two audiences and none to whom it was issued', () => ({ claims: { aud: ['bitbucket', 'another'] } })],
      ['another authorized party', () => ({ claims: { azp: 'another' } })],
      ['an end 61 seconds ago', () => ({ claims: { exp: seconds() - 61 } })],
      ['a birth in two minutes', () => ({ claims: { iat: seconds() + 120 } })],
      ['no end', () => ({ omit: 'exp' })],
      ['a signature by another key', () => ({ key: 'other' })],
    ])('an ID token with %s is refused', async (_, told) => {
      forger.next(told())
      const page = await signIn()
      expect(page.text).toContain('sso-answer-invalid')
      expect(page.status).toBe(403)
    })

    test('an ID token that ended 50 seconds ago is still taken', async () => {
      forger.next({ claims: { exp: seconds() - 50 } })
      expect((await signIn()).url).toBe(`${host.url}/`)
    })

    test('an answer of another issuer is refused', async () => {
      forger.next({})
      expect((await signIn({ iss: 'https://elsewhere.example' })).text).toContain('sso-answer-invalid')
    })

    test('user info fills in only for the same subject', async () => {
      forger.next({ omit: 'preferred_username', userinfo: { sub: 'someone', preferred_username: 'someone' } })
      expect((await signIn()).url).toBe(`${host.url}/`)
      forger.next({ omit: 'preferred_username', userinfo: { sub: 'another', preferred_username: 'someone' } })
      expect((await signIn()).text).toContain('sso-username-missing')
    })

    test.each([
      ['iss', { iss: 'https://elsewhere.example' }, 'sso-issuer-unknown'],
      ['target', { target_link_uri: 'https://elsewhere.example/' }, 'sso-target-elsewhere'],
    ])('initiate-login refuses a foreign %s', async (_, parameters, code) => {
      const address = `${host.url}/plugins/servlet/oidc/initiate-login${query({ iss: forger.issuer, ...parameters })}`
      expect((await new Browser().open(address)).text).toContain(code)
    })

    test('a provider that does not answer is told of, and the log-in page stays reachable', async () => {
      const id = await connect(host, 'Silent', 'http://127.0.0.1:9')
      const page = await new Browser().open(`${host.url}/plugins/servlet/external-login/${id}`)
      expect(page.status).toBe(409)
      expect(page.text).toContain('sso-provider-unreachable')
    })
  })
})
