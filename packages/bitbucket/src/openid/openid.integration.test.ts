import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Browser } from '../testing/browser.ts'
import { addUser, connect } from '../testing/connect.ts'
import { administrator, type Host, startHost } from '../testing/host.ts'
import { client, type RunningProvider, startProvider } from '../testing/provider.ts'
import { query } from '../testing/rest.ts'

const username = 'B.Simon@contoso.example'
const minute = 60_000

eachStore((_, open) => {
  for (const claimsIn of ['id token', 'user info'] as const) {
    describe(`with oidc-provider, claims in the ${claimsIn}`, () => {
      let host: Host
      let provider: RunningProvider
      let start: string
      beforeAll(async () => {
        host = await startHost(await open())
        provider = await startProvider(host.url, claimsIn)
        start = `/plugins/servlet/external-login/${await connect(host, 'Postern', provider.issuer)}`
        await addUser(host, username)
        await addUser(host, 'unlicensed@contoso.example', false)
      })
      afterAll(async () => {
        await host.stop()
        await provider.stop()
      })

      test('a whole journey ends signed in, at the page that was asked for', async () => {
        provider.setPerson({ username })
        const browser = new Browser()
        const asked = await browser.open(`${host.url}/projects/ACME?at=main`)
        expect(asked.text).toContain('Log in with Postern')
        const [, href = ''] = /href="([^"]*external-login[^"]*)"/.exec(asked.text) ?? []
        const page = await browser.open(new URL(href.replaceAll('&amp;', '&'), host.url).href)
        expect(page.url).toBe(`${host.url}/projects/ACME?at=main`)
        const home = await browser.open(`${host.url}/`)
        expect(home.text).toContain('You came in through Postern.')
        expect(home.text).toContain('Your account was created just now')
        expect(home.text).toContain(username)
        expect(home.text).toContain('stash-users')
      })

      test('the authorization request is what the fact sheet says', async () => {
        const visit = await new Browser().open(`${host.url}${start}?next=/projects`, {}, (url) =>
          url.startsWith(provider.issuer),
        )
        const asked = new URL(visit.url).searchParams
        expect(Object.fromEntries(asked)).toEqual({
          response_type: 'code',
          client_id: client.id,
          redirect_uri: `${host.url}/plugins/servlet/oidc/callback`,
          scope: 'openid profile email',
          state: expect.stringMatching(/^[\w-]{32}$/),
          nonce: expect.stringMatching(/^[\w-]{32}$/),
        })
      })

      test('initiate-login signs the named person in, in place of who was there', async () => {
        const browser = new Browser()
        const login = await browser.open(`${host.url}/login`)
        await browser.submit(login, '/j_atl_security_check', {
          j_username: administrator.userName,
          j_password: administrator.password,
        })
        const before = browser.cookie(host.url, 'BITBUCKETSESSIONID')
        expect((await browser.open(`${host.url}/`)).text).toContain('Welcome, admin')
        provider.setPerson({ username })
        const target = `${host.url}/projects/ACME`
        const initiate = `${host.url}/plugins/servlet/oidc/initiate-login${query({ iss: provider.issuer, login_hint: username, target_link_uri: target })}`
        const page = await browser.open(initiate)
        expect(page.url).toBe(target)
        expect(page.way.some((url) => url.includes(`login_hint=${encodeURIComponent(username)}`))).toBe(true)
        expect((await browser.open(`${host.url}/`)).text).toContain('Welcome, B.Simon')
        const after = browser.cookie(host.url, 'BITBUCKETSESSIONID')
        expect(after).not.toBe(before)
        const old = await fetch(`${host.url}/`, {
          redirect: 'manual',
          headers: { cookie: `BITBUCKETSESSIONID=${before}` },
        })
        expect(old.status).toBe(302)
      })

      test.each([
        ['nobody@contoso.example', 'sso-user-missing', 'but the user does not exist'],
        ['unlicensed@contoso.example', 'sso-user-unlicensed', 'not permitted to log in'],
      ])('%s is turned away with %s', async (person, code, says) => {
        provider.setPerson({ username: person })
        const browser = new Browser()
        const page = await browser.open(`${host.url}${start}`)
        expect(page.status).toBe(403)
        expect(page.text).toContain(code)
        expect(page.text).toContain(says)
        const [, other = ''] = /href="([^"]*prompt=login)"/.exec(page.text) ?? []
        const again = await browser.open(new URL(other, host.url).href, {}, (url) =>
          url.startsWith(provider.issuer),
        )
        expect(new URL(again.url).searchParams.get('prompt')).toBe('login')
        expect(browser.cookie(host.url, 'BITBUCKETSESSIONID')).toBeUndefined()
      })

      test('a refusal of the provider is told, with a way back', async () => {
        provider.setPerson(undefined)
        const page = await new Browser().open(`${host.url}${start}`)
        expect(page.status).toBe(403)
        expect(page.text).toContain('access_denied')
        expect(page.text).toContain('/login?failed')
      })

      test('a person may take 130 seconds and more, but not 21 minutes', async () => {
        provider.setPerson({ username })
        for (const [wait, ends] of [
          [130_000, '/projects'],
          [21 * minute, 'sso-state-expired'],
        ] as const) {
          const browser = new Browser()
          const away = await browser.open(`${host.url}${start}?next=/projects`, {}, (url) =>
            url.includes('/oidc/callback'),
          )
          host.wait(wait)
          const page = await browser.open(away.url)
          host.wait(-wait)
          expect(`${page.url} ${page.text}`).toContain(ends)
        }
      })

      test('an answer is taken once, and only by the browser that began', async () => {
        provider.setPerson({ username })
        const browser = new Browser()
        const away = await browser.open(`${host.url}${start}`, {}, (url) => url.includes('/oidc/callback'))
        const foreign = await new Browser().open(away.url)
        expect(foreign.text).toContain('sso-other-browser')
        expect((await browser.open(away.url)).url).toBe(`${host.url}/`)
        const again = await browser.open(away.url)
        expect(again.status).toBe(403)
        expect(again.text).toContain('sso-state-used')
        const unknown = await browser.open(`${host.url}/plugins/servlet/oidc/callback?state=x&code=y`)
        expect(unknown.text).toContain('sso-state-unknown')
      })
    })
  }
})
