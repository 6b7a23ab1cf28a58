import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { directoryRoles } from '../administrators/store.ts'
import { members } from '../groups/members.ts'
import { groups } from '../groups/store.ts'
import { guid } from '../guid.ts'
import type { Browser } from '../testing/browser.ts'
import { addUser, administratorOf, signIn } from '../testing/directory.ts'
import { type Running, run } from '../testing/running.ts'

const password = 'Correct-horse-3'

eachStore((_engine, open) => {
  describe('Assignments of Create new user', () => {
    let running: Running
    let admin: Browser
    const ids = new Map<string, string>()
    beforeAll(async () => {
      running = await run(await open())
      admin = await administratorOf(running)
      // In the order of the ids, which is not that of the names.
      const given = [1, 2, 3].map(() => guid(running.world.random)).toSorted()
      for (const [n, name] of ['Twins', 'Twins 2', 'Developers'].entries()) {
        const id = given[n] ?? ''
        ids.set(name, id)
        const displayName = name.replace(' 2', '')
        await groups(running.world.store).add({ id, displayName, description: '', createdAt: 0 })
      }
    })
    afterAll(() => running.stop())

    const fields = (name: string) => ({
      displayName: name,
      userPrincipalName: `${name}@contoso.example`,
      password,
    })
    const idOf = (location = '') => /users\/([0-9a-f-]{36})/.exec(location)?.[1] ?? ''

    test('groups by name or object id and roles go through Review + create, and are there', async () => {
      const typed = `developers\r\n\r\n${ids.get('Twins 2')}\r\nDevelopers`
      const of = { ...fields('ann'), groups: typed, role: 'Security Reader' }
      const review = await admin.submit('/admin/users/new', '/admin/users/new', of)
      expect(review.text).toMatch(/Assignments.*Developers.*Twins.*Security Reader/s)
      const back = await admin.post('/admin/users/new', { ...review.hidden, change: 'yes' })
      expect(back.text).toContain('developers')
      expect(back.text).toMatch(/value="Security Reader" checked|checked[^>]*value="Security Reader"/)
      const user = idOf((await admin.post('/admin/users', review.hidden)).location)
      const { store } = running.world
      const held = (await members(store).groupsOf(user)).map(({ id }) => id)
      expect(new Set(held)).toEqual(new Set([ids.get('Developers'), ids.get('Twins 2')]))
      expect(await directoryRoles(store).of(user)).toEqual(['Security Reader'])
      expect((await admin.get(`/admin/users/${user}`)).text).toMatch(/>Developers<.*>Twins</s)
    })

    test.each([
      ['Nobody', 'There is no group “Nobody”.'],
      ['twins', 'Several groups are called “twins”.'],
      [Array.from({ length: 21 }, (_, n) => `g${n}`).join('\n'), 'at most 20 groups and roles'],
    ])('groups of %j are refused beside their field, and nobody is created', async (typed, says) => {
      for (const action of ['/admin/users/new', '/admin/users']) {
        const page = await admin.submit('/admin/users/new', action, { ...fields('bea'), groups: typed })
        expect([page.status, page.text.includes('id="groups-error"'), page.text.includes(says)]).toEqual([
          400,
          true,
          true,
        ])
        expect(page.text).toContain(`${typed}</textarea>`)
      }
      expect((await admin.get('/admin/users?q=bea')).text).toContain('Nobody is called')
    })

    test('a User Administrator gives no role this way', async () => {
      const clerk = { userName: 'clerk@contoso.example', password }
      const path = `/admin/users/${await addUser(admin, clerk)}/assigned-roles`
      await admin.submit(path, path, { role: 'User Administrator' })
      const browser = running.browser()
      await signIn(browser, clerk)
      const form = await browser.get('/admin/users/new')
      expect(form.text).not.toContain('name="role"')
      for (const action of ['/admin/users/new', '/admin/users']) {
        const of = { ...form.hidden, ...fields('carl'), role: 'Global Administrator' }
        const page = await browser.post(action, of)
        expect([page.status, page.text.includes('Only a Global Administrator gives roles.')]).toEqual([
          400,
          true,
        ])
      }
      expect((await admin.get('/admin/users?q=carl')).text).toContain('Nobody is called')
    })
  })
})
