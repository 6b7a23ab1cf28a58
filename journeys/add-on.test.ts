import { describeUnless } from '@postern/kit/testing'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPerson } from './administrators.ts'
import { launchBrowser, missingBrowser, newVisitor } from './browser.ts'
import { confirmAccess, expectInBitbucket, type Person, typePassword } from './doors.ts'
import { accountOf, type House, startHouse } from './house.ts'

const addOn = 'Kantega SSO for Bitbucket SAML & Kerberos'

describeUnless(missingBrowser(), 'an administrator of Bitbucket', () => {
  let browser: Browser
  let house: House
  let britta: Person
  beforeAll(async () => {
    ;[browser, house] = await Promise.all([launchBrowser(), startHouse()])
    britta = await addPerson(house, 'Brittasimon')
  })
  afterAll(async () => {
    await browser.close()
    await house.leave()
  })

  const title = (page: Page) => expect.poll(() => page.getByRole('heading', { level: 1 }).textContent())

  async function logIn(page: Page, { userName, password }: Person): Promise<void> {
    await page.goto(`${house.bitbucket}/login?auth_fallback`)
    await page.getByLabel('Username').fill(userName)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Log in', exact: true }).click()
    await page.waitForURL(`${house.bitbucket}/`)
  }

  /** Signed in to the admin portal; at *Administration*, by the cog. */
  async function administer(context: BrowserContext): Promise<Page> {
    const page = await context.newPage()
    const administrator = accountOf(house, 'bitbucket', 'administrator')
    await logIn(page, administrator)
    await page.getByRole('link', { name: 'Administration' }).click()
    await confirmAccess(page, administrator.password)
    return page
  }

  async function side(page: Page, name: string): Promise<void> {
    await page.getByRole('navigation', { name: 'Bitbucket' }).getByRole('link', { name }).click()
  }

  async function install(page: Page): Promise<void> {
    await side(page, 'Find new add-ons')
    await page.getByLabel('Search add-ons').fill(addOn)
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByLabel('Address of the SSO service').fill(house.sso)
    await page.getByRole('button', { name: 'Install', exact: true }).click()
    await title(page).toBe(`Installing ${addOn}`)
    const secret = await page.locator('.copy code').first().textContent()
    await page.getByRole('link', { name: 'Continue at the SSO service' }).click()
    await typePassword(page, accountOf(house, 'sso', 'administrator'))
    await page.getByLabel('Client secret').fill(secret ?? '')
    await page.getByRole('button', { name: 'Connect Bitbucket' }).click()
    await page.getByRole('button', { name: 'Allow' }).click()
    await title(page).toBe(`${addOn} is installed`)
    await page.getByRole('link', { name: 'Close' }).click()
    await page.getByRole('main').getByRole('link', { name: 'Manage' }).click()
    await title(page).toBe('User-installed add-ons')
  }

  async function uninstall(page: Page): Promise<void> {
    await page.goto(`${house.bitbucket}/plugins/servlet/upm`)
    await page.getByRole('link', { name: 'Uninstall' }).click()
    await page.getByRole('button', { name: `Uninstall ${addOn}` }).click()
    await page.getByText('No add-on is installed').waitFor()
    await page.goto(`${house.bitbucket}/admin/authentication-methods`)
    expect(await page.getByRole('main').textContent()).not.toContain(house.sso)
  }

  test.each([false, true])(
    'installs the add-on, configures it, uninstalls it (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const context = await newVisitor(browser, { javaScriptEnabled })
      const page = await administer(context)
      await install(page)
      await page.getByRole('link', { name: 'Configure' }).click()
      expect(page.url()).toBe(`${house.sso}/admin`)
      await uninstall(page)
      await context.close()
    },
  )

  test('creates a test user, who logs in by the form and by single sign-on onto the same account', async () => {
    const context = await newVisitor(browser)
    const page = await administer(context)
    await install(page)
    await side(page, 'Users')
    await page.getByRole('link', { name: 'Create user' }).click()
    const password = 'Typed-by-the-administrator-1'
    await page.getByLabel('Username').fill(britta.userName)
    await page.getByLabel('Full Name').fill('Britta Simon')
    await page.getByLabel('Email address').fill(britta.userName)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByLabel('Confirm Password').fill(password)
    await page.getByRole('button', { name: 'Create user' }).click()
    await title(page).toBe('Britta Simon')

    const byForm = await newVisitor(browser)
    const form = await byForm.newPage()
    await logIn(form, { userName: britta.userName, password })
    await expectInBitbucket(form, house, britta)
    await title(form).toBe('Welcome, Britta Simon')

    const bySignOn = await newVisitor(browser)
    const signOn = await bySignOn.newPage()
    await signOn.goto(`${house.bitbucket}/projects`)
    await signOn.getByRole('link', { name: 'Log in with single sign-on' }).click()
    await typePassword(signOn, britta)
    await expectInBitbucket(signOn, house, britta)
    expect(await signOn.getByRole('main').textContent()).toContain('You came in through Postern')
    // The name that was typed there, or what the identity provider says of the same account.
    await page.goto(`${house.bitbucket}/admin/users?filter=brittasimon`)
    expect(await page.getByRole('row').count()).toBe(2)
    for (const context of [byForm, bySignOn]) await context.close()
    await uninstall(page)
    await context.close()
  })
})
