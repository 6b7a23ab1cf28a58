import { describeUnless } from '@postern/kit/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPerson, addUnassigned } from './administrators.ts'
import { launchBrowser, missingBrowser, newVisitor } from './browser.ts'
import { bSimon, expectInBitbucket, openTile, type Person, signInAtMyApps, typePassword } from './doors.ts'
import { accountOf, type House, startHouse } from './house.ts'

const another = /sign in with another account|use another account/i

describeUnless(missingBrowser(), 'a browser that several people use', () => {
  let browser: Browser
  let house: House
  let other: Person
  beforeAll(async () => {
    ;[browser, house] = await Promise.all([launchBrowser(), startHouse()])
    other = await addPerson(house, 'A.Larsen')
  })
  afterAll(async () => {
    await browser.close()
    await house.leave()
  })

  const newPage = async () => (await newVisitor(browser)).newPage()

  async function logInAsBitbucketAdministrator(page: Page): Promise<void> {
    await page.goto(`${house.bitbucket}/login?auth_fallback`)
    const { userName, password } = accountOf(house, 'bitbucket', 'administrator')
    await page.getByLabel('Username').fill(userName)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Log in', exact: true }).click()
    await page.waitForURL((url) => url.origin === house.bitbucket && url.pathname !== '/login')
  }

  test('the administrator of the identity provider has no access, and makes room for B.Simon', async () => {
    const page = await newPage()
    await page.goto(`${house.identityProvider}/admin`)
    await typePassword(page, accountOf(house, 'identity-provider', 'administrator'))
    await page.goto(house.bitbucket)
    expect(await page.locator('body').textContent()).toContain('AADSTS50105')
    await page.getByText(another).first().click()
    await typePassword(page, bSimon(house))
    await expectInBitbucket(page, house, bSimon(house))
  })

  test('an administrator leaves Bitbucket, and B.Simon comes in by the identity provider', async () => {
    const page = await newPage()
    await logInAsBitbucketAdministrator(page)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL(`${house.bitbucket}/login**`)
    await page.goto(`${house.bitbucket}/projects`)
    await typePassword(page, bSimon(house))
    await expectInBitbucket(page, house, bSimon(house))
  })

  test('an administrator who stays signed in at Bitbucket gives way to B.Simon’s tile', async () => {
    const page = await newPage()
    await logInAsBitbucketAdministrator(page)
    await signInAtMyApps(page, house, bSimon(house))
    await openTile(page)
    await expectInBitbucket(page, house, bSimon(house))
  })

  test('somebody who is signed in everywhere gives way when B.Simon takes over My Apps', async () => {
    const page = await newPage()
    await page.goto(house.bitbucket)
    await typePassword(page, other)
    await expectInBitbucket(page, house, other)
    await page.goto(house.identityProvider)
    await page.getByText(another).first().click()
    await typePassword(page, bSimon(house))
    await page.goto(`${house.identityProvider}/my-apps`)
    await openTile(page)
    await expectInBitbucket(page, house, bSimon(house))
  })

  test('somebody who is not assigned is refused, and nothing reaches the SSO service', async () => {
    const person = await addUnassigned(house, 'U.Nobody')
    const page = await newPage()
    const posts: string[] = []
    page.on('request', (sent) => sent.method() === 'POST' && posts.push(new URL(sent.url()).origin))
    await page.goto(house.bitbucket)
    await typePassword(page, person)
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('You have no access')
    expect(posts).toEqual([house.identityProvider])
  })

  test('two tabs that began apart both arrive where each wanted to go', async () => {
    const page = await newPage()
    const second = await page.context().newPage()
    await page.goto(`${house.bitbucket}/projects/ONE`)
    await second.goto(`${house.bitbucket}/projects/TWO`)
    await typePassword(page, bSimon(house))
    await page.waitForURL(`${house.bitbucket}/projects/ONE`)
    await typePassword(second, bSimon(house))
    await second.waitForURL(`${house.bitbucket}/projects/TWO`)
  })

  test('two clicks on Sign in are one sign-in', async () => {
    const page = await newPage()
    await page.goto(`${house.bitbucket}/projects/ONE`)
    await page.getByLabel('User name').fill(bSimon(house).userName)
    await page.getByLabel('Password').fill(bSimon(house).password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).dblclick()
    await expectInBitbucket(page, house, bSimon(house))
  })
})
