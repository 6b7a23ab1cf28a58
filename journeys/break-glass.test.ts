import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answers, startAlone } from './alone.ts'
import { launchBrowser, missingBrowser, newVisitor } from './browser.ts'
import { confirmAccess } from './doors.ts'
import { accountOf, type House, startHouse } from './house.ts'

const missing = missingBrowser()

/** Issue 5, acceptance 4. */
describe.skipIf(missing)('a lost identity provider', () => {
  let house: House
  let browser: Browser
  let alone: Awaited<ReturnType<typeof startAlone>>[] = []
  let codes: readonly string[] = []
  beforeAll(async () => {
    house = await startHouse()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    for (const one of alone) await one.stop()
    await house?.leave()
  })
  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent()
  const visitor = async () => (await newVisitor(browser)).newPage()

  test('beforehand: the codes are printed, and Bitbucket’s fallback is turned on as the guide says', async () => {
    const sso = await visitor()
    await signInToConsole(sso, house)
    await sso.getByRole('link', { name: 'Break-glass' }).click()
    await sso.getByRole('link', { name: 'Make new codes' }).click()
    await sso.getByRole('button', { name: 'Make new codes' }).click()
    await expect.poll(() => heading(sso)).toBe('Print this page now')
    codes = await sso.locator('main ol code').allTextContents()
    expect(codes).toHaveLength(8)
    await sso.getByRole('link', { name: 'I have printed them' }).click()
    await sso.getByRole('textbox', { name: 'Break-glass code' }).fill(codes[0] ?? '')
    await sso.getByRole('button', { name: 'Test the code' }).click()
    await expect.poll(() => sso.getByText('Code 1 is right and unused.').count()).toBe(1)

    const bitbucket = await visitor()
    const { userName, password } = accountOf(house, 'bitbucket', 'administrator')
    const hidden = `${house.bitbucket}/login?auth_fallback`
    await logInToBitbucket(bitbucket, hidden, userName, password)
    await bitbucket.goto(`${house.bitbucket}/admin/authentication-methods`)
    await confirmAccess(bitbucket, password)
    const fallback = bitbucket.getByLabel('Enable authentication fallback')
    // Sending people straight to sign-in has turned it on. Without it the hidden form is not shown.
    expect(await fallback.isChecked()).toBe(true)
    await fallback.uncheck()
    await bitbucket.getByRole('button', { name: 'Save options' }).click()
    await expect.poll(() => formIsShown(hidden)).toBe(false)
    await fallback.check()
    await bitbucket.getByRole('button', { name: 'Save options' }).click()
    await expect.poll(() => formIsShown(hidden)).toBe(true)
  })

  test('its server is stopped: nobody comes in by single sign-on', async () => {
    await house.stop()
    alone = [await startAlone(house, 'sso'), await startAlone(house, 'bitbucket')]
    expect(await answers(house.identityProvider)).toBe(false)
    const page = await visitor()
    const refused = await page.goto(`${house.bitbucket}/login`).then(
      () => 'answered',
      (error: Error) => error.message,
    )
    expect(refused).toContain('ERR_CONNECTION_REFUSED')
  })

  test('the console is reached, and a code lets an administrator in', async () => {
    const page = await visitor()
    await page.goto(`${house.sso}/admin`)
    await page.getByRole('link', { name: 'Use a break-glass code' }).click()
    await page.getByLabel('Break-glass code').fill(codes[0] ?? '')
    await page.getByRole('button', { name: 'Use the code and sign in' }).click()
    await expect.poll(() => heading(page)).toBe('7 break-glass codes are left')
    await page.goto(`${house.sso}/admin/connections`)
    await expect.poll(() => heading(page)).toBe('Connections')
    const again = await visitor()
    await again.goto(`${house.sso}/admin/sign-in/break-glass`)
    await again.getByLabel('Break-glass code').fill(codes[0] ?? '')
    await again.getByRole('button', { name: 'Use the code and sign in' }).click()
    await expect.poll(() => again.getByText('was used before').count()).toBeGreaterThan(0)
  })

  test('and into Bitbucket, by the address that the page names', async () => {
    const page = await visitor()
    const { userName, password } = accountOf(house, 'bitbucket', 'administrator')
    await logInToBitbucket(page, `${house.bitbucket}/login?auth_fallback`, userName, password)
    await page.goto(`${house.bitbucket}/admin/users`)
    await confirmAccess(page, password)
    await expect.poll(() => heading(page)).toBe('Users')
  })

  test('every administrator sees the alarm, until one has looked into it', async () => {
    const page = await visitor()
    await signInToConsole(page, house)
    const alarm = page.getByText(/Break-glass code 1 was used on/)
    await expect.poll(() => alarm.count()).toBe(1)
    await page.getByRole('link', { name: 'Look into it' }).click()
    await page.getByRole('button', { name: 'Acknowledge the use of code 1' }).click()
    await expect.poll(() => page.getByText('The alarm is acknowledged.').count()).toBe(1)
    expect(await alarm.count()).toBe(0)
    await page.goto(`${house.sso}/admin/audit`)
    expect(await page.locator('main').textContent()).toContain('Signed in by break-glass code')
  })
})

async function formIsShown(address: string): Promise<boolean> {
  const answer = await fetch(address, { redirect: 'manual' })
  return answer.status === 200 && (await answer.text()).includes('name="j_password"')
}

async function signInToConsole(page: Page, house: House): Promise<void> {
  const { userName, password } = accountOf(house, 'sso', 'administrator')
  await page.goto(`${house.sso}/admin`)
  await page.getByLabel('User name').fill(userName)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(`${house.sso}/admin`)
}

async function logInToBitbucket(page: Page, address: string, userName: string, password: string) {
  await page.goto(address)
  await page.locator('[name=j_username]').fill(userName)
  await page.locator('[name=j_password]').fill(password)
  await page.locator('form').getByRole('button', { name: 'Log in', exact: true }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/login'))
}
