import { eachStore } from '@postern/kit/testing'
import { authnContexts, nameIdFormats, redirectUrl, writeAuthnRequest } from '@postern/saml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../testing/browser.ts'
import {
  addApplication,
  addUser,
  administratorOf,
  assign,
  configure,
  readAnswer,
  signIn,
  simon,
  spAddress,
} from '../testing/directory.ts'
import { type Running, run } from '../testing/running.ts'
import { users } from '../users/store.ts'

eachStore((_engine, open) => {
  describe('what an administrator changes holds at once', () => {
    let running: Running
    let admin: Browser
    let application: string
    let user: string
    beforeAll(async () => {
      running = await run(await open())
      admin = await administratorOf(running)
      application = await addApplication(admin)
      user = await addUser(admin, simon)
      await assign(admin, application, user)
    })
    afterAll(() => running.stop())

    const ask = (nameIdFormat?: string, context = '') => {
      const location = `${running.origin}/${running.tenant.id}/saml2`
      const samlRequest = writeAuthnRequest({
        id: '_1',
        issueInstant: running.world.clock(),
        destination: location,
        assertionConsumerServiceUrl: spAddress,
        issuer: spAddress,
        ...(nameIdFormat === undefined ? {} : { nameIdFormat }),
      }).replace('</samlp:AuthnRequest>', `${context}</samlp:AuthnRequest>`)
      return redirectUrl({ location, samlRequest })
    }
    const properties = (fields: Readonly<Record<string, string>>) =>
      admin.submit(
        `/admin/enterprise-applications/${application}/properties`,
        `/admin/enterprise-applications/${application}/properties`,
        { name: 'Kantega SSO for Bitbucket', ...fields },
      )
    const edit = (fields: Readonly<Record<string, string>>, id = user) =>
      admin.submit(`/admin/users/${id}/edit`, `/admin/users/${id}/edit`, {
        displayName: 'B.Simon',
        ...fields,
      })
    const signedIn = async () => {
      const browser = running.browser()
      await signIn(browser, simon)
      return browser
    }

    test('an application that is switched off: no tile, no request', async () => {
      const browser = await signedIn()
      await properties({ enabled: 'no' })
      expect((await browser.get(ask())).text).toContain('AADSTS7000112')
      expect((await browser.get('/my-apps')).text).not.toContain('/my-apps/launch/')
      expect((await browser.get(`/my-apps/launch/${application}`)).text).toContain('AADSTS7000112')
      await properties({ enabled: 'yes' })
      expect((await browser.get(ask())).hidden.SAMLResponse).toBeDefined()
    })

    test('a user who is disabled: sessions end, the password no longer helps', async () => {
      const browser = await signedIn()
      expect((await edit({})).location).toContain('done=saved')
      expect((await browser.get('/my-apps')).status).toBe(303)
      expect((await signIn(running.browser(), simon)).status).toBe(400)
      await edit({ enabled: 'yes' })
      expect((await browser.get('/my-apps')).status).toBe(303)
      expect((await signIn(running.browser(), simon)).status).toBe(303)
    })

    test('a session that a sign-in opened while its user was disabled counts for nothing', async () => {
      const browser = await signedIn()
      const kept = users(running.world.store)
      const found = await kept.find(user)
      if (!found) throw new Error('the user is gone')
      await kept.change(user, { ...found, enabled: false })
      expect((await browser.get('/my-apps')).status).toBe(303)
      await kept.change(user, found)
      expect((await browser.get('/my-apps')).status).toBe(200)
    })

    test('nobody locks himself out', async () => {
      const page = await admin.get('/admin/users?q=admin')
      const own = /\/admin\/users\/([0-9a-f-]{36})/.exec(page.text)?.[1] ?? ''
      const refused = await edit({}, own)
      expect(refused.status).toBe(400)
      expect(refused.text).toContain('You cannot disable the account')
      const path = `/admin/users/${own}/delete`
      const kept = await admin.submit(path, path, { confirm: 'admin@contoso.example' })
      expect(kept.text).toContain('You cannot delete the account')
      expect((await admin.get('/admin')).status).toBe(200)
    })

    test('a Reply URL that changes while a person signs in: nothing goes to the old one', async () => {
      const browser = running.browser()
      const { location = '' } = await browser.get(ask())
      const replyUrl = spAddress.replace('ab12', 'cd34')
      await configure(admin, application, { identifier: spAddress, replyUrl, signOnUrl: '' })
      await signIn(browser, simon, location)
      const refused = await browser.get(location)
      expect(refused.text).toContain('AADSTS50011')
      expect(refused.text).not.toContain('<form')
      await configure(admin, application, { identifier: spAddress, replyUrl: spAddress, signOnUrl: '' })
    })

    test('a password that is reset', async () => {
      const browser = await signedIn()
      const path = `/admin/users/${user}/reset-password`
      expect((await admin.submit(path, path, { password: 'short' })).status).toBe(400)
      const password = 'Correct-horse-7'
      expect((await admin.submit(path, path, { password })).status).toBe(303)
      expect((await browser.get('/my-apps')).status).toBe(303)
      expect((await signIn(running.browser(), simon)).status).toBe(400)
      expect((await signIn(running.browser(), { ...simon, password })).status).toBe(303)
      await admin.submit(path, path, { password: simon.password })
    })

    test('the NameID has the format that is asked for; the pairwise one stays the same', async () => {
      const browser = await signedIn()
      const nameId = async (format: string) => {
        const { value } = await readAnswer(admin, application, await browser.get(ask(format)))
        expect(value.assertion.nameId?.format).toBe(format)
        return value.assertion.nameId?.value ?? ''
      }
      expect(await nameId(nameIdFormats.emailAddress)).toBe(simon.userName)
      const pairwise = await nameId(nameIdFormats.persistent)
      expect(pairwise).toMatch(/^[\w-]{43}$/)
      expect(await nameId(nameIdFormats.persistent)).toBe(pairwise)
      expect(await nameId(nameIdFormats.transient)).not.toBe(await nameId(nameIdFormats.transient))
    })

    test('a context that a password does not satisfy', async () => {
      const browser = await signedIn()
      const context = (classRef: string) =>
        `<samlp:RequestedAuthnContext><saml:AuthnContextClassRef xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${classRef}</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>`
      const refused = await browser.get(
        ask(undefined, context('urn:oasis:names:tc:SAML:2.0:ac:classes:X509')),
      )
      expect(refused.text).toContain('AADSTS75011')
      expect(refused.text).toContain('authentication method &#39;X509&#39;')
      const asked = authnContexts.passwordProtectedTransport
      const { value } = await readAnswer(
        admin,
        application,
        await browser.get(ask(undefined, context(asked))),
      )
      expect(value.assertion.authnStatements[0]?.authnContextClassRef).toBe(asked)
    })

    test('a Name ID that is made of what is empty: refused until it is filled in', async () => {
      const browser = await signedIn()
      const claim = `/admin/enterprise-applications/${application}/single-sign-on/attributes-and-claims`
      const nameId = (from: string) =>
        admin.submit(`${claim}/claim?claim=nameid`, `${claim}/claim`, { from, format: 'emailAddress' })
      expect((await nameId('user.mail')).status).toBe(303)
      const refused = await browser.get(ask())
      expect(refused.text).toContain('AADSTS501241')
      expect(refused.text).toContain('What this application knows people by is not filled in')
      expect(refused.text).toContain('Mandatory Input &#39;user.mail&#39; missing')
      expect(refused.text).not.toContain('SAMLResponse')
      expect((await admin.get(`${claim}/preview?user=${user}`)).text).toContain('AADSTS501241')
      await edit({ mail: 'b.simon@contoso.example', enabled: 'yes' })
      const { value } = await readAnswer(admin, application, await browser.get(ask()))
      expect(value.assertion.nameId?.value).toBe('b.simon@contoso.example')
      expect((await admin.get(`${claim}/preview?user=${user}`)).text).not.toContain('AADSTS501241')
      await nameId('user.userprincipalname')
    })

    test('an application whose certificates were lost signs nothing, and tells why', async () => {
      const browser = await signedIn()
      const { store } = running.world
      type Tables = { signing_certificates: { application_id: string } }
      const rows = store.tables<Tables>().selectFrom('signing_certificates').selectAll()
      const lost = await rows.where('application_id', '=', application).execute()
      await store
        .tables<Tables>()
        .deleteFrom('signing_certificates')
        .where('application_id', '=', application)
        .execute()
      const refused = await browser.get(ask())
      expect(refused.text).toContain('AADSTS50003')
      expect(refused.text).not.toContain('SAMLResponse')
      await store.tables<Tables>().insertInto('signing_certificates').values(lost).execute()
      expect((await browser.get(ask())).hidden.SAMLResponse).toBeDefined()
    })

    test('a user and an application that are deleted, once their names are typed', async () => {
      const browser = await signedIn()
      const path = `/admin/users/${user}/delete`
      expect((await admin.submit(path, path, { confirm: 'B.Simon' })).status).toBe(400)
      expect((await admin.submit(path, path, { confirm: simon.userName })).location).toContain('done=deleted')
      expect((await browser.get('/my-apps')).status).toBe(303)
      const end = `/admin/enterprise-applications/${application}/delete`
      expect((await admin.submit(end, end, { confirm: '' })).status).toBe(400)
      expect((await admin.submit(end, end, { confirm: 'Kantega SSO for Bitbucket' })).status).toBe(303)
      expect((await running.browser().get(ask())).text).toContain('AADSTS700016')
    })
  })
})
