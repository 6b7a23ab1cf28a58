import { describeUnless } from '@postern/kit/testing'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, missingBrowser, newVisitor } from './browser.ts'
import { crawl } from './crawl.ts'
import { bSimon, confirmAccess, expectInBitbucket, typePassword } from './doors.ts'
import { recordFaults } from './faults.ts'
import { accountOf, type House, startHouse } from './house.ts'
import { judgePage } from './judge-page.ts'

describeUnless(missingBrowser(), 'every page', () => {
  let browser: Browser
  let house: House
  beforeAll(async () => {
    ;[browser, house] = await Promise.all([launchBrowser(), startHouse()])
  })
  afterAll(async () => {
    await browser.close()
    await house.leave()
  })

  /** Follows the links of one server, and judges each kind of page once. */
  async function walkAll(context: BrowserContext, start: string): Promise<readonly string[]> {
    const faults = recordFaults(context)
    const page = await context.newPage()
    const seen = await crawl(page, start, (answer) => judgePage(page, answer))
    expect(faults.filter(({ kind }) => kind !== 'console')).toEqual([])
    return seen
  }

  test('of the identity provider', async () => {
    const context = await newVisitor(browser)
    const page = await context.newPage()
    await page.goto(`${house.identityProvider}/admin`)
    await typePassword(page, accountOf(house, 'identity-provider', 'administrator'))
    const pages = await walkAll(context, `${house.identityProvider}/admin`)
    expect(pages.length).toBeGreaterThan(10)
    await context.close()
  })

  test('of the SSO service', async () => {
    const context = await newVisitor(browser)
    const page = await context.newPage()
    await page.goto(house.bitbucket)
    await typePassword(page, bSimon(house))
    await expectInBitbucket(page, house, bSimon(house))
    await page.goto(`${house.sso}/plugins/servlet/no.kantega.saml/sp/unknown/login`)
    await page.goto(`${house.sso}/admin`)
    await typePassword(page, accountOf(house, 'sso', 'administrator'))
    const pages = await walkAll(context, `${house.sso}/admin`)
    expect(pages.length).toBeGreaterThan(12)
    await walkAll(context, house.sso)
    await page.goto(`${house.sso}/admin/applications`)
    const id = (await page.locator('main table a').first().getAttribute('href'))?.split('/').at(-1)
    // No page leads there, but a proxy in front of Bitbucket.
    const asked = await page.goto(`${house.sso}/sign-out/from/${id}`)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Sign out?')
    if (asked) await judgePage(page, asked)
    await context.close()
  })

  test('of the Bitbucket host', async () => {
    const context = await newVisitor(browser)
    const page = await context.newPage()
    await page.goto(`${house.bitbucket}/login?auth_fallback`)
    const { userName, password } = accountOf(house, 'bitbucket', 'administrator')
    await page.getByLabel('Username').fill(userName)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Log in', exact: true }).click()
    await page.waitForURL(`${house.bitbucket}/**`)
    await walkAll(context, house.bitbucket)
    const asked = await page.goto(`${house.bitbucket}/admin`)
    if (asked) await judgePage(page, asked)
    await confirmAccess(page, password)
    const pages = await walkAll(context, `${house.bitbucket}/admin`)
    expect(pages.length).toBeGreaterThan(10)
    await context.close()
  })

  test('that a person meets on the way or in a bad moment', async () => {
    const context = await newVisitor(browser)
    const page = await context.newPage()
    const faults = recordFaults(context)
    const unhappy = [
      `${house.bitbucket}/login?auth_fallback`,
      `${house.bitbucket}/projects`,
      `${house.bitbucket}/plugins/servlet/oidc/callback?code=x&state=y`,
      `${house.bitbucket}/plugins/servlet/oidc/initiate-login?iss=https://elsewhere.example`,
      `${house.sso}/`,
      `${house.sso}/admin`,
      `${house.sso}/nowhere`,
      `${house.sso}/plugins/servlet/no.kantega.saml/sp/unknown/login`,
      `${house.sso}/openid/authorize?client_id=nobody`,
      `${house.sso}/sign-in/unknown`,
      `${house.identityProvider}/sign-in`,
      `${house.identityProvider}/nowhere`,
    ]
    for (const url of unhappy) {
      const answer = await page.goto(url)
      if (answer) await judgePage(page, answer)
    }
    expect(faults.filter(({ kind }) => kind !== 'console')).toEqual([])
    await context.close()
  })
})
