import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AdministratorBrowser, administratorOf } from '../administrators/test-administrator.ts'
import type { Connection } from '../connections/connection.ts'
import { pathOf } from '../sign-in/test-browser.ts'
import { personOf, type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { claimNames } from './person.ts'

eachStore((_engine, open) => {
  let house: TestHouse
  let owner: AdministratorBrowser
  let connection: Connection
  beforeAll(async () => {
    house = await testHouse(await open())
    owner = await administratorOf(house)
    connection = await house.connection()
    house.bitbucket.groups.add('developers')
    await owner.submit(`/admin/connections/${connection.id}/managed-groups`, { managed: 'id-1 = developers' })
  })
  afterAll(() => house.stop())

  const signIn = async (claims: Readonly<Record<string, readonly string[]>>) => {
    house.clock.now += 61_000
    const answer = await house.browser().answer(pathOf(connection), house.response(connection, { claims }))
    const [attempt] = await house.activity.list({}, 1)
    return { status: answer.status, says: attempt?.timeline.map(({ says }) => says).join('\n') ?? '' }
  }
  const groups = () => house.bitbucket.groupsOf(personOf(connection))
  const link = { [claimNames.groupsLink]: ['https://graph.example/users/1/getMemberObjects'] }

  test('somebody in too many groups signs in, loses none, and the row says so', async () => {
    expect(await signIn({ [claimNames.groups]: ['id-1'] })).toMatchObject({
      status: 303,
      says: expect.stringContaining('Added to developers') as string,
    })
    const overage = await signIn(link)
    expect(overage.status).toBe(303)
    expect(overage.says).toContain(
      'a link in place of the groups, since they are too many: no group was changed',
    )
    expect(groups()).toEqual(['developers', 'stash-users'])
    const page = await (await owner.get(`/admin/connections/${connection.id}/managed-groups`)).text()
    expect(page).toContain('sent a link in place of the groups: somebody is in too many.')
  })

  test('somebody who left the group is taken out of it, and of no other', async () => {
    await signIn({ [claimNames.groups]: ['id-1'] })
    house.bitbucket.members.get(personOf(connection))?.add('bitbucket-users')
    expect((await signIn({ [claimNames.groups]: ['id-2'] })).says).toContain('Taken out of developers')
    expect(groups()).toEqual(['bitbucket-users', 'stash-users'])
  })
})
