import { describeUnless } from '@postern/kit/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, missingBrowser, newVisitor } from './browser.ts'
import { bSimon, expectInBitbucket, typePassword } from './doors.ts'
import { accountOf, type House, startHouse } from './house.ts'

describeUnless(missingBrowser(), 'a Bitbucket 10 that takes no Basic authentication from anybody', () => {
  let browser: Browser
  let house: House
  let console: Page
  beforeAll(async () => {
    ;[browser, house] = await Promise.all([launchBrowser(), startHouse({ version: '10.2' })])
    await blockBasic()
    console = await (await newVisitor(browser)).newPage()
    await console.goto(`${house.sso}/admin/applications`)
    await typePassword(console, accountOf(house, 'sso', 'administrator'))
    await console.getByRole('link', { name: 'Bitbucket', exact: true }).click()
  })
  afterAll(async () => {
    await browser.close()
    await house.leave()
  })

  const administrator = () => accountOf(house, 'bitbucket', 'administrator')

  /** The sandbox let one account send it; now nobody may. */
  async function blockBasic(): Promise<void> {
    const { userName, password } = administrator()
    const answer = await fetch(`${house.bitbucket}/rest/basicauth/latest/config`, {
      method: 'PUT',
      headers: {
        authorization: `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ 'block-requests': true, 'allowed-users': [] }),
    })
    expect(answer.status).toBe(204)
  }

  const works = (what: string) =>
    console
      .getByRole('row')
      .filter({ has: console.getByText(what, { exact: true }) })
      .textContent()
  async function testBy(way: string): Promise<void> {
    await console.getByText(way, { exact: true }).last().click()
    await console.getByLabel('Administrator’s user name').fill(administrator().userName)
    await console.getByLabel('Password', { exact: true }).fill(administrator().password)
    await console.getByRole('button', { name: 'Test connection' }).click()
    await console.getByText('This is Bitbucket 10.2').waitFor()
  }

  test('cannot be used by a password, and says what to do', async () => {
    await console.getByText('Bitbucket cannot be used now').first().waitFor()
    await console.getByRole('link', { name: 'Connect again' }).click()
    await testBy('User name and password')
    expect(await works('User name and password')).toContain('Basic Authentication has been disabled')
    expect(await works('User name and password')).toContain('Does not work')
  })

  test('is connected by a session', async () => {
    await testBy('User name and password, by a session')
    expect(await works('User name and password, by a session')).toContain('Works')
    await console.getByRole('button', { name: 'Connect Bitbucket' }).click()
    await console.getByText('Bitbucket was connected before; its settings are up to date.').waitFor()
    await console.getByText('by a session', { exact: false }).first().waitFor()
  })

  test('gets the account of somebody who comes for the first time, over that session', async () => {
    const page = await (await newVisitor(browser)).newPage()
    await page.goto(house.bitbucket)
    await typePassword(page, bSimon(house))
    await expectInBitbucket(page, house, bSimon(house))
    await page.context().close()
  })

  test('lets Postern take itself out again', async () => {
    await console.getByRole('link', { name: 'Disconnect Bitbucket' }).click()
    await console.getByRole('button', { name: 'Disconnect Bitbucket' }).click()
    await console.getByText('The application is disconnected.').waitFor()
    const options = await fetch(`${house.bitbucket}/rest/authconfig/latest/login-options`)
    expect(await options.json()).toMatchObject({ results: [{ type: 'LOGIN_FORM' }] })
  })
})
