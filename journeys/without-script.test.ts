import { describeUnless } from '@postern/kit/testing'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, missingBrowser, newVisitor } from './browser.ts'
import { bSimon, expectInBitbucket, openTile, typePassword } from './doors.ts'
import { type House, startHouse } from './house.ts'

describeUnless(missingBrowser(), 'with JavaScript off', () => {
  let browser: Browser
  let house: House
  beforeAll(async () => {
    ;[browser, house] = await Promise.all([launchBrowser(), startHouse()])
  })
  afterAll(async () => {
    await browser.close()
    await house.leave()
  })

  test('B.Simon reaches the page that was asked for, by a visible Continue button', async () => {
    const context = await newVisitor(browser, { javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${house.bitbucket}/projects/ACME`)
    await typePassword(page, bSimon(house))
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.waitForURL(`${house.bitbucket}/projects/ACME`)
    await expectInBitbucket(page, house, bSimon(house))
    await context.close()
  })

  test('and from the My Apps tile', async () => {
    const context = await newVisitor(browser, { javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(house.identityProvider)
    await typePassword(page, bSimon(house))
    await openTile(page)
    await page.getByRole('button', { name: 'Continue' }).click()
    await expectInBitbucket(page, house, bSimon(house))
    expect(new URL(page.url()).origin).toBe(house.bitbucket)
    await context.close()
  })
})
