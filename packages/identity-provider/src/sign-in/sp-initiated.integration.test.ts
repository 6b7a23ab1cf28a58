import { eachStore } from '@postern/kit/testing'
import { redirectUrl, writeAuthnRequest, writePost } from '@postern/saml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../testing/browser.ts'
import {
  addApplication,
  addUser,
  administratorOf,
  assign,
  readAnswer,
  signIn,
  simon,
  spAddress,
} from '../testing/directory.ts'
import { type Running, run } from '../testing/running.ts'

const requestId = '_6f0c1d2e9b8a4f5d8c7b6a5e4d3c2b1a'

eachStore((_engine, open) => {
  describe('a sign-in that the application begins', () => {
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

    const xml = (of: { forceAuthn?: boolean; isPassive?: boolean } = {}) =>
      writeAuthnRequest({
        id: requestId,
        issueInstant: running.world.clock(),
        destination: `${running.origin}/${running.tenant.id}/saml2`,
        assertionConsumerServiceUrl: spAddress,
        issuer: spAddress,
        ...of,
      })
    const redirect = (of: Parameters<typeof xml>[0] = {}, relayState = 'state & <more>') => {
      const location = `${running.origin}/${running.tenant.id}/saml2`
      return redirectUrl({ location, samlRequest: xml(of), relayState })
    }

    test('asks for the password, names the application, and answers as Entra does', async () => {
      const browser = running.browser()
      const asked = await browser.get(redirect())
      expect(asked.status).toBe(303)
      expect(asked.location).toMatch(/^\/sign-in\?request=[\w-]{32}$/)
      const page = await browser.get(asked.location ?? '')
      expect(page.text).toContain('Kantega SSO for Bitbucket')
      running.wait(130_000)
      const entered = await signIn(browser, simon, asked.location)
      expect(entered.location).toBe(asked.location)
      const signedInAt = running.world.clock()
      const answered = await browser.get(entered.location ?? '')
      expect(answered.text).toContain(`action="${spAddress}"`)
      expect(answered.headers.get('content-security-policy')).not.toContain('form-action')
      expect(answered.hidden.RelayState).toBe('state & <more>')
      const { value, signatures } = await readAnswer(admin, application, answered)
      expect(signatures).toMatchObject([{ keyBits: 2048 }])
      expect(value).toMatchObject({
        destination: spAddress,
        inResponseTo: requestId,
        issuer: { value: `${running.origin}/${running.tenant.id}/` },
      })
      const { assertion } = value
      expect(assertion.nameId).toMatchObject({ value: simon.userName })
      expect(assertion.confirmations).toMatchObject([{ recipient: spAddress, inResponseTo: requestId }])
      expect(assertion.conditions?.audienceRestrictions).toEqual([[spAddress]])
      expect(Date.parse(assertion.conditions?.notBefore ?? '')).toBe(signedInAt - 300_000)
      expect(Date.parse(assertion.conditions?.notOnOrAfter ?? '')).toBe(signedInAt + 3_600_000)
      expect(assertion.authnStatements).toMatchObject([
        { authnInstant: new Date(signedInAt).toISOString(), sessionIndex: assertion.id },
      ])
      expect(assertion.attributes.map(({ name, values }) => [name.split('/').at(-1), ...values])).toEqual([
        ['tenantid', running.tenant.id],
        ['objectidentifier', user],
        ['displayname', 'B.Simon'],
        ['identityprovider', `${running.origin}/${running.tenant.id}/`],
        [
          'authnmethodsreferences',
          'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password',
        ],
        ['name', simon.userName],
      ])
    })

    test('answers at once where the session suffices, and says when the password was really given', async () => {
      const browser = running.browser()
      await signIn(browser, simon)
      const signedInAt = running.world.clock()
      running.wait(7 * 3_600_000)
      const { value } = await readAnswer(admin, application, await browser.get(redirect()))
      expect(value.assertion.authnStatements[0]?.authnInstant).toBe(new Date(signedInAt).toISOString())
    })

    test('takes a POST from another site, which carries no cookie, and finds the session after a redirect', async () => {
      const browser = running.browser()
      await signIn(browser, simon)
      const fields = { SAMLRequest: writePost(xml()), RelayState: 'from-post' }
      const kept = await browser.post(`/${running.tenant.id}/saml2`, fields, { cookies: false })
      expect(kept.status).toBe(303)
      const answered = await browser.get(kept.location ?? '')
      expect(answered.hidden.RelayState).toBe('from-post')
      expect((await readAnswer(admin, application, answered)).value.inResponseTo).toBe(requestId)
    })

    test('answers a request once', async () => {
      const browser = running.browser()
      const { location = '' } = await browser.get(redirect())
      await signIn(browser, simon, location)
      expect((await browser.get(location)).hidden.SAMLResponse).toBeDefined()
      const again = await browser.get(location)
      expect(again.status).toBe(403)
      expect(again.text).toContain('sign-in-expired')
      expect(again.hidden.SAMLResponse).toBeUndefined()
    })

    test('keeps a request for the browser that began, and for an hour', async () => {
      const browser = running.browser()
      const { location = '' } = await browser.get(redirect())
      await browser.get(location)
      expect((await running.browser().get(location)).text).toContain('sign-in-expired')
      running.wait(15 * 60_000)
      expect((await browser.get(location)).status).toBe(200)
      running.wait(46 * 60_000)
      expect((await browser.get(location)).status).toBe(403)
    })

    test('asks for the password again when ForceAuthn says so', async () => {
      const browser = running.browser()
      await signIn(browser, simon)
      running.wait(1000)
      const { location = '', status } = await browser.get(redirect({ forceAuthn: true }))
      expect(status).toBe(303)
      const page = await browser.get(location)
      expect(page.text).toContain(`value="${simon.userName}"`)
      running.wait(1000)
      await signIn(browser, simon, location)
      const signedInAt = running.world.clock()
      const { value } = await readAnswer(admin, application, await browser.get(location))
      expect(value.assertion.authnStatements[0]?.authnInstant).toBe(new Date(signedInAt).toISOString())
    })

    test('answers a passive request without a session with NoPassive, and asks nobody', async () => {
      const page = await running.browser().get(redirect({ isPassive: true }))
      const answer = Buffer.from(page.hidden.SAMLResponse ?? '', 'base64').toString('utf8')
      expect(answer).toContain('urn:oasis:names:tc:SAML:2.0:status:NoPassive')
      expect(answer).toContain('AADSTS50058: Session information is not sufficient for single-sign-on.')
      expect(answer).toContain(`InResponseTo="${requestId}"`)
      expect(answer).not.toContain('<Assertion')
    })

    test('follows login_hint: prefilled, and another person who is signed in does not count', async () => {
      const browser = running.browser()
      await signIn(browser, simon)
      running.wait(1000)
      const hinted = `${redirect()}&login_hint=Somebody.Else%40contoso.example`
      const { location = '' } = await browser.get(hinted)
      const page = await browser.get(location)
      expect(page.text).toContain('value="Somebody.Else@contoso.example"')
      expect(page.text).toContain(`You are signed in as <b>${simon.userName}</b>`)
      const same = await browser.get(`${redirect()}&login_hint=b.simon%40contoso.example`)
      expect(same.hidden.SAMLResponse).toBeDefined()
    })

    test('follows whr: a name without a domain is one of that domain, unless it is no domain', async () => {
      for (const [hint, status] of [
        ['contoso.example', 303],
        ['fabrikam.example', 400],
        ['contoso.example%2F..', 400],
      ] as const) {
        const browser = running.browser()
        const { location = '' } = await browser.get(`${redirect()}&whr=${hint}`)
        const entered = await signIn(browser, { ...simon, userName: 'B.Simon' }, location)
        expect([hint, entered.status]).toEqual([hint, status])
      }
    })

    test('refuses who is not assigned, and offers another account for the same request', async () => {
      const stranger = { userName: 'stranger@contoso.example', password: 'Correct-horse-3' }
      await addUser(admin, { ...stranger, displayName: 'Stranger' })
      const browser = running.browser()
      await signIn(browser, stranger)
      running.wait(1000)
      const refused = await browser.get(redirect())
      expect(refused.status).toBe(403)
      expect(refused.text).toContain('AADSTS50105')
      expect(refused.hidden.SAMLResponse).toBeUndefined()
      const other = /href="(\/sign-in\?request=[^"]+other=yes)"/.exec(refused.text)?.[1] ?? ''
      expect(refused.text).toContain('Sign in with another account')
      running.wait(1000)
      const entered = await signIn(browser, simon, other.replaceAll('&amp;', '&'))
      const { value } = await readAnswer(admin, application, await browser.get(entered.location ?? ''))
      expect(value.assertion.nameId?.value).toBe(simon.userName)
    })
  })
})
