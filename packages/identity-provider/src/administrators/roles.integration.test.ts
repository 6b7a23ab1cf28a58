import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createIdentityProvider } from '../app.tsx'
import { type DirectoryRole, roles } from '../console/role.ts'
import type { Browser } from '../testing/browser.ts'
import { addApplication, addUser, administratorOf, signIn } from '../testing/directory.ts'
import { type Running, run } from '../testing/running.ts'
import { directoryRoles } from './store.ts'

/** Which of the two lesser roles each part of the console takes; what is in no row is for all administrators to read. */
const both = ['Cloud Application Administrator', 'User Administrator']
const partly: readonly (readonly [RegExp, readonly string[]])[] = [
  [/ \/admin\/enterprise-applications/, ['Cloud Application Administrator']],
  [/ \/admin\/users\/:id\/assigned-roles/, []],
  [/^POST \/admin\/domains/, []],
  [/^POST \/admin\/users$| \/admin\/users\/(new|:id\/.+)$/, ['User Administrator']],
  [/^GET \/admin(\/(users(\/:id)?|applications|roles|domains))?$/, both],
]

eachStore((_engine, open) => {
  describe('roles', () => {
    let running: Running
    let admin: Browser
    let application: string
    let person: string
    const administrators = new Map<DirectoryRole, { browser: Browser; id: string }>()
    const password = 'Correct-horse-3'
    beforeAll(async () => {
      running = await run(await open())
      admin = await administratorOf(running)
      application = await addApplication(admin)
      person = await addUser(admin, { userName: 'nobody@contoso.example', password })
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
      expect(all.size).toBeGreaterThan(30)
      for (const route of all) {
        const takes = partly.find(([pattern]) => pattern.test(route))?.[1]
        expect(takes, `${route} is in no row`).toBeDefined()
        const [method = '', at = ''] = route.split(' ')
        const id = at.startsWith('/admin/users') ? person : application
        const url = at.replace(':id', id).replace(':user', person).replace(':template', 'own')
        for (const { name } of roles) {
          const { browser } = as(name)
          // Without a token: what the gate lets through is refused by the form, for another reason.
          const page = method === 'GET' ? await browser.get(url) : await browser.post(url, {})
          const held = name === 'Global Administrator' || takes?.includes(name)
          expect(/needs the role/.test(page.text), `${route} as ${name}`).toBe(!held)
          if (!held) expect(page.status).toBe(403)
        }
      }
    })

    test('a refusal names what was asked, the role that it needs, and what one is', async () => {
      const page = await as('User Administrator').browser.get('/admin/enterprise-applications')
      expect(page.text).toContain(
        'Working with enterprise applications needs the role Cloud Application Administrator. You are User Administrator.',
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
