import { eachStore } from '@postern/kit/testing'
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

eachStore((_engine, open) => {
  describe('My Apps', () => {
    let running: Running
    let admin: Browser
    let application: string
    let user: string
    beforeAll(async () => {
      running = await run(await open())
      admin = await administratorOf(running)
      application = await addApplication(admin)
      user = await addUser(admin, { ...simon, displayName: hostileName, mail: 'b.simon@contoso.example' })
    })
    afterAll(() => running.stop())
    const hostileName = `Simon </AttributeValue><x y="&amp;'">&lt; ]]> 𝔅\u2028é <!-- -->`
    const launch = () => `/my-apps/launch/${application}`

    test('a tile that is not assigned is not there, and does not open', async () => {
      const browser = running.browser()
      await signIn(browser, simon)
      expect((await browser.get('/my-apps')).text).not.toContain(launch())
      const refused = await browser.get(launch())
      expect(refused.status).toBe(403)
      expect(refused.text).toContain('AADSTS50105')
    })

    test('a tile with a Sign-on URL starts there', async () => {
      await assign(admin, application, user)
      const browser = running.browser()
      const entered = await signIn(browser, simon, `/sign-in?continue=${encodeURIComponent(launch())}`)
      expect(entered.location).toBe(launch())
      expect((await browser.get('/my-apps')).text).toContain(`href="${launch()}"`)
      expect(await browser.get(launch())).toMatchObject({ status: 303, location: spAddress })
    })

    test('tiles are searched by name; where none is found, the way back is there', async () => {
      const browser = running.browser()
      await signIn(browser, simon)
      expect((await browser.get('/my-apps?q=BITBUCKET')).text).toContain(`href="${launch()}"`)
      const none = await browser.get('/my-apps?q=%3Cb%3Enone')
      expect(none.text).not.toContain(launch())
      expect(none.text).toContain('None of your apps is called “&lt;b&gt;none”')
      expect(none.text).toContain('Show all apps')
    })

    test('a tile without one posts a Response to no request, and a hostile name comes through whole', async () => {
      await configure(admin, application, { identifier: spAddress, replyUrl: spAddress, signOnUrl: '' })
      const browser = running.browser()
      await signIn(browser, simon)
      const page = await browser.get(launch())
      expect(page.hidden.RelayState).toBeUndefined()
      const { value } = await readAnswer(admin, application, page)
      expect(value.inResponseTo).toBeUndefined()
      expect(value.assertion.confirmations[0]?.inResponseTo).toBeUndefined()
      const claims = new Map(value.assertion.attributes.map(({ name, values }) => [name, values]))
      expect(claims.get('http://schemas.microsoft.com/identity/claims/displayname')).toEqual([hostileName])
      expect([...claims.keys()].slice(-2)).toEqual([
        'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
        'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
      ])
    })

    test('an assignment that is removed closes the tile', async () => {
      const path = `/admin/enterprise-applications/${application}/users-and-groups/${user}/remove`
      expect((await admin.submit(path, path, {})).status).toBe(303)
      const browser = running.browser()
      await signIn(browser, simon)
      expect((await browser.get(launch())).status).toBe(403)
    })
  })
})
