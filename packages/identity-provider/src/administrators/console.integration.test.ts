import { eachStore } from '@postern/kit/testing'
import { readMetadata } from '@postern/saml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../testing/browser.ts'
import {
  addApplication,
  addUser,
  administratorOf,
  complete,
  configure,
  signIn,
  simon,
  spAddress,
} from '../testing/directory.ts'
import { type Running, run } from '../testing/running.ts'
import { faultOfPassword } from '../users/password.ts'
import { ensureFirstAdministrator } from './first-administrator.ts'

eachStore((_engine, open) => {
  describe('the console', () => {
    let running: Running
    let admin: Browser
    beforeAll(async () => {
      running = await run(await open())
      admin = await administratorOf(running)
    })
    afterAll(() => running.stop())

    test('has one first administrator, however often it starts', async () => {
      await ensureFirstAdministrator(running.world)
      const page = await admin.get('/admin/users')
      expect(page.text.match(/admin@contoso\.example<\/a>/g)).toHaveLength(1)
    })

    test.each([
      '/admin',
      '/admin/users',
      '/admin/users/new',
      '/admin/enterprise-applications/new',
      '/admin/x',
    ])('is closed to others: %s', async (path) => {
      const stranger = running.browser()
      expect((await stranger.get(path)).location).toBe(`/sign-in?continue=${encodeURIComponent(path)}`)
      await addUser(admin, simon)
      await signIn(stranger, simon)
      const refused = await stranger.get(path)
      expect(refused.status).toBe(403)
      expect(refused.text).toContain('Sign in with another account')
      expect((await stranger.post('/admin/users', { displayName: 'x' })).status).toBe(403)
    })

    test('creates a user in two steps, with the generated password', async () => {
      const form = await admin.get('/admin/users/new')
      const password = /name="password"[^>]* value="([^"]+)"/.exec(form.text)?.[1] ?? ''
      expect(faultOfPassword(password)).toBeUndefined()
      const typed = { displayName: 'Britta Simon', userPrincipalName: 'Brittasimon', password }
      const review = await admin.post('/admin/users/new', { ...form.hidden, ...typed })
      expect(review.status).toBe(200)
      expect((await admin.get('/admin/users?q=britta')).text).toContain('Nobody is called')
      const made = await admin.post('/admin/users', review.hidden)
      expect(made.location).toMatch(/^\/admin\/users\/[0-9a-f-]{36}\?done=created$/)
      expect((await admin.get('/admin/users?q=BRITTA%20S')).text).toContain('Brittasimon@contoso.example')
      const britta = { userName: 'brittasimon@contoso.example', password }
      expect((await signIn(running.browser(), britta)).status).toBe(303)
    })

    test.each([
      ['displayName', { displayName: ' ' }, 'Type a display name.'],
      ['displayName', { displayName: 'a\u0007b' }, 'control characters'],
      ['userPrincipalName', { userPrincipalName: '' }, 'Type a user principal name'],
      ['userPrincipalName', { userPrincipalName: 'a@b@contoso.example' }, 'Type one @'],
      ['userPrincipalName', { userPrincipalName: 'a.@contoso.example' }, 'full stop'],
      ['userPrincipalName', { userPrincipalName: 'a b@contoso.example' }, 'Take out the blank: before the @'],
      ['userPrincipalName', { userPrincipalName: 'a@fabrikam.example' }, 'Use a domain of this directory'],
      ['userPrincipalName', { userPrincipalName: 'ADMIN@contoso.example' }, 'belongs to another user'],
      ['password', { password: 'Short-1' }, 'at least 8 characters'],
      ['password', { password: 'alllowercase' }, 'Mix at least three'],
      ['mail', { mail: 'nonsense' }, 'Type an email address'],
    ])('answers a bad %s beside its field and keeps the rest: %o', async (field, change, says) => {
      const typed = {
        displayName: 'Kept',
        userPrincipalName: 'new@contoso.example',
        password: 'Correct-horse-9',
      }
      for (const action of ['/admin/users/new', '/admin/users']) {
        const page = await admin.submit('/admin/users/new', action, { ...typed, ...change })
        expect(page.status).toBe(400)
        expect(page.text).toContain(`id="${field}-error"`)
        expect(page.text).toContain(says)
        expect(page.text).toContain('href="#')
        if (field !== 'displayName') expect(page.text).toContain('value="Kept"')
      }
    })

    test('adds a domain once, and refuses what is none', async () => {
      const add = (name: string) => admin.submit('/admin/domains', '/admin/domains', { name })
      expect((await add(' Fabrikam.example ')).status).toBe(303)
      expect((await add('fabrikam.EXAMPLE')).text).toContain('already')
      expect((await add('name@fabrikam.example')).text).toContain('Leave out the part up to @')
      expect((await add('münchen.example')).text).toContain('xn--')
      expect((await add('localhost')).text).toContain('at least one dot')
      const made = await addUser(admin, { userName: 'x@Fabrikam.example', password: 'Correct-horse-9' })
      expect(made).toMatch(/^[0-9a-f-]{36}$/)
    })

    test('publishes metadata that any origin may read, signed with the key of the application', async () => {
      const id = await addApplication(admin)
      const page = await running
        .browser()
        .get(`/${running.tenant.id}/federationmetadata/2007-06/federationmetadata.xml?appid=${id}`)
      expect(page.headers.get('access-control-allow-origin')).toBe('*')
      const { entities, signature } = readMetadata(Buffer.from(page.text))
      expect(signature.state).toBe('self-signed')
      expect(entities).toMatchObject([
        {
          entityId: `${running.origin}/${running.tenant.id}/`,
          identityProvider: {
            certificates: [{ subject: 'CN=Postern Federated SSO Certificate', keyBits: 2048 }],
          },
        },
      ])
      const downloaded = await admin.get(
        `/admin/enterprise-applications/${id}/single-sign-on/federation-metadata`,
      )
      expect(downloaded.headers.get('content-disposition')).toBe(
        'attachment; filename="Kantega SSO for Bitbucket.xml"',
      )
      const without = await running
        .browser()
        .get(`/${running.tenant.id}/federationmetadata/2007-06/federationmetadata.xml`)
      expect(without.status).toBe(400)
    })

    test('answers bad addresses beside their fields', async () => {
      const added = await admin.submit(
        '/admin/enterprise-applications/new/own',
        '/admin/enterprise-applications',
        { name: 'Another', template: 'own' },
      )
      const id = await complete(admin, added)
      const page = await configure(admin, id, {
        identifier: spAddress,
        replyUrl: 'http://sp.example/acs',
        signOnUrl: 'javascript:alert(1)',
      })
      expect(page.status).toBe(400)
      expect(page.text).toContain('Reply URL: begin with https://')
      expect(page.text).toContain('Sign-on URL: type a whole address')
      expect(page.text).toContain('value="http://sp.example/acs"')
      const taken = await configure(admin, id, { identifier: spAddress, replyUrl: spAddress, signOnUrl: '' })
      expect(taken.text).toContain('Kantega SSO for Bitbucket has the same one')
    })
  })
})
