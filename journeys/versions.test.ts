import { execFile } from 'node:child_process'
import { describeUnless } from '@postern/kit/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser, missingBrowser, newVisitor } from './browser.ts'
import { bSimon, expectInBitbucket, openTile, signInAtMyApps, typePassword } from './doors.ts'
import { recordFaults } from './faults.ts'
import { accountOf, type House, startHouse } from './house.ts'

/** By what Bitbucket learns who somebody is, with the address of it that every such sign-in passes. */
const protocols = [
  {
    protocol: 'OpenID Connect',
    choice: 'OpenID Connect (recommended)',
    passes: '/plugins/servlet/oidc/callback',
  },
  { protocol: 'SAML', choice: 'SAML 2.0', passes: '/plugins/servlet/samlconsumer' },
] as const

/** The same journey with each Bitbucket that the host plays, over each protocol. */
describeUnless(missingBrowser(), 'B.Simon signs in', () => {
  describe.each(['8.19', '9.4', '10.2'])('to Bitbucket %s', (version) => {
    let browser: Browser
    let house: House
    beforeAll(async () => {
      ;[browser, house] = await Promise.all([launchBrowser(), startHouse({ version })])
      await makeRepository(house)
    })
    afterAll(async () => {
      await browser.close()
      await house.leave()
    })

    test('which says that it is one of these', async () => {
      const answer = await fetch(`${house.bitbucket}/rest/api/latest/application-properties`)
      expect(await answer.json()).toMatchObject({
        version: expect.stringMatching(new RegExp(`^${version}\\.`)),
      })
    })

    describe.each(protocols)('over $protocol', ({ choice, passes }) => {
      beforeAll(() => connectBy(browser, house, choice))

      /** `arrive` in a fresh browser, which passes this protocol's address and no other's. */
      async function walk(arrive: (page: Page) => Promise<void>): Promise<void> {
        const context = await newVisitor(browser)
        const faults = recordFaults(context)
        const page = await context.newPage()
        const passed = new Set<string>()
        page.on('request', (request) => passed.add(new URL(request.url()).pathname))
        await arrive(page)
        await expectInBitbucket(page, house, bSimon(house))
        expect(protocols.map((one) => one.passes).filter((path) => passed.has(path))).toEqual([passes])
        expect(faults).toEqual([])
        await context.close()
      }

      test('from a page of Bitbucket, and is there', () =>
        walk(async (page) => {
          await page.goto(`${house.bitbucket}/projects/ACME`)
          await typePassword(page, bSimon(house))
          await page.waitForURL(`${house.bitbucket}/projects/ACME`)
          await page.getByRole('link', { name: 'shop' }).waitFor()
        }))

      test('from the tile', () =>
        walk(async (page) => {
          await signInAtMyApps(page, house, bSimon(house))
          await openTile(page)
        }))
    })

    test('and git enters with an access token made there', async () => {
      const context = await newVisitor(browser)
      const page = await context.newPage()
      await page.goto(`${house.bitbucket}/projects/ACME/repos/shop/browse`)
      await typePassword(page, bSimon(house))
      await page.getByText('This repository is empty').waitFor()
      await page.getByRole('link', { name: 'Access tokens' }).click()
      await page.getByLabel('Token name').fill('laptop')
      await page.getByRole('button', { name: 'Create token' }).click()
      const token = (await page.locator('[data-copy]').getAttribute('data-copy')) ?? ''
      const url = new URL('/scm/acme/shop.git', house.bitbucket)
      url.username = encodeURIComponent(bSimon(house).userName)
      url.password = encodeURIComponent(token)
      expect(await lsRemote(url.href)).toBe(true)
      url.password = 'wrong'
      expect(await lsRemote(url.href)).toBe(false)
      await context.close()
    })
  })
})

/** *Connect again* in the console, with the protocol chosen. */
async function connectBy(browser: Browser, house: House, choice: string): Promise<void> {
  const context = await newVisitor(browser)
  const page = await context.newPage()
  await page.goto(`${house.sso}/admin/applications`)
  await typePassword(page, accountOf(house, 'sso', 'administrator'))
  await page.getByRole('link', { name: 'Bitbucket', exact: true }).click()
  await page.getByRole('link', { name: 'Connect again' }).click()
  await page.getByText(choice, { exact: true }).click()
  await page.getByText('User name and password', { exact: true }).click()
  const { userName, password } = accountOf(house, 'bitbucket', 'administrator')
  await page.getByLabel('Administrator’s user name').fill(userName)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Connect Bitbucket' }).click()
  await page.getByText('Bitbucket was connected before; its settings are up to date.').waitFor()
  await context.close()
}

async function makeRepository(house: House): Promise<void> {
  const { userName, password } = accountOf(house, 'bitbucket', 'administrator')
  const authorization = `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`
  for (const [method, path, json] of [
    ['POST', 'projects', { key: 'ACME', name: 'Acme' }],
    ['POST', 'projects/ACME/repos', { name: 'shop' }],
    ['PUT', 'projects/ACME/permissions/groups?name=stash-users&permission=PROJECT_READ', undefined],
  ] as const) {
    const answer = await fetch(`${house.bitbucket}/rest/api/latest/${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(json ? { body: JSON.stringify(json) } : {}),
    })
    expect([path, answer.ok]).toEqual([path, true])
  }
}

function lsRemote(url: string): Promise<boolean> {
  const env = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', GIT_TERMINAL_PROMPT: '0' }
  return new Promise((resolve) => {
    execFile('git', ['ls-remote', url], { env, timeout: 60_000 }, (error) => resolve(error === null))
  })
}
