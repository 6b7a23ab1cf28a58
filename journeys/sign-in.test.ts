import { describeUnless } from '@postern/kit/testing'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addPerson, clearSignOnUrl, readActivity } from './administrators.ts'
import { launchBrowser, missingBrowser, newVisitor } from './browser.ts'
import {
  bSimon,
  expectInBitbucket,
  expectRefusedForItsSignature,
  openTile,
  type Person,
  signInAtMyApps,
  typePassword,
} from './doors.ts'
import { recordFaults } from './faults.ts'
import { type House, startHouse } from './house.ts'
import { stopTampering, tamperWithResponses } from './tamper.ts'

describeUnless(missingBrowser(), 'B.Simon signs in to Bitbucket', () => {
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

  /** A browser that nobody used before, and one in which somebody else is signed in at all three servers. */
  const browsers: readonly [string, () => Promise<{ context: BrowserContext; page: Page }>][] = [
    ['in a fresh browser', async () => enter(await newVisitor(browser))],
    [
      'where another person is signed in',
      async () => {
        const entered = await enter(await newVisitor(browser))
        await entered.page.goto(house.bitbucket)
        await typePassword(entered.page, other)
        await expectInBitbucket(entered.page, house, other)
        return entered
      },
    ],
  ]

  async function enter(context: BrowserContext) {
    return { context, page: await context.newPage() }
  }

  /** The other person leaves the identity provider, as one does who hands over the browser, and all applications were told. */
  async function signOutAtMyApps(page: Page): Promise<void> {
    await page.goto(house.identityProvider)
    const signOut = page.getByRole('button', { name: 'Sign out' })
    if (!(await signOut.isVisible())) return
    await signOut.click()
    await page.getByLabel('User name').waitFor()
  }

  /** Once with the name in the response changed, which must be refused; then as it is, which must arrive. */
  async function walkTwice(context: BrowserContext, page: Page, walk: () => Promise<void>): Promise<void> {
    await tamperWithResponses(context, 'B.Simon@', 'E.Mallory@')
    await walk()
    await expectRefusedForItsSignature(page)
    await stopTampering(context)
    await walk()
    await expectInBitbucket(page, house, bSimon(house))
  }

  for (const [where, open] of browsers) {
    describe(where, () => {
      test('from Bitbucket', async () => {
        const { context, page } = await open()
        // Whoever was here before leaves Bitbucket, the SSO service and the identity provider.
        for (const server of [house.bitbucket, house.sso]) {
          await page.goto(server)
          const signOut = page.getByRole('button', { name: 'Sign out' })
          if (await signOut.isVisible()) await signOut.click()
        }
        await signOutAtMyApps(page)
        await walkTwice(context, page, async () => {
          await page.goto(`${house.bitbucket}/projects/ACME`)
          if (await page.getByLabel('User name').isVisible()) await typePassword(page, bSimon(house))
        })
        await context.close()
      })

      test('from the My Apps tile, with a Sign-on URL', async () => {
        const { context, page } = await open()
        const faults = recordFaults(context)
        await signOutAtMyApps(page)
        await signInAtMyApps(page, house, bSimon(house))
        await walkTwice(context, page, async () => {
          await page.goto(`${house.identityProvider}/my-apps`)
          await openTile(page)
        })
        expect(faults.filter(({ kind }) => kind !== 'console')).toEqual([])
        await context.close()
      })
    })
  }

  test('an ended session at the SSO service leads to a new AuthnRequest', async () => {
    const { context, page } = await enter(await newVisitor(browser))
    const requests: string[] = []
    page.on('request', (sent) => {
      const request = new URL(sent.url()).searchParams.get('SAMLRequest')
      if (request) requests.push(request)
    })
    await page.goto(house.bitbucket)
    await typePassword(page, bSimon(house))
    await expectInBitbucket(page, house, bSimon(house))
    await context.clearCookies({ name: 'BITBUCKETSESSIONID' })
    await page.goto(house.bitbucket)
    await expectInBitbucket(page, house, bSimon(house))
    expect(requests).toHaveLength(1)

    await page.goto(house.sso)
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    // The identity provider was told, too: it asks again.
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toContain('signed out')
    await context.clearCookies({ name: 'BITBUCKETSESSIONID' })
    requests.length = 0
    await page.goto(house.bitbucket)
    await typePassword(page, bSimon(house))
    await expectInBitbucket(page, house, bSimon(house))
    expect(new Set(requests).size).toBe(1)
    await context.close()
  })

  test('every attempt is in Activity, the refused and the others', async () => {
    const attempts = await readActivity(house)
    expect(attempts.filter(({ outcome }) => outcome === 'Refused').length).toBeGreaterThanOrEqual(4)
    expect(attempts.filter(({ outcome }) => outcome === 'In').length).toBeGreaterThanOrEqual(6)
  })

  test('after 130 seconds on the identity provider’s page', async () => {
    const { context, page } = await enter(await newVisitor(browser))
    await page.goto(`${house.bitbucket}/projects/ACME`)
    await page.getByLabel('User name').fill(bSimon(house).userName)
    await page.waitForTimeout(130_000)
    await typePassword(page, bSimon(house))
    await expectInBitbucket(page, house, bSimon(house))
    await context.close()
  })

  // Last, since it changes the application for everybody.
  describe('with the Sign-on URL cleared', () => {
    beforeAll(() => clearSignOnUrl(house))

    for (const [where, open] of browsers) {
      test(`from the My Apps tile, unsolicited, ${where}`, async () => {
        const { context, page } = await open()
        const responses: string[] = []
        page.on('request', (request) => {
          const response = new URLSearchParams(request.postData() ?? '').get('SAMLResponse')
          if (response) responses.push(Buffer.from(response, 'base64').toString('utf8'))
        })
        await signOutAtMyApps(page)
        await signInAtMyApps(page, house, bSimon(house))
        responses.length = 0
        await walkTwice(context, page, async () => {
          await page.goto(`${house.identityProvider}/my-apps`)
          await openTile(page)
        })
        expect(responses.length).toBeGreaterThanOrEqual(2)
        expect(responses.join()).not.toContain('InResponseTo')
        await context.close()
      })
    }
  })
})
