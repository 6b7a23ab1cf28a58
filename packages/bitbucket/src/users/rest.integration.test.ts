import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Host, startHost } from '../testing/host.ts'
import { basic, pageOf, restOf } from '../testing/rest.ts'

const admin = '/rest/api/latest/admin'

eachStore((_, open) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost(await open())
  })
  afterAll(() => host.stop())
  const { rest, addUser } = restOf(() => host.url)

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
      expect(all.map(({ status }) => status).sort((one, other) => one - other)).toEqual([
        204, 409, 409, 409, 409,
      ])
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
})
