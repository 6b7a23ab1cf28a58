import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signingCertificates } from '../certificates/signing-certificates.ts'
import { guid } from '../guid.ts'
import type { Browser } from '../testing/browser.ts'
import {
  addUser,
  administratorId,
  administratorOf,
  assign,
  complete,
  configure,
  signIn,
  simon,
  spAddress,
} from '../testing/directory.ts'
import { type Running, run } from '../testing/running.ts'
import { noAddresses } from './application.ts'
import { applications } from './store.ts'

eachStore((_engine, open) => {
  describe('an enterprise application, from the gallery to its test', () => {
    let running: Running
    let admin: Browser
    let id: string
    const root = '/admin/enterprise-applications'
    const path = (page: string) => `${root}/${id}/${page}`
    beforeAll(async () => {
      running = await run(await open(), { patience: 0 })
      admin = await administratorOf(running)
    })
    afterAll(() => running.stop())

    const create = (template: string, name: string, query = '') =>
      admin.submit(`${root}/new/${template}${query}`, `${root}${query}`, { name })

    test('every name on the way is a link in the navigation', async () => {
      const { text } = await admin.get('/admin')
      for (const name of [
        'Users',
        'All users',
        'Applications',
        'Enterprise applications',
        'App Configuration Wizard',
      ])
        expect(text).toMatch(new RegExp(`<a href="/admin/[^"]*"[^>]*>(<svg[^]*?</svg>)?${name}</a>`))
      expect((await admin.get(root)).text).toContain(`href="${root}/new"`)
      expect((await admin.get('/admin/applications')).text).toContain(`href="${root}"`)
    })

    test('Add from the gallery finds it, and says what it does not find', async () => {
      const found = await admin.get(`${root}/new?q=kantega+sso+for+BITBUCKET`)
      expect(found.text).toContain('Add from the gallery')
      expect(found.text.match(/\/new\/kantega-[a-z]+/g)).toEqual(['/new/kantega-bitbucket'])
      expect((await admin.get(`${root}/new?q=nonesuch`)).text).toContain('nothing called “nonesuch”')
    })

    test.each([
      ['', 'Type a name for the application.'],
      ['a'.repeat(121), 'Shorten the name to at most 120 characters.'],
      ['a\u0007b', 'Take the control characters out of the name.'],
    ])('answers the bad name %o beside its field', async (name, says) => {
      const page = await create('own', name)
      expect(page.status).toBe(400)
      expect(page.text).toContain('id="name-error"')
      expect(page.text).toContain(says)
    })

    test('Create leads to a page that tells what is being made, until it is', async () => {
      const waiting = guid(running.world.random)
      await applications(running.world.store).add({
        id: waiting,
        name: 'Slow',
        templateId: 'own',
        ...noAddresses,
        method: undefined,
        enabled: true,
        assignmentRequired: true,
        visible: true,
        returnsErrors: false,
        createdAt: running.world.clock(),
      })
      for (const page of ['', '/single-sign-on']) {
        expect((await admin.get(`${root}/${waiting}${page}`)).location).toBe(`${root}/${waiting}/adding`)
      }
      const metadata = `/${running.tenant.id}/federationmetadata/2007-06/federationmetadata.xml?appid=${waiting}`
      expect((await admin.get(metadata)).text).toContain('Slow is still being added')

      const shown = await admin.get(`${root}/${waiting}/adding`)
      expect(shown.status).toBe(200)
      expect(shown.headers.get('refresh')).toBe('1')
      expect(shown.text).toContain('A signing key and its certificate are being made')
      await complete(admin, { ...shown, location: `${root}/${waiting}/adding` })
      expect((await admin.get(metadata)).status).toBe(200)
    })

    test('two who make the certificate at once make one', async () => {
      id = await complete(admin, await create('kantega-bitbucket', 'Kantega SSO for Bitbucket'))
      const looks = await Promise.all([1, 2, 3].map(() => admin.get(path('adding'))))
      for (const look of looks) expect(look.location).toBe(`${root}/${id}?done=created`)
      const { store, seal } = running.world
      expect(await signingCertificates(store, seal).list(id)).toHaveLength(1)
    })

    test('Select a single sign-on method comes first, and says what is not offered', async () => {
      const page = await admin.get(path('single-sign-on'))
      expect(page.text).toContain('Select a single sign-on method</h1>')
      for (const words of ['Not offered: passwords', 'Not offered: a tile', 'value="saml"'])
        expect(page.text).toContain(words)
      const selected = await admin.post(path('single-sign-on/method'), { ...page.hidden, method: 'saml' })
      expect(selected.location).toBe(`${path('single-sign-on')}?done=selected`)
      expect((await admin.get(path('single-sign-on'))).text).toContain('Set up single sign-on with SAML</h1>')
    })

    test('the additional URL is folded away until it is set', async () => {
      const form = path('single-sign-on/basic-saml-configuration')
      expect((await admin.get(form)).text).toMatch(/<details class="fold"><summary>Set additional URLs</)
      const bad = { identifier: spAddress, replyUrl: spAddress, signOnUrl: 'nonsense' }
      const wrong = await configure(admin, id, bad)
      expect(wrong.status).toBe(400)
      expect(wrong.text).toMatch(/<details class="fold" open=""><summary>Set additional URLs</)
      expect(wrong.text).toContain('id="signOnUrl-error"')
      expect(wrong.text).toContain('value="nonsense"')
    })

    test('the test says what it is going to do, and as whom', async () => {
      const sso = path('single-sign-on')
      expect((await admin.get(sso)).text).toContain('Save Identifier and Reply URL under')
      const addresses = { identifier: spAddress, replyUrl: spAddress }
      await configure(admin, id, { ...addresses, signOnUrl: spAddress })
      const sp = (await admin.get(sso)).text
      expect(sp).toContain('SP initiated</dt>')
      expect(sp).toContain('<b>not assigned</b>')
      expect(sp).toContain(`href="/my-apps/launch/${id}">Test this application</a>`)
      await configure(admin, id, { ...addresses, signOnUrl: '' })
      await assign(admin, id, await administratorId(admin))
      const idp = (await admin.get(sso)).text
      expect(idp).toContain('IDP initiated</dt>')
      expect(idp).toContain('admin@contoso.example, who is signed in here.')
    })

    test('Disabled keeps the addresses and lets nobody in', async () => {
      const user = await addUser(admin, simon)
      await assign(admin, id, user)
      const browser = running.browser()
      await signIn(browser, simon)
      expect((await browser.get(`/my-apps/launch/${id}`)).hidden.SAMLResponse).toBeDefined()
      const method = path('single-sign-on/method')
      await admin.submit(method, method, { method: 'disabled' })
      const refused = await browser.get(`/my-apps/launch/${id}`)
      expect(refused.status).toBe(403)
      expect(refused.text).toContain('select SAML on the page Select a single sign-on method')
      await admin.submit(method, method, { method: 'saml' })
      expect((await browser.get(`/my-apps/launch/${id}`)).hidden.SAMLResponse).toBeDefined()
    })

    test('an assignment names whom and a role that there is', async () => {
      const form = path('users-and-groups/add')
      const nobody = await admin.submit(form, path('users-and-groups'), {})
      expect(nobody.status).toBe(400)
      expect(nobody.text).toContain('id="users-error"')
      expect(nobody.text).toContain('Select at least one user or group under Users and groups.')
      const own = await administratorId(admin)
      const role = await admin.submit(form, path('users-and-groups'), { user: own, role: 'Owner' })
      expect(role.status).toBe(400)
      expect(role.text).toContain('id="role-error"')
      expect(role.text).toContain('Select Default Access under Select a role.')
      expect(role.text).toContain(`name="user" value="${own}"`)
      const many = Array.from({ length: 101 }, (): [string, string] => ['user', own])
      const { hidden } = await admin.get(form)
      const page = await admin.postAll(path('users-and-groups'), [...Object.entries(hidden), ...many])
      expect(page.text).toContain('Select at most 100 users')
    })

    test('whom one selected is kept through a search that finds nobody', async () => {
      const own = await administratorId(admin)
      const page = await admin.get(`${path('users-and-groups/add/select')}?q=nonesuch&user=${own}`)
      expect(page.text).toContain(`/add/select?user=${own}`)
    })
  })
})
