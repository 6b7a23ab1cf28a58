import { execFile } from 'node:child_process'
import { describeUnless } from '@postern/kit/testing'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser, missingBrowser, newVisitor } from './browser.ts'
import { bSimon, expectInBitbucket, typePassword } from './doors.ts'
import { accountOf, type House, startHouse } from './house.ts'

/** The oldest and the newest Bitbucket that the host plays; the one between is that of the other journeys. */
describeUnless(missingBrowser(), 'B.Simon signs in, and clones with an access token', () => {
  describe.each(['8.19', '10.2'])('from Bitbucket %s', (version) => {
    let browser: Browser
    let house: House
    beforeAll(async () => {
      ;[browser, house] = await Promise.all([launchBrowser(), startHouse({ version })])
    })
    afterAll(async () => {
      await browser.close()
      await house.leave()
    })

    async function makeRepository(): Promise<void> {
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

    test('by single sign-on and by git', async () => {
      await makeRepository()
      const context = await newVisitor(browser)
      const page = await context.newPage()
      await page.goto(`${house.bitbucket}/projects/ACME`)
      await typePassword(page, bSimon(house))
      await page.waitForURL(`${house.bitbucket}/projects/ACME`)
      await expectInBitbucket(page, house, bSimon(house))
      await page.getByRole('link', { name: 'shop' }).click()
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

function lsRemote(url: string): Promise<boolean> {
  const env = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', GIT_TERMINAL_PROMPT: '0' }
  return new Promise((resolve) => {
    execFile('git', ['ls-remote', url], { env, timeout: 60_000 }, (error) => resolve(error === null))
  })
}
