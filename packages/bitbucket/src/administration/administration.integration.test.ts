import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { administer, logIn as logInTo } from '../testing/administer.ts'
import type { Browser, Visit } from '../testing/browser.ts'
import { type Host, startHost } from '../testing/host.ts'
import { call, query } from '../testing/rest.ts'

eachStore((_, open) => {
  let host: Host
  let browser: Browser
  beforeAll(async () => {
    host = await startHost(await open())
    browser = await administer(host)
  })
  afterAll(() => host.stop())

  const logIn = (name: string, password: string) => logInTo(host, name, password)
  const visit = (path: string) => browser.open(`${host.url}${path}`)
  const send = async (path: string, action: string, typed: Record<string, string>) =>
    browser.submit(await visit(path), action, typed)
  const britta = {
    username: 'brittasimon@contoso.com',
    fullname: 'Britta Simon',
    email: 'brittasimon@contoso.com',
    password: 'a password',
    confirmPassword: 'a password',
  }
  const create = (typed: Record<string, string>) =>
    send('/admin/users/create', '/admin/users/create', { ...britta, ...typed })
  /** The fields that are marked as wrong. */
  const wrong = ({ text }: Visit) => [...text.matchAll(/id="([\w-]+)-error"/g)].map(([, id]) => id)

  /** What stands at each of them. */
  const messages = ({ text }: Visit) =>
    Object.fromEntries(
      [...text.matchAll(/id="([\w-]+)-error"[^>]*>(.*?)<\/p>/gs)].map(([, id, html = '']) => [
        id,
        html.replaceAll(/<[^>]*>/g, '').trim(),
      ]),
    )

  describe('users', () => {
    test('Create User has the labels of the set-up guide', async () => {
      const { text } = await visit('/admin/users/create')
      for (const label of ['Username', 'Full Name', 'Email address', 'Password', 'Confirm Password'])
        expect(text).toContain(`>${label}</label>`)
      expect(text).toContain('>Create user</button>')
    })

    const says = {
      email: 'Email address must look like name@example.com.',
      username: 'Username needs 1 to 255 characters, none of them unprintable, and no space at either end.',
      fullname: 'Full Name needs 1 to 255 characters, none of them unprintable.',
      password: 'Password needs 1 to 255 characters.',
      confirmPassword: 'Confirm Password must be the same as the password.',
    }
    const taken = 'A user with the username ADMIN already exists. Choose another Username.'
    test.each([
      [{ email: 'nonsense' }, { email: says.email }],
      [
        { username: '', fullname: '' },
        { username: says.username, fullname: says.fullname },
      ],
      [{ username: 'ADMIN' }, { username: taken }],
      [{ confirmPassword: 'another' }, { confirmPassword: says.confirmPassword }],
      [
        { email: 'nonsense', confirmPassword: 'another' },
        { email: says.email, confirmPassword: says.confirmPassword },
      ],
      [
        { email: 'nonsense', password: '', confirmPassword: '' },
        { email: says.email, password: says.password },
      ],
    ])('%j comes back with what was typed, and says what to do', async (typed, said) => {
      const page = await create({ ...typed, ...('fullname' in typed ? {} : { fullname: 'Typed "Name"' }) })
      expect(page.status).toBe(400)
      expect(messages(page)).toEqual(said)
      if (!('fullname' in typed)) expect(page.text).toContain('value="Typed &quot;Name&quot;"')
      expect(page.text).not.toContain('a password')
    })

    test('are created, found, changed, renamed, and log in with the password', async () => {
      const made = await create({})
      expect(made.url).toContain('done=created')
      expect(made.text).toContain('The user was created.')
      expect((await visit('/admin/users?filter=britta')).text).toContain('Britta Simon')
      expect((await visit('/admin/users?filter=nobody-here')).text).toContain('No users found')

      const view = `/admin/users/view${query({ name: britta.username })}`
      const saved = await send(view, '/admin/users/details', { fullname: 'B. Simon', email: 'b@contoso.com' })
      expect(saved.text).toContain('B. Simon')
      const bad = await send(view, '/admin/users/details', { fullname: 'B.', email: 'x' })
      expect([bad.status, wrong(bad)]).toEqual([400, ['email']])
      expect(bad.text).toContain('Email address must look like name@example.com.')
      const unequal = await send(view, '/admin/users/password', { password: 'a', confirmPassword: 'b' })
      expect(messages(unequal)).toEqual({ confirmPassword: says.confirmPassword })
      await send(view, '/admin/users/password', { password: 'changed', confirmPassword: 'changed' })
      const renamed = await send(view, '/admin/users/rename', { newName: 'britta' })
      expect(renamed.text).toContain('<code>britta</code>')
      const own = await logIn('britta', 'changed')
      expect((await own.open(`${host.url}/`)).text).toContain('Welcome, B. Simon')
    })

    test('are deleted after a page that asks', async () => {
      await create({ username: 'leaving' })
      const asked = await visit('/admin/users/delete?name=leaving')
      expect(asked.text).toContain('Keep leaving')
      const gone = await browser.submit(asked, '/admin/users/delete?name=leaving', {})
      expect(gone.text).toContain('The user was deleted.')
      expect((await visit('/admin/users/view?name=leaving')).status).toBe(404)
    })
  })

  test('groups are created, filled, emptied and deleted', async () => {
    expect((await send('/admin/groups/create', '/admin/groups/create', { name: 'team' })).text).toContain(
      'The group was created.',
    )
    const again = await send('/admin/groups/create', '/admin/groups/create', { name: 'TEAM' })
    expect(messages(again)).toEqual({
      name: 'A group with the name TEAM already exists. Choose another Group name.',
    })
    const view = '/admin/groups/view?name=team'
    const unknown = await send(view, '/admin/groups/add-user', { user: 'nobody' })
    expect(messages(unknown)).toEqual({
      user: 'There is no user with the username nobody. Check the Username on the Users page.',
    })
    expect(unknown.text).toContain('value="nobody"')
    expect((await send(view, '/admin/groups/add-user', { user: 'admin' })).text).toContain(
      'Remove admin from team',
    )
    const member = `/admin/users/view?name=admin`
    const left = await send(member, '/admin/users/remove-group', { group: 'team' })
    expect(left.text).toContain('The user was removed from the group.')
    const joined = await send(member, '/admin/users/add-group', { group: 'team' })
    expect(joined.text).toContain('Remove admin from team')
    const gone = await send('/admin/groups/delete?name=team', '/admin/groups/delete?name=team', {})
    expect(gone.text).toContain('The group was deleted.')
  })

  test('global permissions are granted and removed, but not the own', async () => {
    await create({ username: 'granted' })
    const path = '/admin/permissions'
    const made = await send(path, `${path}/grant`, { kind: 'user', name: 'granted', permission: 'ADMIN' })
    expect(made.text).toContain('Remove the permission of granted')
    const removed = await send(path, `${path}/revoke`, { kind: 'user', name: 'granted' })
    expect(removed.text).not.toContain('Remove the permission of granted')
    const own = await send(path, `${path}/revoke`, { kind: 'user', name: 'admin' })
    expect(own.status).toBe(400)
    expect(own.text).toContain('your own permission')
    const unknown = await send(path, `${path}/grant`, { kind: 'group', name: 'nothing', permission: 'ADMIN' })
    expect([unknown.status, wrong(unknown)]).toEqual([400, ['group-name']])
  })

  test('an identity provider is added, kept after a mistake, changed and deleted', async () => {
    const path = '/admin/authentication-methods'
    const typed = {
      name: 'Postern',
      'issuer-url': 'https://sso.example/openid',
      'client-id': 'bitbucket',
      'client-secret': 'secret',
      'username-claim': `$${'{preferred_username}'}`,
      'additional-scopes': 'profile email',
      'discovery-enabled': 'yes',
      enabled: 'yes',
    }
    const bad = await send(`${path}/new`, `${path}/new`, { ...typed, 'issuer-url': 'sso.example' })
    expect([bad.status, wrong(bad)]).toEqual([400, ['issuer-url']])
    expect(bad.text).toContain('value="sso.example"')
    const added = await send(`${path}/new`, `${path}/new`, typed)
    expect(added.text).toContain('The identity provider was added.')
    const [, id] = new RegExp(`href="${path}/(\\d+)"`).exec(added.text) ?? []
    const saved = await send(`${path}/${id}`, `${path}/${id}`, {
      ...typed,
      'client-secret': '',
      buttonText: 'Go',
    })
    expect(saved.text).toContain('The changes were saved.')
    const { body } = await call(host.url, 'GET', `/rest/authconfig/latest/idps/${id}`)
    expect(body).toMatchObject({ buttonText: 'Go', 'additional-scopes': ['profile', 'email'] })
    const options = await send(path, `${path}/options`, { 'enable-authentication-fallback': 'yes' })
    expect(options.url).toContain('done=saved')
    const sso = await call(host.url, 'GET', '/rest/authconfig/latest/sso')
    expect(sso.body).toMatchObject({ 'show-login-form': false, 'enable-authentication-fallback': true })
    const gone = await send(`${path}/${id}/delete`, `${path}/${id}/delete`, {})
    expect(gone.text).toContain('The identity provider was deleted.')
  })

  test('a form without its token changes nothing', async () => {
    const page = await browser.open(`${host.url}/admin/users/create`, {
      method: 'POST',
      body: new URLSearchParams({ ...britta, username: 'forged' }),
    })
    expect(page.status).toBe(403)
    expect((await visit('/admin/users/view?name=forged')).status).toBe(404)
  })

  test('people who administer nothing are refused, and see no way there', async () => {
    await create({ username: 'plain' })
    const plain = await logIn('plain', britta.password)
    expect((await plain.open(`${host.url}/`)).text).not.toContain('Administration')
    for (const path of ['/admin', '/admin/users', '/admin/permissions', '/admin/authentication-methods']) {
      const page = await plain.open(`${host.url}${path}`)
      expect([page.status, page.text.includes('administrators-only')], path).toEqual([403, true])
    }
  })
})
