import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../testing/browser.ts'
import { addApplication, addUser, administratorOf, signIn, simon } from '../testing/directory.ts'
import { type Running, run } from '../testing/running.ts'

eachStore((_engine, open) => {
  describe('resolution guidance', () => {
    let running: Running
    let admin: Browser
    let id: string
    const root = () => `/admin/enterprise-applications/${id}`
    const guidance = async (error = '') =>
      (await admin.get(`${root()}/single-sign-on/resolution-guidance?error=${encodeURIComponent(error)}`))
        .text
    beforeAll(async () => {
      running = await run(await open())
      admin = await administratorOf(running)
      id = await addApplication(admin, '')
      await addUser(admin, simon)
    })
    afterAll(() => running.stop())

    test('nothing was refused yet: it offers the test', async () => {
      expect((await admin.get(`${root()}/single-sign-on`)).text).toContain('/resolution-guidance"')
      expect(await guidance()).toContain('No sign-in was refused in the last day')
    })

    test('the last refusal is explained with who, why, and the screen that mends it', async () => {
      const browser = running.browser()
      await signIn(browser, simon)
      const refused = await browser.get(`/my-apps/launch/${id}`)
      expect(refused.text).toContain('AADSTS50105')
      const page = await guidance()
      expect(page).toContain('AADSTS50105')
      expect(page).toContain(simon.userName)
      expect(page).toContain(`href="${root()}/users-and-groups">Go to Users and groups`)
      const correlation = /Correlation Id.*?([0-9a-f]{8}-[0-9a-f-]{27})/s.exec(refused.text)?.[1] ?? ''
      expect(await guidance(`it says ${correlation} there`)).toContain('Go to Users and groups')
    })

    test.each([
      ['AADSTS50011: The reply URL x', 'Go to Basic SAML Configuration'],
      ['AADSTS650056', 'Go to Basic SAML Configuration'],
      ['AADSTS501241', 'Go to Attributes &amp; Claims'],
      ['AADSTS50003', 'Go to SAML Signing Certificate'],
      ['aadsts7000112', 'Go to Properties'],
      ['request-signature', 'Go to Verification certificates'],
      ['AADSTS75011', 'should send no RequestedAuthnContext'],
    ])('%o leads to the fix', async (error, says) => {
      expect(await guidance(error)).toContain(says)
    })

    test('what is no code of ours is told so, and harmless', async () => {
      const page = await guidance('<b>500</b> constructor AADSTS1')
      expect(page).toContain('No code of ours is in this text')
      expect(page).not.toContain('<b>500</b>')
    })
  })
})
