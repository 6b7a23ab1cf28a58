import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Host, startHost } from '../testing/host.ts'
import { pageOf, restOf } from '../testing/rest.ts'

const admin = '/rest/api/latest/admin'

eachStore((_, open) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost(await open())
  })
  afterAll(() => host.stop())
  const { rest, addUser } = restOf(() => host.url)

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
})
