import { randomBytes } from 'node:crypto'
import { eachStore } from '@postern/kit/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { guid } from '../guid.ts'
import { migrations } from '../migrations.ts'
import { users } from '../users/store.ts'
import { type Members, members } from './members.ts'
import { type Groups, groups } from './store.ts'

eachStore((_engine, open) => {
  describe('groups', () => {
    let all: Groups
    let within: Members
    const id = () => guid(randomBytes)
    const of = (displayName: string) => ({ id: id(), displayName, description: undefined, createdAt: 1 })
    const people = Array.from({ length: 60 }, (_, n) => ({
      id: id(),
      displayName: `Person ${String(n).padStart(2, '0')}`,
      userPrincipalName: `p${n}@contoso.example`,
      givenName: undefined,
      surname: undefined,
      mail: undefined,
      enabled: true,
      createdAt: 1,
    }))
    beforeAll(async () => {
      const store = await open()
      await store.migrate(migrations)
      all = groups(store)
      within = members(store)
      for (const person of people) await users(store).add(person, 'hash')
    })

    test('are found by a part of the name, whatever its case, and page by page', async () => {
      for (let n = 0; n < 55; n++) await all.add(of(`Team ${String(n).padStart(2, '0')} 100%`))
      const first = await all.list('TEAM')
      expect([first.rows.length, first.more, first.rows[0]?.displayName]).toEqual([50, true, 'Team 00 100%'])
      const second = await all.list('0%', 2)
      expect([second.rows.length, second.more]).toEqual([5, false])
      expect((await all.list('%9%')).rows).toEqual([])
    })

    test('hold each person once, and let go of them', async () => {
      const group = of('Everybody')
      await all.add(group)
      const ids = people.map((person) => person.id)
      await within.add(group.id, ids, 1)
      await within.add(group.id, ids, 2)
      expect(await within.count(group.id)).toBe(60)
      expect((await within.of(group.id, '', 2)).rows).toHaveLength(10)
      expect((await within.of(group.id, 'p59@')).rows.map((user) => user.displayName)).toEqual(['Person 59'])
      await within.remove(group.id, ids[0] ?? '')
      expect(await within.count(group.id)).toBe(59)
      await all.remove(group.id)
      expect(await within.groupsOf(ids[1] ?? '')).toEqual([])
    })

    test('of a person come by object id', async () => {
      const two = [of('Zebra'), of('Ant')]
      for (const group of two) {
        await all.add(group)
        await within.add(group.id, [people[5]?.id ?? ''], 1)
      }
      const found = await within.groupsOf(people[5]?.id ?? '')
      expect(found).toEqual(two.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
    })
  })
})
