import { eachStore } from '@postern/kit/testing'
import { type AuthnRequestToWrite, redirectUrl, writeAuthnRequest } from '@postern/saml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from '../testing/browser.ts'
import {
  addApplication,
  addUser,
  administratorOf,
  configure,
  signIn,
  simon,
  spAddress,
} from '../testing/directory.ts'
import { type Running, run } from '../testing/running.ts'

const id = '_6f0c1d2e9b8a4f5d8c7b6a5e4d3c2b1a'

eachStore((_engine, open) => {
  describe('refusals that go back to the application', () => {
    let running: Running
    let admin: Browser
    let application: string
    beforeAll(async () => {
      running = await run(await open())
      admin = await administratorOf(running)
      application = await addApplication(admin)
      await addUser(admin, simon)
    })
    afterAll(() => running.stop())

    const ask = (of: Partial<AuthnRequestToWrite> = {}) => {
      const location = `${running.origin}/${running.tenant.id}/saml2`
      const assertionConsumerServiceUrl = spAddress
      const usual = { id, issueInstant: running.world.clock(), destination: location, issuer: spAddress }
      const samlRequest = writeAuthnRequest({ ...usual, assertionConsumerServiceUrl, ...of })
      return redirectUrl({ location, samlRequest, relayState: 'a&b' })
    }
    const odd = { nameIdFormat: 'urn:made:up' }
    const returns = (returnsErrors: string) => {
      const path = `/admin/enterprise-applications/${application}/properties`
      return admin.submit(path, path, { name: 'Kantega SSO for Bitbucket', returnsErrors })
    }
    const answerIn = ({ hidden }: Page) => Buffer.from(hidden.SAMLResponse ?? '', 'base64').toString()

    test('stay on a page here unless the application is set so', async () => {
      const page = await running.browser().get(ask(odd))
      expect([page.status, page.text.includes('AADSTS75016'), answerIn(page)]).toEqual([400, true, ''])
    })

    test('are answered at the Reply URL, with the code, unsigned, about nobody', async () => {
      expect((await returns('yes')).status).toBe(303)
      const page = await running.browser().get(ask(odd))
      expect(page.text).toContain(`action="${spAddress}"`)
      expect(page.hidden.RelayState).toBe('a&b')
      expect(page.text).toContain('Not signed in')
      const answer = answerIn(page)
      expect(answer).toContain(`InResponseTo="${id}"`)
      expect(answer).toMatch(/status:Requester"><samlp:StatusCode Value="[^"]*status:InvalidNameIDPolicy"/)
      expect(answer).toMatch(
        /<samlp:StatusMessage>AADSTS75016: .*\nTrace ID: .+\nCorrelation ID: [0-9a-f-]{36}\nTimestamp: [\d-]{10} [\d:]{8}Z</,
      )
      for (const absent of ['<Assertion', '<Signature', 'Destination=']) expect(answer).not.toContain(absent)
      expect((await admin.get('/admin/sign-in-logs?q=AADSTS75016')).text).toContain('Kantega SSO')
    })

    test('also those that only the person brings about', async () => {
      const browser = running.browser()
      const { location = '' } = await browser.get(ask())
      await signIn(browser, simon, location)
      const answer = answerIn(await browser.get(location))
      expect(answer).toContain('AADSTS50105')
      expect(answer).toContain('status:RequestDenied')
    })

    test('never go where nothing is registered, or not any more', async () => {
      const evil = await running.browser().get(ask({ assertionConsumerServiceUrl: 'https://evil.example/' }))
      expect([evil.text.includes('AADSTS50011'), answerIn(evil)]).toEqual([true, ''])
      const browser = running.browser()
      const { location = '' } = await browser.get(ask())
      const replyUrl = spAddress.replace('ab12', 'cd34')
      await configure(admin, application, { identifier: spAddress, replyUrl, signOnUrl: '' })
      await signIn(browser, simon, location)
      const late = await browser.get(location)
      expect([late.status, late.text.includes(`action="${spAddress}"`), answerIn(late)]).toEqual([
        403,
        false,
        '',
      ])
    })
  })
})
