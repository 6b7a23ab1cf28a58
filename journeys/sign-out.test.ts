import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser, missingBrowser, newVisitor } from './browser.ts'
import { bSimon, expectInBitbucket, typePassword } from './doors.ts'
import { accountOf, type House, startHouse } from './house.ts'

/** Single logout, begun at each of the two ends, between the two servers as they are. */
describe.skipIf(missingBrowser())('signing out', () => {
  let house: House
  let browser: Browser
  beforeAll(async () => {
    house = await startHouse()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await house?.leave()
  })
  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent()

  test('beforehand: the Logout URL of the settings is entered in Basic SAML Configuration', async () => {
    const page = await (await newVisitor(browser)).newPage()
    const sso = accountOf(house, 'sso', 'administrator')
    await page.goto(`${house.sso}/admin/connections`)
    await page.getByLabel('User name').fill(sso.userName)
    await page.getByLabel('Password').fill(sso.password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.locator('main table a').first().click()
    await page.getByRole('link', { name: 'Settings', exact: true }).click()
    const logoutUrl = (await page.locator('[data-label="Logout URL"]').getAttribute('data-copy')) ?? ''
    expect(logoutUrl).toMatch(/\/logout$/)
    const idp = accountOf(house, 'identity-provider', 'administrator')
    await page.goto(`${house.identityProvider}/admin`)
    await typePassword(page, idp)
    await page.goto(`${house.identityProvider}/admin/enterprise-applications`)
    await page.getByRole('link', { name: 'Kantega SSO for Bitbucket' }).click()
    await page.getByRole('link', { name: 'Single sign-on' }).first().click()
    await page.getByRole('link', { name: /Edit Basic SAML Configuration/ }).click()
    await page.getByLabel(/Logout URL/i).fill(logoutUrl)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(() => page.getByText(logoutUrl).count()).toBeGreaterThan(0)
  })

  async function inBitbucket(): Promise<Page> {
    const page = await (await newVisitor(browser)).newPage()
    await page.goto(house.bitbucket)
    await page.goto(`${house.bitbucket}/login`)
    if (page.url().startsWith(house.sso)) await page.locator('.ways a').first().click()
    await typePassword(page, bSimon(house))
    await expectInBitbucket(page, house, bSimon(house))
    return page
  }

  /** At none of the three is anybody signed in: Bitbucket asks the SSO service, that the identity provider, that the person. */
  async function expectNobody(page: Page): Promise<void> {
    await page.goto(house.sso)
    expect(await heading(page)).toBe('Sign in')
    await page.goto(`${house.bitbucket}/profile`)
    await page.getByLabel('Password').waitFor()
    expect(page.url()).toContain(house.identityProvider)
  }

  const signedOut = async (page: Page) => {
    await expect.poll(() => heading(page)).toBe('You are signed out')
    return page.locator('dl').textContent()
  }
  const loggedOut = async (page: Page) => {
    await page.waitForURL(/\/login\?logout/)
    await page.getByText('You are logged out of Bitbucket.').waitFor()
  }
  /** Bitbucket's own menu holds a plain link. */
  const logOutOfBitbucket = (page: Page) =>
    page.evaluate(() => {
      const link = document.createElement('a')
      link.href = '/j_atl_security_logout'
      document.body.append(link)
      link.click()
    })

  test('here: out of the identity provider, and on through Bitbucket’s own log-out', async () => {
    const page = await inBitbucket()
    await page.goto(house.sso)
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    expect(await signedOut(page)).toContain('Identity providerSigned out')
    await loggedOut(page)
    // Back in the browser leads to the page that says what is so, and not out again.
    await page.goBack()
    expect(await signedOut(page)).toContain('when it is unused for a while')
    await expectNobody(page)
  })

  test('here, where Bitbucket’s log-out leads straight to its sign-in: it ends on our page', async () => {
    const page = await inBitbucket()
    await page.route(/\/j_atl_security_logout/, async (route) => {
      const answer = await route.fetch({ maxRedirects: 0 })
      await route.fulfill({ response: answer, headers: { ...answer.headers(), location: '/login' } })
    })
    await page.goto(house.sso)
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.waitForURL(/back=yes/)
    expect(await signedOut(page)).toContain('BitbucketLogged out')
    await expectNobody(page)
  })

  test('at the identity provider, in a frame: the session here ends', async () => {
    const page = await inBitbucket()
    await page.goto(house.sso)
    expect(await heading(page)).toBe('You are signed in')
    await page.goto(`${house.identityProvider}/my-apps`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForLoadState('networkidle')
    await expect
      .poll(async () => {
        await page.goto(house.sso)
        return heading(page)
      })
      .toBe('Sign in')
  })

  test('at the identity provider, with the whole window: on through Bitbucket’s own log-out', async () => {
    const page = await inBitbucket()
    // It tells applications in frames. Here one is led there as by an identity provider that has no frames.
    await page.route(/\/logout\?SAMLRequest=/, (route) =>
      route.request().frame() === page.mainFrame() ? route.continue() : route.abort(),
    )
    await page.goto(`${house.identityProvider}/my-apps`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    const told = (await page.locator('iframe').first().getAttribute('src')) ?? ''
    await page.goto(told)
    expect(await signedOut(page)).toContain('Identity providerSigned out')
    await loggedOut(page)
    await expectNobody(page)
  })

  test('at Bitbucket, where a proxy in front of it leads log-outs here first: out of all three', async () => {
    const page = await inBitbucket()
    const administrator = await (await newVisitor(browser)).newPage()
    const rule = await whereTheProxyLeads(administrator)
    await page.route(/\/j_atl_security_logout$/, (route) =>
      route.fulfill({ status: 302, headers: { location: rule, 'referrer-policy': 'origin' } }),
    )
    await logOutOfBitbucket(page)
    expect(await signedOut(page)).toContain('Identity providerSigned out')
    await loggedOut(page)
    await expectNobody(page)
  })

  test('at Bitbucket alone: nobody is signed in again before they ask for it', async () => {
    const page = await inBitbucket()
    await logOutOfBitbucket(page)
    await loggedOut(page)
    await page.getByText('You may still be signed in at').waitFor()
    const names = (await page.context().cookies(house.bitbucket)).map(({ name }) => name)
    expect(names).not.toContain('BITBUCKETSESSIONID')
  })

  async function whereTheProxyLeads(page: Page): Promise<string> {
    const sso = accountOf(house, 'sso', 'administrator')
    await page.goto(`${house.sso}/admin/applications`)
    await page.getByLabel('User name').fill(sso.userName)
    await page.getByLabel('Password').fill(sso.password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.locator('main table a').first().click()
    const copied = page.locator('[data-label="Where the proxy leads it"]')
    return (await copied.getAttribute('data-copy')) ?? ''
  }
})
