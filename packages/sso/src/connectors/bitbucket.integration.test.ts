import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bitbucket } from './bitbucket.ts'
import { TestBitbucket } from './test-bitbucket.ts'

describe('the connector over real HTTP', () => {
  let server: TestBitbucket
  beforeEach(async () => {
    server = await new TestBitbucket().start('/bitbucket')
  })
  afterEach(() => server.stop())

  const connector = (more: { baseUrl?: string; userName?: string; password?: string } = {}) =>
    bitbucket.connector({
      baseUrl: server.baseUrl,
      userName: 'admin',
      password: server.password,
      random: randomBytes,
      ...more,
    })

  test('checks version and rights', async () => {
    expect(await connector().check()).toEqual({ version: '9.4.0', displayName: 'Bitbucket' })
  })

  describe('says what is wrong with', () => {
    const refused = async (more: Parameters<typeof connector>[0]) =>
      connector(more)
        .check()
        .then(
          () => expect.fail('was accepted'),
          (problem) => problem,
        )

    test('an address where nothing listens', async () => {
      const problem = await refused({ baseUrl: 'http://127.0.0.1:9' })
      expect(problem).toMatchObject({ code: 'application-unreachable' })
      expect(problem.remedy).toContain('Base URL')
    })
    test('an address that is something else', async () => {
      server.before = () => [200, '<html>hello</html>', { 'content-type': 'text/html' }]
      expect(await refused({})).toMatchObject({ code: 'application-foreign' })
    })
    test('an address without the context path', async () => {
      server.before = () => [404, '<html>not here</html>', { 'content-type': 'text/html' }]
      expect(await refused({})).toMatchObject({ code: 'application-foreign', facts: { status: 404 } })
    })
    test('an address that sends on; the credential does not go along', async () => {
      server.before = () => [302, undefined, { location: 'https://bitbucket.example/' }]
      const problem = await refused({})
      expect(problem).toMatchObject({ code: 'application-redirects' })
      expect(problem.message).toContain('https://bitbucket.example/')
      expect(server.asked).toHaveLength(1)
    })
    test('a version without Authentication methods', async () => {
      server.version = '7.6.1'
      expect(await refused({})).toMatchObject({ code: 'application-too-old' })
    })
    test('a wrong password', async () => {
      const problem = await refused({ password: 'wrong' })
      expect(problem).toMatchObject({ code: 'application-credential' })
      expect(problem.remedy).toContain('Password')
      expect(JSON.stringify(problem.facts)).not.toContain('wrong')
    })
    test('a person without rights, which is 401 too', async () => {
      server.addUser('jane')
      expect(await refused({ userName: 'jane' })).toMatchObject({ code: 'application-rights' })
    })
    test('Basic authentication that is switched off', async () => {
      const said = 'Basic Authentication has been disabled on this instance.'
      server.before = ({ path }) => (path.includes('admin') ? [403, { message: said }] : undefined)
      expect(await refused({})).toMatchObject({ code: 'application-basic' })
    })
    test('a CAPTCHA', async () => {
      const header = { 'x-authentication-denied-reason': 'CAPTCHA_CHALLENGE; login-url=/login' }
      server.before = ({ path }) => (path.includes('admin') ? [403, {}, header] : undefined)
      expect(await refused({})).toMatchObject({ code: 'application-captcha' })
    })
    test('an answer without end', async () => {
      server.before = () => [200, `"${'x'.repeat(1_100_000)}"`]
      expect(await refused({})).toMatchObject({ code: 'application-foreign' })
    })
    test('a server error of something in between', async () => {
      server.before = ({ path }) => (path.includes('admin') ? [503, '<html>', {}] : undefined)
      expect(await refused({})).toMatchObject({ code: 'application-answer', facts: { status: 503 } })
    })
  })

  test('waits where it is told to, and gives up in the end', async () => {
    let times = 2
    server.before = () => (times-- > 0 ? [429, undefined, { 'retry-after': '0' }] : undefined)
    expect((await connector().check()).version).toBe('9.4.0')
    server.before = () => [429, undefined, { 'retry-after': '0' }]
    server.asked.length = 0
    await expect(connector().check()).rejects.toMatchObject({ code: 'application-limited' })
    expect(server.asked).toHaveLength(4)
  })

  test('finds a user name whole and without case, behind pages of others', async () => {
    for (const n of [1, 2, 3, 4, 5]) server.addUser(`b.simon${n}`)
    server.addUser('B.Simon')
    expect(await connector().findAccount('b.simon')).toMatchObject({ userName: 'B.Simon', active: true })
    expect(await connector().findAccount('simon')).toBeUndefined()
  })

  test('makes an account, once, with names that need escaping', async () => {
    const of = {
      userName: 'ä+b&c@contoso.example',
      displayName: 'Å & B',
      emailAddress: 'a@contoso.example',
      password: 'p&=+ %',
      toDefaultGroup: false,
    }
    expect(await connector().createAccount(of)).toEqual({ made: true })
    expect(await connector().createAccount(of)).toEqual({ made: false })
    expect(server.users.at(-1)).toMatchObject({ name: of.userName, displayName: of.displayName })
    expect(server.createdWith[0]?.get('password')).toBe(of.password)
    expect(server.groupsOf(of.userName)).toEqual([])
  })

  test('says what Bitbucket says of an account that it does not make', async () => {
    const of = { userName: 'a', displayName: 'A', emailAddress: 'none', password: 'p', toDefaultGroup: true }
    await expect(connector().createAccount(of)).rejects.toMatchObject({
      code: 'application-answer',
      message: expect.stringContaining('email: The email should be a valid email address.'),
    })
    server.before = ({ method }) => (method === 'POST' ? [403, { errors: [{ message: 'full' }] }] : undefined)
    await expect(connector().createAccount(of)).rejects.toMatchObject({ code: 'application-full' })
  })

  test('adds to groups, and names the one that is missing', async () => {
    server.addUser('anna')
    await connector().addToGroups('anna', ['bitbucket-users', 'stash-users'])
    expect(server.groupsOf('anna')).toEqual(['bitbucket-users', 'stash-users'])
    await expect(connector().addToGroups('anna', ['nobodies'])).rejects.toMatchObject({
      code: 'application-group-missing',
      message: expect.stringContaining('nobodies'),
    })
    expect(await connector().groups('bitbucket')).toEqual(['bitbucket-users', 'bitbucket-admins'])
  })

  test('knows an administrator by name and by group', async () => {
    for (const name of ['anna', 'bert', 'cora']) server.addUser(name)
    server.userPermissions.set('Bert', 'ADMIN')
    server.userPermissions.set('bert2', 'LICENSED_USER')
    server.members.set('cora', new Set(['a', 'b', 'bitbucket-admins']))
    expect(await connector().isAdministrator('anna')).toBe(false)
    expect(await connector().isAdministrator('bert')).toBe(true)
    expect(await connector().isAdministrator('cora')).toBe(true)
  })

  test('a list that never ends is a problem, not a half answer', async () => {
    server.before = ({ path }) =>
      path.endsWith('permissions/users')
        ? [200, { values: [], isLastPage: false, nextPageStart: 1 }]
        : undefined
    await expect(connector().isAdministrator('anna')).rejects.toMatchObject({ code: 'application-large' })
  })

  test('the entrance leads to a path within the application, and nowhere else', () => {
    const target = (path: string) =>
      new URL(
        connector().entrance({ issuer: 'http://sso/openid', loginHint: 'a@b', target: path }),
      ).searchParams.get('target_link_uri')
    expect(target('/projects/ACME?x=1')).toBe(`${server.baseUrl}/projects/ACME?x=1`)
    for (const bad of [
      '//evil.example',
      '/../..//evil.example',
      '.evil.example',
      '@evil.example',
      '/\\evil',
    ]) {
      const ends = new URL(target(bad) ?? '')
      expect(ends.origin).toBe(new URL(server.baseUrl).origin)
      expect(ends.pathname.startsWith('/bitbucket/')).toBe(true)
    }
  })
})
