import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Browser } from '../testing/browser.ts'
import { administrator, type Host, startHost } from '../testing/host.ts'
import { call, query } from '../testing/rest.ts'

const minute = 60_000
const provider = {
  name: 'Postern',
  'sso-type': 'OIDC',
  'issuer-url': 'http://127.0.0.1:9',
  'client-id': 'bitbucket',
  'client-secret': 'secret',
  buttonText: 'Go through Postern',
}

eachStore((_, open) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost(await open())
  })
  afterAll(() => host.stop())

  const rest = (method: string, path: string, json?: unknown) =>
    call(host.url, method, path, json === undefined ? {} : { json })
  const addUser = (name: string, more: Record<string, string> = {}) => {
    const user = { name, displayName: name, emailAddress: `${name}@example.com`, password: 'pass word' }
    return rest('POST', `/rest/api/latest/admin/users${query({ ...user, ...more })}`)
  }
  const logIn = async (name: string, password: string, next = '/') => {
    const browser = new Browser()
    const login = await browser.open(`${host.url}/login${query({ next })}`)
    const page = await browser.submit(login, '/j_atl_security_check', {
      j_username: name,
      j_password: password,
    })
    return { browser, page }
  }
  const post = (body: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${host.url}/j_atl_security_check`, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: new URLSearchParams(body),
    })
  const right = { j_username: administrator.userName, j_password: administrator.password }

  describe('logging in', () => {
    test.each(['/', '/projects/ACME?at=x', '/admin/users', '/nothing/here'])(
      'a page without a session leads to the log-in page: %s',
      async (path) => {
        const response = await fetch(`${host.url}${path}`, { redirect: 'manual' })
        expect(response.status).toBe(302)
        const next = path === '/' ? '/login' : `/login?next=${encodeURIComponent(path)}`
        expect(response.headers.get('location')).toBe(next)
      },
    )

    test('a git client is told, and not led to a page', async () => {
      const response = await fetch(`${host.url}/scm/acme/x.git/info/refs?service=git-upload-pack`, {
        redirect: 'manual',
      })
      expect([response.status, response.headers.get('content-type')]).toEqual([
        401,
        'text/plain; charset=utf-8',
      ])
    })

    test('ends at the page that was asked for', async () => {
      const { page } = await logIn(right.j_username, right.j_password, '/projects/ACME')
      expect(page.url).toBe(`${host.url}/projects/ACME`)
      expect(page.text).toContain('Project ACME does not exist.')
    })

    test('a script posts two fields and gets 302 and BITBUCKETSESSIONID', async () => {
      const response = await post({
        ...right,
        _atl_remember_me: 'on',
        submit: 'Log in',
        next: '//elsewhere.example',
      })
      expect(response.status).toBe(302)
      expect(response.headers.get('location')).toBe('/')
      expect(response.headers.getSetCookie()).toContainEqual(
        expect.stringMatching(/^BITBUCKETSESSIONID=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
      )
    })

    test('tells nothing of why: unknown and wrong are the same', async () => {
      const wrong = await post({ j_username: 'admin', j_password: 'wrong' })
      const unknown = await post({ j_username: 'nobody', j_password: 'wrong' })
      expect([wrong.status, unknown.status]).toEqual([200, 200])
      const [one, other] = [await wrong.text(), await unknown.text()]
      expect(one).toContain('Invalid username or password.')
      expect(one.replaceAll('"admin"', '"nobody"')).toBe(other)
      expect(wrong.headers.getSetCookie()).toEqual([])
    })

    test('what was typed is kept, but for the password', async () => {
      const text = await (
        await post({ j_username: '"><b>x', j_password: 'se cret', next: '/projects' })
      ).text()
      expect(text).toContain('value="&quot;&gt;&lt;b&gt;x"')
      expect(text).toContain('value="/projects"')
      expect(text).not.toContain('se cret')
    })

    test('is told apart for those who may not', async () => {
      await addUser('unlicensed', { addToDefaultGroup: 'false' })
      const { page } = await logIn('unlicensed', 'pass word')
      expect(page.text).toContain('You are not permitted to log in')
    })

    test('is stopped after ten failures, for that name alone', async () => {
      await addUser('guessed')
      for (let n = 0; n < 10; n++) await post({ j_username: 'guessed', j_password: `wrong ${n}` })
      const stopped = await post({ j_username: 'guessed', j_password: 'pass word' })
      expect(stopped.status).toBe(429)
      expect(await stopped.text()).toContain('Too many failed attempts. Wait')
      expect((await post(right)).status).toBe(302)
      host.wait(2 * minute)
      expect((await post({ j_username: 'guessed', j_password: 'pass word' })).status).toBe(302)
    })

    test.each([
      [{ 'sec-fetch-site': 'cross-site' }, 403],
      [{ 'sec-fetch-site': 'same-site' }, 403],
      [{ origin: 'https://elsewhere.example' }, 403],
      [{ origin: 'null' }, 403],
      [{ 'sec-fetch-site': 'same-origin' }, 302],
    ])('from a page that %j: %i', async (headers, status) => {
      expect((await post(right, headers)).status).toBe(status)
    })
  })

  describe('a session', () => {
    test('ends after half an hour of nothing', async () => {
      const { browser } = await logIn(right.j_username, right.j_password)
      host.wait(29 * minute)
      expect((await browser.open(`${host.url}/profile`)).url).toBe(`${host.url}/profile`)
      host.wait(31 * minute)
      expect((await browser.open(`${host.url}/profile`)).url).toContain('/login')
    })

    test('ends by logging out, and says so', async () => {
      const { browser, page } = await logIn(right.j_username, right.j_password)
      const cookie = browser.cookie(host.url, 'BITBUCKETSESSIONID')
      const out = await browser.submit(page, '/logout', {})
      expect(out.text).toContain('You are logged out.')
      const old = await fetch(`${host.url}/`, {
        redirect: 'manual',
        headers: { cookie: `BITBUCKETSESSIONID=${cookie}` },
      })
      expect(old.status).toBe(302)
    })

    test('is not ended by another site', async () => {
      const { browser } = await logIn(right.j_username, right.j_password)
      const led = await browser.open(`${host.url}/j_atl_security_logout`, {
        headers: { 'sec-fetch-site': 'cross-site' },
      })
      expect(led.text).toContain('You are still logged in.')
      const forged = await browser.open(`${host.url}/logout`, { method: 'POST', body: new URLSearchParams() })
      expect(forged.status).toBe(403)
      expect((await browser.open(`${host.url}/profile`)).status).toBe(200)
      expect((await browser.open(`${host.url}/j_atl_security_logout`)).text).toContain('You are logged out.')
    })

    test('ends with the account, the permission or the password', async () => {
      const api = '/rest/api/latest/admin'
      const json = { name: 'ending', password: 'new', passwordConfirm: 'new' }
      for (const [method, path, body] of [
        ['PUT', `${api}/users/credentials`, json],
        ['POST', `${api}/groups/remove-user`, { context: 'stash-users', itemName: 'ending' }],
        ['DELETE', `${api}/users?name=ending`, undefined],
      ] as const) {
        await rest('DELETE', `${api}/users?name=ending`)
        await addUser('ending')
        const { browser } = await logIn('ending', 'pass word')
        expect((await browser.open(`${host.url}/profile`)).status).toBe(200)
        await rest(method, path, body)
        expect((await browser.open(`${host.url}/profile`)).url, path).toContain('/login')
      }
    })

    test('serves REST, and changes only what our own pages ask for', async () => {
      const { browser } = await logIn(right.j_username, right.j_password)
      const cookie = `BITBUCKETSESSIONID=${browser.cookie(host.url, 'BITBUCKETSESSIONID')}`
      const groups = '/rest/api/latest/admin/groups'
      const change = (headers: Record<string, string>) =>
        call(host.url, 'POST', `${groups}?name=by-cookie`, { as: '', headers: { cookie, ...headers } })
      expect((await call(host.url, 'GET', groups, { as: '', headers: { cookie } })).status).toBe(200)
      const asked = await browser.open(`${host.url}/websudo`)
      await browser.submit(asked, '/websudo', { j_password: right.j_password })
      expect((await change({})).status).toBe(403)
      expect((await change({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
      expect((await change({ 'x-atlassian-token': 'no-check' })).status).toBe(200)
      expect((await change({ 'sec-fetch-site': 'same-origin' })).status).toBe(409)
    })
  })

  describe('with one identity provider', () => {
    beforeAll(() => rest('POST', '/rest/authconfig/latest/idps', provider))
    const configure = (json: unknown) => rest('PATCH', '/rest/authconfig/latest/sso', json)
    const login = async (search = '') => {
      const response = await fetch(`${host.url}/login${search}`, { redirect: 'manual' })
      return { to: response.headers.get('location'), text: await response.text() }
    }
    const form = 'action="/j_atl_security_check"'
    const button = 'Go through Postern'

    test('it may lead people to the log-out, and nobody else may', async () => {
      const { browser } = await logIn(right.j_username, right.j_password)
      const led = (referer: string) =>
        browser.open(`${host.url}/j_atl_security_logout?from=sso`, {
          headers: { 'sec-fetch-site': 'cross-site', referer },
        })
      for (const other of ['http://127.0.0.1:99/', 'https://evil.example/http://127.0.0.1:9/', 'x', '']) {
        expect((await led(other)).text).toContain('You are still logged in.')
      }
      expect((await led('http://127.0.0.1:9/')).text).toContain('You are logged out')
      expect((await browser.open(`${host.url}/profile`)).url).toContain('/login')
    })

    test('the log-in page has its button and the form', async () => {
      const { text } = await login()
      expect(text).toContain(button)
      expect(text).toContain(form)
    })

    test('a hidden form leads straight there, but not after logging out or failing', async () => {
      await configure({ 'show-login-form': false })
      expect((await login('?next=/projects')).to).toMatch(
        /^\/plugins\/servlet\/external-login\/\d+\?next=%2Fprojects$/,
      )
      for (const search of ['?logout', '?failed']) {
        const page = await login(search)
        expect(page.to).toBeNull()
        expect(page.text).toContain(button)
        expect(page.text).not.toContain(form)
      }
    })

    test('auth_fallback shows the form where that is enabled', async () => {
      expect((await login('?auth_fallback')).to).toContain('external-login')
      await configure({ 'enable-authentication-fallback': true })
      expect((await login('?auth_fallback')).text).toContain(form)
    })
  })
})
