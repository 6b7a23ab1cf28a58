import { describeUnless } from '@postern/kit/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, missingBrowser, newVisitor } from './browser.ts'
import { bSimon, expectInBitbucket, openTile, signInAtMyApps, typePassword } from './doors.ts'
import { recordFaults } from './faults.ts'
import { accountOf, type House, startHouse } from './house.ts'

describeUnless(missingBrowser(), 'Bitbucket asks by SAML in place of OpenID Connect', () => {
  let browser: Browser
  let house: House
  beforeAll(async () => {
    ;[browser, house] = await Promise.all([launchBrowser(), startHouse()])
    await connectBySaml()
  })
  afterAll(async () => {
    await browser.close()
    await house.leave()
  })

  /** *Connect again* in the console, with the other protocol chosen. */
  async function connectBySaml(): Promise<void> {
    const context = await newVisitor(browser)
    const page = await context.newPage()
    await page.goto(`${house.sso}/admin/applications`)
    await typePassword(page, accountOf(house, 'sso', 'administrator'))
    await page.getByRole('link', { name: 'Bitbucket', exact: true }).click()
    await page.getByRole('link', { name: 'Connect again' }).click()
    await page.getByText('SAML 2.0', { exact: true }).click()
    await page.getByText('User name and password', { exact: true }).click()
    const { userName, password } = accountOf(house, 'bitbucket', 'administrator')
    await page.getByLabel('Administrator’s user name').fill(userName)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Connect Bitbucket' }).click()
    await page.getByText('Postern (SAML)').waitFor()
    await context.close()
  }

  /** Every request of Bitbucket goes through the browser; none asks by OpenID Connect. */
  async function walk(arrive: (page: Page) => Promise<void>): Promise<void> {
    const context = await newVisitor(browser)
    const faults = recordFaults(context)
    const page = await context.newPage()
    const paths: string[] = []
    page.on('request', (request) => paths.push(new URL(request.url()).pathname))
    await arrive(page)
    await expectInBitbucket(page, house, bSimon(house))
    expect(paths).toContain('/plugins/servlet/samlconsumer')
    expect(paths.filter((path) => path.startsWith('/openid/'))).toEqual([])
    expect(faults).toEqual([])
    await context.close()
  }

  test('B.Simon signs in from Bitbucket', () =>
    walk(async (page) => {
      await page.goto(house.bitbucket)
      await typePassword(page, bSimon(house))
    }))

  test('B.Simon signs in from the tile', () =>
    walk(async (page) => {
      await signInAtMyApps(page, house, bSimon(house))
      await openTile(page)
    }))
})
