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

  test('here: the identity provider’s session ends too, and the page leads to Bitbucket’s own', async () => {
    const page = await inBitbucket()
    await page.goto(house.sso)
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await expect.poll(() => heading(page)).toBe('You are signed out')
    await expect.poll(() => page.locator('dl').textContent()).toContain('Identity providerSigned out')
    await page.getByRole('link', { name: 'Log out of Bitbucket' }).click()
    await page.getByRole('button', { name: 'Log out', exact: true }).click()
    await page.waitForURL(/\/login\?logout/)
    await page.goto(`${house.identityProvider}/my-apps`)
    await expect.poll(() => page.getByLabel('Password').count()).toBe(1)
  })

  test('at the identity provider: the session here ends', async () => {
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
})
