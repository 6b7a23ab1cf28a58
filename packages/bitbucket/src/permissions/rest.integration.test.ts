import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Host, startHost } from '../testing/host.ts'
import { basic, pageOf, query, restOf } from '../testing/rest.ts'

const admin = '/rest/api/latest/admin'

eachStore((_, open) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost(await open())
  })
  afterAll(() => host.stop())
  const { rest, addUser } = restOf(() => host.url)

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
})
