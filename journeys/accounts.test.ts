import { describeUnless } from '@postern/kit/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPerson } from './administrators.ts'
import { launchBrowser, missingBrowser, newVisitor } from './browser.ts'
import { type Person, typePassword } from './doors.ts'
import { recordFaults } from './faults.ts'
import { accountOf, type House, startHouse } from './house.ts'

describeUnless(missingBrowser(), 'an account that is not a person’s for the asking', () => {
  let browser: Browser
  let house: House
  beforeAll(async () => {
    ;[browser, house] = await Promise.all([launchBrowser(), startHouse()])
  })
  afterAll(async () => {
    await browser.close()
    await house.leave()
  })

  /** As an administrator of Bitbucket does it over the REST API. */
  async function atBitbucket(method: string, path: string, query: Readonly<Record<string, string>>) {
    const { userName, password } = accountOf(house, 'bitbucket', 'administrator')
    const answer = await fetch(`${house.bitbucket}/rest/api/latest/${path}?${new URLSearchParams(query)}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`,
        'x-atlassian-token': 'no-check',
      },
    })
    expect(answer.status).toBe(204)
  }

  async function administrator(): Promise<Page> {
    const page = await (await newVisitor(browser)).newPage()
    const { userName, password } = accountOf(house, 'sso', 'administrator')
    await page.goto(`${house.sso}/admin`)
    await page.getByLabel('User name').fill(userName)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect.poll(() => page.url()).toBe(`${house.sso}/admin`)
    return page
  }

  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent()

  test('a namesake of an administrator is stopped, explained, decided about, and let in', async () => {
    const person: Person = await addPerson(house, 'R.Root')
    await atBitbucket('POST', 'admin/users', {
      name: person.userName,
      displayName: 'Rita Root',
      emailAddress: person.userName,
      password: 'Passage-7-doors',
      addToDefaultGroup: 'true',
    })
    await atBitbucket('PUT', 'admin/permissions/users', { name: person.userName, permission: 'ADMIN' })

    const context = await newVisitor(browser)
    const theirs = await context.newPage()
    const faults = recordFaults(context)
    await theirs.goto(`${house.bitbucket}/projects/ACME`)
    await typePassword(theirs, person)
    await expect.poll(() => heading(theirs)).toBe('You are not signed in')
    const said = (await theirs.locator('body').textContent()) ?? ''
    expect(said).toContain('Your account administers the application')
    expect(said).toContain('account-is-administrator')
    const reference = (await theirs.locator('[data-copy]').first().getAttribute('data-copy')) ?? ''

    // By the reference, cause and remedy in two clicks.
    const console = await administrator()
    await console.goto(`${house.sso}/admin/activity?q=${reference}`)
    await console.locator('table a').first().click()
    await expect.poll(() => console.locator('body').textContent()).toContain('have an Owner say so')
    await console.getByRole('link', { name: 'Open Decisions' }).click()
    await console.getByRole('table').getByRole('link', { name: 'R.Root' }).click()
    await expect.poll(() => heading(console)).toBe('R.Root waits for a decision')
    expect(await console.getByRole('region', { name: 'The account in question' }).textContent()).toContain(
      'Yes: an Owner decides',
    )
    await console.getByRole('button', { name: 'Tie to this account' }).click()
    await console.getByLabel(/^Type/).fill(person.userName)
    await console.getByRole('button', { name: `Tie R.Root to ${person.userName}` }).click()
    await expect.poll(() => console.locator('.toast').textContent()).toContain('The next sign-in')

    await theirs.goto(`${house.bitbucket}/projects/ACME`)
    await theirs.waitForURL(`${house.bitbucket}/projects/ACME`)
    const facts = theirs.getByRole('region', { name: 'Who you are' })
    await theirs.goto(house.bitbucket)
    await expect.poll(() => facts.textContent()).toContain(person.userName)
    expect(faults.filter(({ kind }) => kind !== 'console')).toEqual([])
  })
})
