import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../testing/browser.ts'
import {
  addApplication,
  addOwnApplication,
  addUser,
  administratorOf,
  assign,
  signIn,
  simon,
} from '../testing/directory.ts'
import { type Running, run } from '../testing/running.ts'
import { members } from './members.ts'

eachStore((_engine, open) => {
  describe('the pages of groups', () => {
    let running: Running
    let admin: Browser
    let path: string
    let person: string
    beforeAll(async () => {
      running = await run(await open())
      admin = await administratorOf(running)
      person = await addUser(admin, simon)
      const made = await admin.submit('/admin/groups/new', '/admin/groups/new', {
        displayName: '<b>Admins & "more"</b>',
        description: 'Who looks after Bitbucket',
      })
      path = made.location?.replace('?done=created', '') ?? ''
    })
    afterAll(() => running.stop())

    test('show what was typed as text, in the list and on its own page', async () => {
      for (const at of ['/admin/groups?q=ADMINS', path]) {
        const page = await admin.get(at)
        expect(page.text).toContain('&lt;b&gt;Admins &amp; &quot;more&quot;&lt;/b&gt;')
        expect(page.text).toContain('Who looks after Bitbucket')
      }
      expect((await admin.get('/admin/groups?q=nothing')).text).toContain('No group is called “nothing”')
    })

    test('take nothing that claims cannot carry, and keep what was typed', async () => {
      for (const [displayName, says] of [
        [' ', 'Type a group name.'],
        ['a'.repeat(257), 'Shorten the group name to at most 256 characters.'],
        ['a\u0007b', 'Take the control characters out of the group name.'],
      ] as const) {
        const fields = { displayName, description: 'kept as typed' }
        const page = await admin.submit('/admin/groups/new', '/admin/groups/new', fields)
        expect(page.status).toBe(400)
        expect(page.text).toContain(says)
        expect(page.text).toContain('kept as typed')
      }
    })

    test('add and remove members', async () => {
      const none = await admin.submit(`${path}/members/add`, `${path}/members/add`, {})
      expect([none.status, none.text.includes('Tick at least one user.')]).toEqual([400, true])
      expect((await admin.get(`${path}/members/add?q=b.simon`)).text).toContain(simon.userName)
      const added = await admin.submit(`${path}/members/add`, `${path}/members/add`, { user: person })
      expect(added.location).toBe(`${path}?done=added`)
      expect((await admin.get(path)).text).toContain(simon.userName)
      expect((await admin.get(`/admin/users/${person}`)).text).toContain('&lt;b&gt;Admins')
      await admin.submit(path, `${path}/members/remove`, { user: person })
      expect((await admin.get(path)).text).toContain('Nobody is in this group yet')
    })

    test('the page of a user adds and removes memberships too', async () => {
      const user = `/admin/users/${person}`
      const add = `${user}/groups/add`
      const group = path.split('/').at(-1) ?? ''
      const none = await admin.submit(add, add, { group: 'nothing' })
      expect([none.status, none.text.includes('Tick at least one group.')]).toEqual([400, true])
      expect((await admin.get(`${add}?q=nothing`)).text).toContain('No group is called “nothing”')
      expect((await admin.get(`${add}?q=admins`)).text).toContain('&lt;b&gt;Admins')
      expect((await admin.submit(add, add, { group })).location).toBe(`${user}?done=joined`)
      expect((await admin.get(path)).text).toContain(simon.userName)
      const left = await admin.submit(user, `${user}/groups/remove`, { group })
      expect(left.location).toBe(`${user}?done=left`)
      expect((await admin.get(path)).text).toContain('Nobody is in this group yet')
    })

    test('the pages of a user and a group tell to which applications they are assigned, and how', async () => {
      const application = await addApplication(admin)
      await assign(admin, application, person)
      const group = path.split('/').at(-1) ?? ''
      await members(running.world.store).add(group, [person], 1)
      for (const id of [application, await addOwnApplication(admin, 'Alpha')]) {
        const assignments = `/admin/enterprise-applications/${id}/users-and-groups`
        await admin.submit(`${assignments}/add`, assignments, { group })
      }
      const link = `href="/admin/enterprise-applications/${application}"`
      const own = (await admin.get(`/admin/users/${person}`)).text
      expect(own.split(link)).toHaveLength(3)
      expect(own.indexOf('>Alpha<')).toBeGreaterThan(0)
      expect(own.indexOf('>Alpha<')).toBeLessThan(own.indexOf(link))
      for (const word of ['Default Access', 'Directly', 'by &lt;b&gt;Admins']) expect(own).toContain(word)
      expect((await admin.get(path)).text.split(link)).toHaveLength(2)

      const clerk = { userName: 'clerk@contoso.example', password: 'Correct-horse-5' }
      const roles = `/admin/users/${await addUser(admin, clerk)}/assigned-roles`
      await admin.submit(roles, roles, { role: 'User Administrator' })
      const browser = running.browser()
      await signIn(browser, clerk)
      for (const at of [`/admin/users/${person}`, path]) {
        const page = await browser.get(at)
        expect([page.status, page.text.includes(link)]).toEqual([200, false])
      }
    })

    test('delete a group only under its name; the people stay', async () => {
      const { store } = running.world
      await members(store).add(path.split('/').at(-1) ?? '', [person], 1)
      const wrong = await admin.submit(`${path}/delete`, `${path}/delete`, { confirm: 'Admins' })
      expect([wrong.status, wrong.text.includes('letter by letter')]).toEqual([400, true])
      const confirm = '<b>Admins & "more"</b>'
      const gone = await admin.submit(`${path}/delete`, `${path}/delete`, { confirm })
      expect(gone.location).toBe('/admin/groups?done=deleted')
      expect((await admin.get(path)).text).toContain('There is no group at this address.')
      expect((await admin.get(`/admin/users/${person}`)).status).toBe(200)
    })
  })
})
