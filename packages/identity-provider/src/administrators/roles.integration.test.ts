import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createIdentityProvider } from '../app.tsx'
import { type DirectoryRole, roles } from '../console/role.ts'
import { groups } from '../groups/store.ts'
import { guid } from '../guid.ts'
import type { Browser } from '../testing/browser.ts'
import { addApplication, addUser, administratorOf, signIn } from '../testing/directory.ts'
import { type Running, run } from '../testing/running.ts'
import { deletedUsers } from '../users/deleted.ts'
import { directoryRoles } from './store.ts'

const ofApplications = 'Cloud Application Administrator'
const ofUsers = 'User Administrator'
const reader = 'Security Reader'

/** Which of the lesser roles each part of the console takes; a route that is in no row fails the test. */
const takenBy: readonly (readonly [RegExp, readonly DirectoryRole[]])[] = [
  [/^GET \/admin\/enterprise-applications/, [ofApplications, reader]],
  [/^POST \/admin\/enterprise-applications/, [ofApplications]],
  [/ \/admin\/users\/:id\/assigned-roles/, []],
  [/^POST \/admin\/domains/, []],
  [/^GET \/admin\/sign-in-logs/, [ofApplications, reader]],
  [/^POST \/admin\/users$| \/admin\/users\/(new(\/bulk.*)?|:id\/.+)$/, [ofUsers]],
  [/ \/admin\/(groups|deleted-users)\/(new|:id\/.+)$/, [ofUsers]],
  [
    /^GET \/admin(\/(users(\/:id)?|deleted-users|groups(\/:id)?|applications|roles|domains))?$/,
    [ofApplications, ofUsers, reader],
  ],
]

eachStore((_engine, open) => {
  describe('roles', () => {
    let running: Running
    let admin: Browser
    let application: string
    let person: string
    let group: string
    let deleted: string
    const administrators = new Map<DirectoryRole, { browser: Browser; id: string }>()
    const password = 'Correct-horse-3'
    beforeAll(async () => {
      running = await run(await open())
      admin = await administratorOf(running)
      application = await addApplication(admin)
      person = await addUser(admin, { userName: 'nobody@contoso.example', password })
      deleted = await addUser(admin, { userName: 'gone@contoso.example', password })
      await deletedUsers(running.world.store).remove(deleted, running.world.clock())
      group = guid(running.world.random)
      await groups(running.world.store).add({ id: group, displayName: 'G', description: '', createdAt: 0 })
      for (const [n, { name }] of roles.entries()) {
        const userName = `role-${n}@contoso.example`
        const id = await addUser(admin, { userName, password, displayName: name })
        expect((await setRoles(admin, id, [name])).location).toBe(`/admin/users/${id}?done=roles`)
        const browser = running.browser()
        await signIn(browser, { userName, password })
        administrators.set(name, { browser, id })
      }
    })
    afterAll(() => running.stop())

    const as = (name: DirectoryRole) => {
      const found = administrators.get(name)
      if (!found) throw new Error(name)
      return found
    }
    /** Of a thing that is there: the gate must refuse before anybody looks. */
    const idFor = (at: string): string => {
      if (at.startsWith('/admin/users')) return person
      if (at.startsWith('/admin/deleted-users')) return deleted
      return at.startsWith('/admin/groups') ? group : application
    }
    const path = (id: string) => `/admin/users/${id}/assigned-roles`
    const setRoles = async (of: Browser, id: string, held: readonly string[]) => {
      const form = await admin.get(path(id))
      const own = (await of.get('/admin')).hidden
      return of.postAll(path(id), [...Object.entries({ ...form.hidden, ...own }), ...held.map(role)])
    }
    const role = (name: string): [string, string] => ['role', name]

    test('every page and form below /admin takes exactly the roles that it should', async () => {
      const { routes } = createIdentityProvider(running)
      const console = routes.filter(({ method, path: at }) => method !== 'ALL' && at.startsWith('/admin'))
      // Gates are registered under methods too: a row for each of what remains.
      const all = new Set(console.map(({ method, path: at }) => `${method} ${at}`))
      expect(all.size).toBeGreaterThan(40)
      for (const route of all) {
        const takes = takenBy.find(([pattern]) => pattern.test(route))?.[1]
        expect(takes, `${route} is in no row`).toBeDefined()
        const [method = '', at = ''] = route.split(' ')
        const url = at.replace(':id', idFor(at)).replace(':user', person).replace(':template', 'own')
        for (const { name } of roles) {
          const { browser } = as(name)
          const held = name === 'Global Administrator' || takes?.includes(name)
          // Who may not has a good form, so that nothing but the gate refuses; who may has none, so that nothing is done.
          const fields = held ? {} : (await browser.get('/admin')).hidden
          const page = method === 'GET' ? await browser.get(url) : await browser.post(url, fields)
          expect(/needs the role/.test(page.text), `${route} as ${name}`).toBe(!held)
          if (!held) expect(page.status).toBe(403)
        }
      }
      // Every route with every role: its time grows with both.
    }, 120_000)

    test('a refusal names what was asked, the role that it needs, and what one is', async () => {
      const page = await as('User Administrator').browser.get('/admin/enterprise-applications')
      expect(page.text).toContain(
        'Seeing enterprise applications needs the role Cloud Application Administrator or Security Reader. You are User Administrator.',
      )
      const other = await as('Cloud Application Administrator').browser.get('/admin/users/new')
      expect(other.text).toContain('Creating a user needs the role User Administrator.')
      expect((await admin.get('/admin/roles')).text).toContain('Cloud Application Administrator</a>')
    })

    test.each(['edit', 'reset-password', 'delete'])(
      'a User Administrator does not %s somebody who holds a role, and so becomes nobody else',
      async (action) => {
        const { browser } = as('User Administrator')
        expect((await browser.get(`/admin/users/${person}/${action}`)).status).toBe(200)
        for (const name of ['Global Administrator', 'User Administrator'] as const) {
          const url = `/admin/users/${as(name).id}/${action}`
          expect((await browser.get(url)).text).toContain('This user holds a role')
          const posted = await browser.post(url, { ...(await browser.get('/admin')).hidden, password })
          expect(posted.status).toBe(403)
        }
      },
    )

    test('only a Global Administrator gives roles', async () => {
      for (const name of ['Cloud Application Administrator', 'User Administrator'] as const) {
        const { browser, id } = as(name)
        expect((await setRoles(browser, id, ['Global Administrator'])).status).toBe(403)
        expect(await directoryRoles(running.world.store).of(id)).toEqual([name])
      }
    })

    test('a role that is taken away is gone at once', async () => {
      const userName = 'short@contoso.example'
      const id = await addUser(admin, { userName, password })
      await setRoles(admin, id, ['User Administrator'])
      const browser = running.browser()
      await signIn(browser, { userName, password })
      expect((await browser.get('/admin/users/new')).status).toBe(200)
      await setRoles(admin, id, [])
      expect((await browser.get('/admin/users/new')).text).toContain('you are not one')
    })

    test('the last Global Administrator who can sign in keeps the role', async () => {
      const page = await admin.get('/admin/users?q=admin@')
      const own = /\/admin\/users\/([0-9a-f-]{36})/.exec(page.text)?.[1] ?? ''
      const store = directoryRoles(running.world.store)
      const other = as('Global Administrator').id
      const both = await Promise.all([store.set(own, []), store.set(other, ['User Administrator'])])
      expect(both.filter(Boolean)).toHaveLength(1)
      for (const id of [own, other]) await store.give(id, 'Global Administrator')

      const edit = `/admin/users/${other}/edit`
      await admin.submit(edit, edit, { displayName: 'Disabled' })
      const refused = await setRoles(admin, own, ['User Administrator'])
      expect(refused.status).toBe(400)
      expect(refused.text).toContain('is the only Global Administrator who can sign in')
      expect(refused.text).toContain('id="role-error"')
      expect(await store.of(own)).toContain('Global Administrator')
    })
  })
})
