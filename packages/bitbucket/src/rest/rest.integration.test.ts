import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { administrator, type Host, startHost } from '../testing/host.ts'
import { type Answered, basic, call, query } from '../testing/rest.ts'

const admin = '/rest/api/latest/admin'

interface Page {
  readonly size: number
  readonly limit: number
  readonly isLastPage: boolean
  readonly values: readonly unknown[]
  readonly start: number
  readonly nextPageStart?: number
}

const pageOf = (answered: Answered) => answered.body as Page
const error = (context: string | null, message: string, exceptionName: string | null = null) => ({
  errors: [{ context, message, exceptionName }],
})
const notPermitted = error(
  null,
  'You are not permitted to access this resource',
  'com.atlassian.bitbucket.AuthorisationException',
)

eachStore((_, open) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost(await open())
  })
  afterAll(() => host.stop())

  const rest = (method: string, path: string, options: Parameters<typeof call>[3] = {}) =>
    call(host.url, method, path, options)
  const addUser = (name: string, more: Record<string, string> = {}) =>
    rest(
      'POST',
      `${admin}/users${query({ name, displayName: name, emailAddress: `${name}@example.com`, password: 'pass word', ...more })}`,
    )

  describe('who calls', () => {
    test('nobody: 401 with the recorded body, never a redirect or a challenge', async () => {
      const answered = await rest('GET', `${admin}/users`, { as: '' })
      expect([answered.status, answered.body]).toEqual([401, notPermitted])
      expect(answered.headers.get('www-authenticate')).toBeNull()
      expect(answered.headers.get('content-type')).toBe('application/json;charset=UTF-8')
    })

    test('a wrong password: 401 with the recorded message and a challenge', async () => {
      const answered = await rest('GET', `${admin}/users`, { as: basic(administrator.userName, 'wrong') })
      expect(answered.status).toBe(401)
      expect(answered.body).toMatchObject(
        error(
          null,
          'Authentication failed. Please check your credentials and try again.',
          'com.atlassian.bitbucket.auth.IncorrectPasswordAuthenticationException',
        ),
      )
      expect(answered.headers.get('www-authenticate')).toBe('Basic realm="Atlassian Bitbucket"')
    })

    test.each(['Bearer abc', 'Basic', 'Basic !!!', basic('', 'x')])(
      '%j is refused, not ignored',
      async (as) => {
        expect((await rest('GET', `${admin}/users`, { as })).status).toBe(401)
      },
    )

    test('the answer says who it was', async () => {
      const { headers } = await rest('GET', `${admin}/users`)
      expect(headers.get('x-ausername')).toBe('admin')
      expect(headers.get('x-auserid')).toBe('1')
      expect(headers.get('x-arequestid')).toMatch(/^@\w+x\d+x\w+x\d+$/)
    })

    test('a user without permission: 401 where ADMIN is needed, 200 where LICENSED_USER is', async () => {
      await addUser('plain')
      const as = basic('plain', 'pass word')
      const refused = await rest('POST', `${admin}/groups?name=x`, { as })
      expect([refused.status, refused.body]).toEqual([401, notPermitted])
      expect((await rest('GET', `${admin}/users`, { as })).status).toBe(200)
    })

    test('guessing is stopped, and what was right before goes on', async () => {
      await addUser('guessed')
      const right = basic('guessed', 'pass word')
      expect((await rest('GET', `${admin}/users`, { as: right })).status).toBe(200)
      for (let n = 0; n < 10; n++) await rest('GET', `${admin}/users`, { as: basic('guessed', `wrong ${n}`) })
      const stopped = await rest('GET', `${admin}/users`, { as: basic('guessed', 'wrong') })
      expect(stopped.status).toBe(403)
      expect(stopped.headers.get('x-authentication-denied-reason')).toContain('CAPTCHA_CHALLENGE')
      expect((await rest('GET', `${admin}/users`, { as: right })).status).toBe(200)
      host.wait(6 * 60_000)
      await rest('GET', `${admin}/users`, { as: basic('guessed', 'wrong') })
      expect((await rest('GET', `${admin}/users`, { as: right })).status).toBe(403)
      expect((await rest('DELETE', `${admin}/users/captcha?name=guessed`)).status).toBe(204)
      expect((await rest('GET', `${admin}/users`, { as: right })).status).toBe(200)
    })

    test('a changed password ends the old one at once, remembered or not', async () => {
      await addUser('changing')
      const old = basic('changing', 'pass word')
      expect((await rest('GET', `${admin}/users`, { as: old })).status).toBe(200)
      const json = { name: 'changing', password: 'another', passwordConfirm: 'another' }
      expect((await rest('PUT', `${admin}/users/credentials`, { json })).status).toBe(204)
      expect((await rest('GET', `${admin}/users`, { as: old })).status).toBe(401)
      expect((await rest('GET', `${admin}/users`, { as: basic('changing', 'another') })).status).toBe(200)
    })
  })

  describe('users', () => {
    test('are made by query parameters with 204, and join the default group', async () => {
      const made = await addUser('B.Simon@contoso.example', {
        displayName: 'B.Simon',
        emailAddress: 'B.Simon@contoso.example',
      })
      expect([made.status, made.body]).toEqual([204, undefined])
      const found = await rest('GET', `${admin}/users?filter=b.simon`)
      expect(pageOf(found).values).toEqual([
        {
          name: 'B.Simon@contoso.example',
          emailAddress: 'B.Simon@contoso.example',
          id: expect.any(Number),
          displayName: 'B.Simon',
          active: true,
          slug: 'b.simon_contoso.example',
          type: 'NORMAL',
          links: { self: [{ href: `${host.url}/users/b.simon_contoso.example` }] },
          directoryName: 'Bitbucket Internal Directory',
          deletable: true,
          mutableDetails: true,
          mutableGroups: true,
        },
      ])
      const groups = await rest('GET', `${admin}/users/more-members?context=b.simon@contoso.example`)
      expect(pageOf(groups).values).toEqual([{ name: 'stash-users', deletable: true }])
    })

    test('stay out of the default group when told', async () => {
      await addUser('outside', { addToDefaultGroup: 'false' })
      expect(pageOf(await rest('GET', `${admin}/users/more-members?context=outside`)).values).toEqual([])
      const as = basic('outside', 'pass word')
      expect((await rest('GET', `${admin}/users`, { as })).status).toBe(401)
    })

    test('of a name that is taken, in any case of its letters: 409', async () => {
      await addUser('taken')
      const again = await addUser('TAKEN')
      expect(again.status).toBe(409)
      expect(again.body).toMatchObject({ errors: [{ context: null }] })
    })

    test('made at the same moment with one name: one is made', async () => {
      const all = await Promise.all(Array.from({ length: 5 }, () => addUser('racing')))
      expect(all.map(({ status }) => status).sort()).toEqual([204, 409, 409, 409, 409])
    })

    test('each fault has its field, with the recorded texts', async () => {
      const bad = await addUser('x'.repeat(256), { displayName: 'X', emailAddress: 'nonsense' })
      expect(bad.status).toBe(400)
      expect(bad.body).toEqual({
        errors: [
          {
            context: 'name',
            message: 'The name should be between 1 and 255 characters.',
            exceptionName: null,
          },
          { context: 'email', message: 'The email should be a valid email address.', exceptionName: null },
        ],
      })
      expect((await addUser('mailed', { notify: 'true' })).status).toBe(400)
      expect((await addUser('odd', { addToDefaultGroup: 'perhaps' })).status).toBe(400)
    })

    test('are changed, renamed and deleted', async () => {
      await addUser('before')
      const details = { name: 'before', displayName: 'Changed', email: 'changed@example.com' }
      const changed = await rest('PUT', `${admin}/users`, { json: details })
      expect(changed.body).toMatchObject({ displayName: 'Changed', emailAddress: 'changed@example.com' })
      const renamed = await rest('POST', `${admin}/users/rename`, {
        json: { name: 'before', newName: 'after' },
      })
      expect(renamed.body).toMatchObject({ name: 'after', slug: 'after' })
      expect((await rest('GET', '/rest/api/1.0/users/after')).body).toMatchObject({ name: 'after' })
      const gone = await rest('DELETE', `${admin}/users?name=after`)
      expect([gone.status, gone.body]).toMatchObject([200, { name: 'after' }])
      expect((await rest('DELETE', `${admin}/users?name=after`)).status).toBe(404)
      expect((await rest('GET', '/rest/api/latest/users/after')).status).toBe(404)
    })

    test('nobody deletes the own account', async () => {
      expect((await rest('DELETE', `${admin}/users?name=admin`)).status).toBe(409)
    })
  })

  describe('groups', () => {
    test('are made with 200, once, and deleted', async () => {
      const made = await rest('POST', `${admin}/groups?name=developers`)
      expect([made.status, made.body]).toEqual([200, { name: 'developers', deletable: true }])
      expect((await rest('POST', `${admin}/groups?name=Developers`)).status).toBe(409)
      expect((await rest('POST', `${admin}/groups?name=`)).status).toBe(400)
      expect(pageOf(await rest('GET', '/rest/api/latest/groups?filter=devel')).values).toEqual(['developers'])
      expect((await rest('DELETE', `${admin}/groups?name=developers`)).status).toBe(200)
      expect((await rest('DELETE', `${admin}/groups?name=developers`)).status).toBe(404)
    })

    test('take users by each of the calls, all or none', async () => {
      await addUser('member')
      for (const name of ['one', 'two']) await rest('POST', `${admin}/groups?name=${name}`)
      const add = (groups: readonly string[]) =>
        rest('POST', `${admin}/users/add-groups`, { json: { user: 'member', groups } })
      expect((await add(['one', 'missing'])).status).toBe(404)
      const groupsOf = async () =>
        pageOf(await rest('GET', `${admin}/users/more-members?context=member`)).values
      expect(await groupsOf()).toEqual([{ name: 'stash-users', deletable: true }])
      expect((await add(['one', 'two'])).status).toBe(200)
      expect((await add(['one'])).status).toBe(200)
      expect(await groupsOf()).toHaveLength(3)
      for (const [path, json] of [
        ['users/remove-group', { context: 'member', itemName: 'one' }],
        ['groups/remove-user', { context: 'two', itemName: 'member' }],
      ] as const)
        expect((await rest('POST', `${admin}/${path}`, { json })).status, path).toBe(200)
      expect(await groupsOf()).toHaveLength(1)
      for (const [path, json] of [
        ['groups/add-users', { group: 'one', users: ['member'] }],
        ['users/add-group', { context: 'member', itemName: 'two' }],
        ['groups/add-user', { context: 'two', itemName: 'member' }],
      ] as const)
        expect((await rest('POST', `${admin}/${path}`, { json })).status, path).toBe(200)
      expect(pageOf(await rest('GET', `${admin}/groups/more-members?context=two`)).values).toMatchObject([
        { name: 'member' },
      ])
      const without = pageOf(
        await rest('GET', `${admin}/groups/more-non-members?context=two&limit=1000`),
      ).values
      expect(without).not.toContainEqual(expect.objectContaining({ name: 'member' }))
      expect(
        (await rest('POST', `${admin}/users/add-groups`, { json: { user: 'nobody', groups: [] } })).status,
      ).toBe(404)
    })
  })

  describe('global permissions', () => {
    test('are granted, listed and taken away', async () => {
      await addUser('worker', { addToDefaultGroup: 'false' })
      const put = await rest(
        'PUT',
        `${admin}/permissions/users${query({ name: 'worker', permission: 'PROJECT_CREATE' })}`,
      )
      expect([put.status, put.body]).toEqual([204, undefined])
      const listed = pageOf(await rest('GET', `${admin}/permissions/users?filter=worker`)).values
      expect(listed).toMatchObject([{ user: { name: 'worker' }, permission: 'PROJECT_CREATE' }])
      expect((await rest('DELETE', `${admin}/permissions/users?name=worker`)).status).toBe(204)
      expect(pageOf(await rest('GET', `${admin}/permissions/users?filter=worker`)).values).toEqual([])
      expect(pageOf(await rest('GET', `${admin}/permissions/users/none?filter=worker`)).values).toHaveLength(
        1,
      )
    })

    test.each([
      ['permissions/users?name=nobody&permission=ADMIN', 404],
      ['permissions/groups?name=nothing&permission=ADMIN', 404],
      ['permissions/users?name=admin&permission=KING', 400],
      ['permissions/users?permission=ADMIN', 400],
      ['permissions/users?name=admin&permission=LICENSED_USER', 409],
    ])('PUT %s is answered with %i', async (path, status) => {
      expect((await rest('PUT', `${admin}/${path}`)).status).toBe(status)
    })

    test('the last administrator cannot leave', async () => {
      expect((await rest('DELETE', `${admin}/permissions/users?name=admin`)).status).toBe(409)
      expect((await rest('GET', `${admin}/permissions/users`)).status).toBe(200)
    })

    test('an Admin cannot become a System Admin by any of the ways there are', async () => {
      await addUser('lower')
      await rest('PUT', `${admin}/permissions/users?name=lower&permission=ADMIN`)
      await rest('POST', `${admin}/groups?name=sysadmins`)
      await rest('PUT', `${admin}/permissions/groups?name=sysadmins&permission=SYS_ADMIN`)
      const as = basic('lower', 'pass word')
      const password = { name: 'admin', password: 'x', passwordConfirm: 'x' }
      const ways: readonly (readonly [string, string, unknown?])[] = [
        ['PUT', 'permissions/users?name=lower&permission=SYS_ADMIN'],
        ['PUT', 'permissions/groups?name=stash-users&permission=SYS_ADMIN'],
        ['POST', 'users/add-groups', { user: 'lower', groups: ['sysadmins'] }],
        ['PUT', 'users/credentials', password],
        ['POST', 'users/rename', { name: 'admin', newName: 'x' }],
        ['PUT', 'users', { name: 'admin', displayName: 'x', email: 'x@example.com' }],
        ['DELETE', 'users?name=admin'],
        ['DELETE', 'groups?name=sysadmins'],
        ['DELETE', 'permissions/users?name=admin'],
      ]
      for (const [method, path, json] of ways) {
        const answered = await rest(method, `${admin}/${path}`, { as, json })
        expect(answered.status, `${method} ${path}`).toBe(403)
      }
      expect((await rest('GET', '/rest/authconfig/latest/idps', { as })).status).toBe(401)
    })
  })

  describe('pages', () => {
    test('follow one another by nextPageStart and hold everything once', async () => {
      for (let n = 0; n < 7; n++) await rest('POST', `${admin}/groups?name=paged-${n}`)
      const names: unknown[] = []
      let start: number | undefined = 0
      while (start !== undefined) {
        const page: Page = pageOf(await rest('GET', `${admin}/groups?filter=paged-&limit=3&start=${start}`))
        expect(page).toMatchObject({ limit: 3, start, size: page.values.length })
        expect(page.isLastPage).toBe(page.nextPageStart === undefined)
        names.push(...page.values)
        start = page.nextPageStart
      }
      expect(names).toHaveLength(7)
    })

    test('lower a limit that is too great, and refuse what is no number', async () => {
      expect(pageOf(await rest('GET', `${admin}/groups?limit=1000000`)).limit).toBe(1_000)
      expect(pageOf(await rest('GET', `${admin}/groups`)).limit).toBe(25)
      const bad = await rest('GET', `${admin}/groups?start=-1`)
      expect([bad.status, bad.body]).toEqual([
        400,
        error('start', 'The start should be a whole number, 0 or more.'),
      ])
    })

    test('search what is typed and not what it could mean', async () => {
      expect(pageOf(await rest('GET', `${admin}/groups${query({ filter: '%' })}`)).values).toEqual([])
    })
  })

  describe('bad input', () => {
    test.each([
      ['nothing', ''],
      ['no JSON', '{'],
      ['no object', '[]'],
      ['a wrong type', '{"user":1,"groups":"x"}'],
    ])('%s as a body: 400 and a sentence', async (_name, body) => {
      const response = await fetch(`${host.url}${admin}/users/add-groups`, {
        method: 'POST',
        headers: { authorization: basic(administrator.userName, administrator.password) },
        body,
      })
      expect(response.status).toBe(400)
      const { errors } = (await response.json()) as { errors: { message: string }[] }
      expect(errors[0]?.message).toMatch(/\.$/)
    })

    test('a body that is too large: 400, and the server goes on', async () => {
      const json = { user: 'x'.repeat(100_000), groups: [] }
      expect((await rest('POST', `${admin}/users/add-groups`, { json })).status).toBe(400)
      expect((await rest('GET', '/status', { as: '' })).body).toEqual({ state: 'RUNNING' })
    })

    test('an address that does not exist below /rest: 404 as JSON', async () => {
      expect((await rest('GET', '/rest/api/latest/nothing')).status).toBe(404)
    })
  })

  test('application-properties are for everybody', async () => {
    const { status, body } = await rest('GET', '/rest/api/1.0/application-properties', { as: '' })
    expect([status, Object.keys(body as object)]).toEqual([
      200,
      ['version', 'buildNumber', 'buildDate', 'displayName'],
    ])
  })
})
