import { randomBytes } from 'node:crypto'
import { eachStore } from '@postern/kit/testing'
import { redirectUrl, writeAuthnRequest } from '@postern/saml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guid } from '../guid.ts'
import type { Browser } from '../testing/browser.ts'
import {
  addApplication,
  addUser,
  administratorOf,
  assign,
  signIn,
  simon,
  spAddress,
} from '../testing/directory.ts'
import { type Running, run } from '../testing/running.ts'
import type { SignInLog } from './sign-in-log.ts'
import { signInLogs } from './store.ts'

const day = 86_400_000

eachStore((_engine, open) => {
  describe('sign-in logs', () => {
    let running: Running
    let admin: Browser
    let user: string
    let application: string
    beforeAll(async () => {
      running = await run(await open())
      admin = await administratorOf(running)
      user = await addUser(admin, { ...simon, displayName: 'Britta <Simon>' })
      application = await addApplication(admin)
    })
    afterAll(() => running.stop())

    const latest = async (search = ''): Promise<SignInLog | undefined> =>
      (await signInLogs(running.world.store).list({ search, outcome: undefined, since: 0 })).rows[0]
    const ask = (issuer = spAddress) => {
      running.wait(1)
      const id = `_${randomBytes(16).toString('hex')}`
      const location = `${running.origin}/${running.tenant.id}/saml2`
      const samlRequest = writeAuthnRequest({
        id,
        issueInstant: running.world.clock(),
        issuer,
        destination: location,
        assertionConsumerServiceUrl: spAddress,
      })
      return redirectUrl({ location, samlRequest })
    }

    test('tell an administrator what the person is not told, under the id that the person sees', async () => {
      for (const [userName, code, userId] of [
        [simon.userName, 'AADSTS50126', user],
        ['nobody@contoso.example', 'AADSTS50034', undefined],
      ] as const) {
        running.wait(1)
        const page = await signIn(running.browser(), { userName, password: 'wrong' })
        const shown = /Correlation ID for the help desk: <code>([^<]+)</.exec(page.text)?.[1]
        expect(await latest()).toMatchObject({
          outcome: 'Failure',
          code,
          userName,
          userId,
          correlationId: shown,
        })
        expect(page.text).not.toContain('AADSTS50034')
      }
    })

    test('keep the messages of a sign-in, sealed; one id from the request to the answer', async () => {
      const browser = running.browser()
      const refused = await browser.get(ask('https://unknown.example/'))
      expect(await latest()).toMatchObject({ code: 'AADSTS700016', application: 'https://unknown.example/' })
      expect(refused.text).toContain((await latest())?.correlationId)

      const form = (await browser.get(ask())).location ?? ''
      await signIn(browser, simon, form)
      const stopped = await browser.get(form)
      expect(stopped.text).toContain('AADSTS50105')
      const failure = await latest()
      expect(failure).toMatchObject({ code: 'AADSTS50105', userId: user, applicationId: application })
      await assign(admin, application, user)
      running.wait(1)
      expect((await browser.get(form)).hidden.SAMLResponse).toBeDefined()
      const success = await latest()
      expect(success).toMatchObject({ outcome: 'Success', userId: user, factors: 'Single-factor' })
      expect(success?.correlationId).toBe(failure?.correlationId)

      const page = await admin.get(`/admin/sign-in-logs/${success?.id}`)
      expect(page.text).toContain('&lt;samlp:AuthnRequest')
      expect(page.text).toContain('&gt;B.Simon@contoso.example&lt;/NameID&gt;')
      expect(page.text).toContain('&lt;SignatureValue&gt;[left out]')
      const { store } = running.world
      const [kept] = await store
        .tables<{ sign_in_messages: { xml: string } }>()
        .selectFrom('sign_in_messages')
        .selectAll()
        .execute()
      expect(kept?.xml).toMatch(/^1\.[\w-]+$/)
    })

    test('show a Security Reader how it went, and not what was said about the person', async () => {
      const reader = { userName: 'reader@contoso.example', password: 'Correct-horse-4' }
      const id = await addUser(admin, reader)
      const path = `/admin/users/${id}/assigned-roles`
      await admin.submit(path, path, { role: 'Security Reader' })
      const browser = running.browser()
      await signIn(browser, reader, '/sign-in?continue=/admin/sign-in-logs')
      const log = await latest('simon')
      const page = await browser.get(`/admin/sign-in-logs/${log?.id}`)
      expect(page.text).toContain('[not shown to your role]')
      expect(page.text).not.toContain('Simon@contoso.example&lt;')
      expect((await browser.get('/admin/users/new')).status).toBe(403)
      expect((await browser.get('/admin')).text).not.toContain('New application')
    })

    test('are searched, narrowed and paged', async () => {
      const found = async (query: string) => (await admin.get(`/admin/sign-in-logs?${query}`)).text
      const log = await latest('AADSTS50105')
      for (const search of ['b.simon@', 'kantega', 'aadsts50105', log?.id, log?.correlationId]) {
        expect(await found(`q=${search}`)).toContain(`/admin/sign-in-logs/${log?.id}`)
      }
      expect(await found('status=Success')).not.toContain('AADSTS')
      expect(await found('q=nothing-like-it')).toContain('No sign-in is like that')
      expect(await found('q=%00&status=x&days=x&page=0')).toContain('Sign-in logs')
      for (let n = 0; n < 60; n++) {
        await signInLogs(running.world.store).add({ ...(log as SignInLog), id: guid(randomBytes) })
      }
      expect(await found('q=50105')).toContain('rel="next"')
      expect(await found('q=50105&page=2')).toContain('51 to 61')
    })

    test('a flood of requests is refused and written down once', async () => {
      running.wait(60_000)
      const address = ask('https://flood.example/')
      const browser = running.browser()
      for (let n = 0; n < 30; n++) {
        await Promise.all(Array.from({ length: 20 }, () => browser.get(address)))
      }
      const refused = await browser.get(address)
      expect([refused.status, refused.text.includes('AADSTS50196')]).toEqual([429, true])
      await browser.get(address)
      const logs = await signInLogs(running.world.store).list({
        search: 'AADSTS50196',
        outcome: undefined,
        since: 0,
      })
      expect(logs.rows).toHaveLength(1)
      running.wait(60_000)
      expect((await browser.get(ask())).status).not.toBe(429)
    }, 120_000)

    test('are kept for 30 days', async () => {
      const logs = signInLogs(running.world.store)
      const log = await latest('AADSTS50105')
      const now = running.world.clock()
      await logs.sweep((log?.at ?? 0) + 30 * day)
      expect(await logs.find(log?.id ?? '')).toBeDefined()
      await logs.sweep(now + 31 * day)
      expect(await latest()).toBeUndefined()
      expect((await admin.get('/admin/sign-in-logs')).text).toContain('Nobody has tried to sign in yet')
    })
  })
})
