import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assignments } from '../assignments/store.ts'
import { members } from '../groups/members.ts'
import { groups } from '../groups/store.ts'
import { guid } from '../guid.ts'
import type { Browser } from '../testing/browser.ts'
import { addApplication, addUser, administratorOf, assign, signIn, simon } from '../testing/directory.ts'
import { type Running, run } from '../testing/running.ts'
import { deletedUsers, restorable } from './deleted.ts'
import { users } from './store.ts'

eachStore((_engine, open) => {
  describe('a deleted user', () => {
    let running: Running
    let admin: Browser
    let application: string
    const group = { displayName: 'Team', description: undefined, createdAt: 1 }
    let groupId: string
    beforeAll(async () => {
      running = await run(await open())
      admin = await administratorOf(running)
      application = await addApplication(admin)
      groupId = guid(running.world.random)
      await groups(running.world.store).add({ ...group, id: groupId })
    })
    afterAll(() => running.stop())

    const remove = (id: string) =>
      admin.submit(`/admin/users/${id}/delete`, `/admin/users/${id}/delete`, { confirm: simon.userName })
    const within = () => members(running.world.store).of(groupId, '')

    test('is nowhere but under Deleted users, and comes back with all that was theirs', async () => {
      const { store } = running.world
      const id = await addUser(admin, simon)
      await assign(admin, application, id)
      await members(store).add(groupId, [id], 1)
      const browser = running.browser()
      await signIn(browser, simon)
      await remove(id)

      expect((await browser.get('/my-apps')).location).toContain('/sign-in')
      expect((await signIn(running.browser(), simon)).status).toBe(400)
      expect((await admin.get(`/admin/users/${id}`)).status).toBe(404)
      expect((await admin.get('/admin/users?q=b.simon')).text).toContain('Nobody is called')
      expect(await assignments(store).of(application, '')).toEqual([])
      expect((await within()).rows).toEqual([])
      expect((await admin.get('/admin/deleted-users?q=B.SIMON')).text).toContain(simon.userName)

      const restored = await admin.submit('/admin/deleted-users', `/admin/deleted-users/${id}/restore`, {})
      expect(restored.location).toBe(`/admin/users/${id}?done=restored`)
      expect((await signIn(running.browser(), simon)).location).toBe('/')
      expect(await assignments(store).of(application, '')).toHaveLength(1)
      expect((await within()).rows.map((user) => user.id)).toEqual([id])
      await remove(id)
    })

    test('does not come back over somebody who has the name by now', async () => {
      const [row] = (await deletedUsers(running.world.store).list('')).rows
      const other = await addUser(admin, simon)
      const path = `/admin/deleted-users/${row?.user.id}`
      const refused = await admin.submit('/admin/deleted-users', `${path}/restore`, {})
      expect(refused.status).toBe(409)
      expect(refused.text).toContain(`The user principal name ${simon.userName} belongs to another user`)
      const wrong = await admin.submit(`${path}/delete`, `${path}/delete`, { confirm: 'x' })
      expect([wrong.status, wrong.text.includes('letter by letter')]).toEqual([400, true])
      const purged = await admin.submit(`${path}/delete`, `${path}/delete`, { confirm: simon.userName })
      expect(purged.location).toBe('/admin/deleted-users?done=purged')
      expect((await admin.get(`${path}/delete`)).text).toContain('There is no deleted user at this address.')
      expect((await admin.get(`/admin/users/${other}`)).status).toBe(200)
    })

    test('is gone after 30 days, and not a moment before', async () => {
      const deleted = deletedUsers(running.world.store)
      const [user] = (await users(running.world.store).list('b.simon')).rows
      await deleted.remove(user?.id ?? '', 1_000)
      await deleted.sweep(1_000 + restorable - 1)
      expect((await deleted.list('')).rows).toHaveLength(1)
      await deleted.sweep(1_000 + restorable)
      expect((await deleted.list('')).rows).toEqual([])
    })
  })

  describe('Create new user', () => {
    let running: Running
    let admin: Browser
    beforeAll(async () => {
      running = await run(await open())
      admin = await administratorOf(running)
    })
    afterAll(() => running.stop())

    const offered = async () =>
      /name="password"[^>]* value="([^"]+)"/.exec((await admin.get('/admin/users/new')).text)?.[1] ?? ''

    test('offers the same password until the user is made, then another', async () => {
      const password = await offered()
      expect(await offered()).toBe(password)
      const typed = { displayName: 'One', userPrincipalName: 'one', password }
      await admin.submit('/admin/users/new', '/admin/users/new', typed)
      expect(await offered()).toBe(password)
      await addUser(admin, { userName: 'one@contoso.example', password })
      expect(await offered()).not.toBe(password)
    })

    test('keeps job information through review, and shows what is wrong with it', async () => {
      const typed = {
        displayName: 'Two',
        userPrincipalName: 'two@contoso.example',
        password: simon.password,
        department: 'R&D',
        userType: 'Guest',
        enabled: 'no',
        mustChange: 'yes',
      }
      const bad = { ...typed, employeeId: '1'.repeat(17), userType: 'Robot' }
      const back = await admin.submit('/admin/users/new', '/admin/users/new', bad)
      expect(back.text).toContain('Shorten the employee ID to at most 16 characters.')
      expect(back.text).toContain('Choose Member or Guest as the user type.')
      const review = await admin.submit('/admin/users/new', '/admin/users/new', typed)
      const made = await admin.post('/admin/users', review.hidden)
      const id = /users\/([^?]+)/.exec(made.location ?? '')?.[1] ?? ''
      const page = (await admin.get(`/admin/users/${id}`)).text
      for (const text of ['R&amp;D', 'Guest', 'Disabled']) expect(page).toContain(text)
      const kept = await users(running.world.store).credentials(id)
      expect(kept?.mustChangePassword).toBe(true)
      expect(kept?.user.attributes).toEqual({ department: 'R&D' })
    })
  })
})
