import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { administer, logIn } from '../testing/administer.ts'
import { Browser } from '../testing/browser.ts'
import { connect } from '../testing/connect.ts'
import { administrator, type Host, startHost } from '../testing/host.ts'
import { startProvider } from '../testing/provider.ts'
import { call, restOf } from '../testing/rest.ts'

const minute = 60_000

eachStore((_, open) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost(await open())
  })
  afterAll(() => host.stop())
  const { rest, addUser } = restOf(() => host.url)
  const users = () => `${host.url}/admin/users`
  const right = { j_password: administrator.password }

  describe('the administration', () => {
    test('asks for the password again, then goes where one wanted to go', async () => {
      const browser = await logIn(host)
      const asked = await browser.open(`${users()}?filter=adm`)
      expect(asked.url).toContain('/websudo?next=')
      expect(asked.text).toContain('Administrator Access')
      const wrong = await browser.submit(asked, '/websudo', { j_password: 'wrong' })
      expect([wrong.status, wrong.text.includes('Password is not that of admin')]).toEqual([400, true])
      const shown = await browser.submit(wrong, '/websudo', right)
      expect(shown.url).toBe(`${users()}?filter=adm`)
      expect((await browser.open(`${host.url}/admin/groups`)).url).toBe(`${host.url}/admin/groups`)
    })

    test('each of its sections asks', async () => {
      const browser = await logIn(host)
      const upm = ['', '/marketplace', '/installation', '/uninstall'].map(
        (path) => `/plugins/servlet/upm${path}`,
      )
      const paths = [
        '/admin',
        '/admin/permissions',
        '/admin/authentication-methods',
        '/plugins/servlet/applinks/listApplicationLinks',
        ...upm,
      ]
      for (const path of paths)
        expect((await browser.open(`${host.url}${path}`)).url, path).toContain('/websudo')
    })

    test('is remembered for ten minutes from the last page, in that session alone', async () => {
      const browser = await administer(host)
      for (let n = 0; n < 3; n++) {
        host.wait(9 * minute)
        expect((await browser.open(users())).url).toBe(users())
      }
      const other = await logIn(host)
      expect((await other.open(users())).url).toContain('/websudo')
      host.wait(10 * minute + 1)
      expect((await browser.open(users())).url).toContain('/websudo')
    })

    test('a form that comes too late is kept, without its passwords, and sent after the password', async () => {
      const browser = await administer(host)
      const form = await browser.open(`${users()}/create`)
      host.wait(11 * minute)
      const typed = { username: 'late', fullname: 'Late "Person"', email: 'late@contoso.example' }
      const passwords = { password: 'never shown', confirmPassword: 'never shown' }
      const stopped = await browser.submit(form, '/admin/users/create', { ...typed, ...passwords })
      expect([stopped.status, stopped.text.includes('Nothing was changed yet.')]).toEqual([403, true])
      expect(stopped.text).not.toContain('never shown')
      expect((await rest('GET', '/rest/api/latest/users/late')).status).toBe(404)
      const again = await browser.submit(stopped, '/websudo', { j_password: 'wrong' })
      const given = await browser.submit(again, '/websudo', right)
      const back = await browser.submit(given, '/admin/users/create', {})
      expect([back.status, back.text.includes('id="password-error"')]).toEqual([400, true])
      expect(back.text).toContain('value="Late &quot;Person&quot;"')
      const made = await browser.submit(back, '/admin/users/create', { ...typed, ...passwords })
      expect(made.url).toContain('done=created')
    })

    test('a box that is ticked more than once in it stays so', async () => {
      const browser = await administer(host)
      const create = '/plugins/servlet/applinks/listApplicationLinks/create'
      const form = await browser.open(`${host.url}${create}`)
      host.wait(11 * minute)
      const csrf = /name="csrf" value="([^"]+)"/.exec(form.text)?.[1] ?? ''
      const body = new URLSearchParams([
        ['csrf', csrf],
        ['name', 'Both'],
        ['redirectUrl', 'https://sso.contoso.example/callback'],
        ['scopes', 'REPO_READ'],
        ['scopes', 'ADMIN_WRITE'],
      ])
      const stopped = await browser.open(`${host.url}${create}`, { method: 'POST', body })
      expect(stopped.status).toBe(403)
      const given = await browser.submit(stopped, '/websudo', right)
      const made = await browser.submit(given, create, {})
      expect(made.url).toContain('done=created')
      expect(made.text).toContain('Repositories: Read, Admin: Write')
    })

    test('guesses are counted', async () => {
      await addUser('guessing')
      await rest('PUT', '/rest/api/latest/admin/permissions/users?name=guessing&permission=ADMIN')
      const browser = await logIn(host, 'guessing', 'pass word')
      let page = await browser.open(users())
      for (let n = 0; n < 11; n++) page = await browser.submit(page, '/websudo', { j_password: `wrong ${n}` })
      expect([page.status, page.text.includes('Too many failed attempts.')]).toEqual([429, true])
    })

    test('nothing leads elsewhere, and no other site can send the form', async () => {
      const browser = await logIn(host)
      const asked = await browser.open(`${host.url}/websudo?next=https://elsewhere.example/`)
      expect((await browser.submit(asked, '/websudo', right)).url).toBe(`${host.url}/admin`)
      const body = new URLSearchParams({ ...right, atl_token: 'forged' })
      const forged = await (await logIn(host)).open(`${host.url}/websudo`, { method: 'POST', body })
      expect(forged.status).toBe(403)
    })
  })

  test('an administrator who came by single sign-on learns what to do, and can log in with a password', async () => {
    // A host of its own: the clock of the other was moved, and tokens of the provider would be old there.
    const own = await startHost(await open())
    const { rest, addUser } = restOf(() => own.url)
    const users = `${own.url}/admin/users`
    const provider = await startProvider(own.url, 'id token')
    const id = await connect(own, 'Contoso', provider.issuer)
    await addUser('mona')
    await rest('PUT', '/rest/api/latest/admin/permissions/users?name=mona&permission=ADMIN')
    await rest('PATCH', '/rest/authconfig/latest/sso', {
      json: { 'show-login-form': false, 'enable-authentication-fallback': true },
    })
    provider.setPerson({ username: 'mona' })
    const browser = new Browser()
    await browser.open(`${own.url}/plugins/servlet/external-login/${id}`)
    const asked = await browser.open(users)
    for (const said of [
      'You came in through Contoso',
      'does not take the password of Contoso',
      'New password',
    ])
      expect(asked.text).toContain(said)
    const [, href = ''] = /href="(\/login[^"]+)"/.exec(asked.text) ?? []
    const login = await browser.open(`${own.url}${href.replaceAll('&amp;', '&')}`)
    const typed = { j_username: administrator.userName, j_password: administrator.password }
    const entered = await browser.submit(login, '/j_atl_security_check', typed)
    const shown = await browser.submit(entered, '/websudo', right)
    expect([shown.url, shown.text.includes('Create user')]).toEqual([users, true])
    await provider.stop()
    await own.stop()
  })

  test('REST asks who came by a session, and nobody else', async () => {
    expect((await rest('POST', '/rest/api/latest/admin/groups?name=by-basic')).status).toBe(200)
    const browser = await logIn(host)
    const cookie = () => `BITBUCKETSESSIONID=${browser.cookie(host.url, 'BITBUCKETSESSIONID')}`
    const make = (name: string) =>
      call(host.url, 'POST', `/rest/api/latest/admin/groups?name=${name}`, {
        as: '',
        headers: { cookie: cookie(), 'x-atlassian-token': 'no-check' },
      })
    const refused = await make('by-session')
    expect(refused.status).toBe(401)
    expect(JSON.stringify(refused.body)).toContain('confirm your password')
    await browser.submit(await browser.open(`${host.url}/websudo`), '/websudo', right)
    expect((await make('by-session')).status).toBe(200)
  })

  test('who may not administer is refused, not asked', async () => {
    await addUser('plain')
    const browser = await logIn(host, 'plain', 'pass word')
    for (const path of ['/admin', '/websudo']) {
      const page = await browser.open(`${host.url}${path}`)
      expect([page.status, page.text.includes('administrators-only')], path).toEqual([403, true])
    }
  })
})
