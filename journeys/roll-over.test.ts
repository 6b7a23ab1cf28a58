import { setTimeout as pause } from 'node:timers/promises'
import { describeUnless } from '@postern/kit/testing'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchBrowser, missingBrowser, newVisitor } from './browser.ts'
import { Certificates, type MadeCertificate } from './certificates.ts'
import { bSimon, expectRefusedForItsSignature, forget, typePassword } from './doors.ts'
import { accountOf, type House, startHouse } from './house.ts'
import { Person } from './seed/person.ts'
import { pointer } from './seed/pointer.ts'

const minute = 60_000

describeUnless(missingBrowser(), 'certificate roll-over', () => {
  let browser: Browser
  let house: House
  let directory: Certificates
  let console: Person
  let connection: string
  const contexts: BrowserContext[] = []

  async function pageOf(options = {}): Promise<Page> {
    const context = await newVisitor(browser, options)
    contexts.push(context)
    return context.newPage()
  }
  beforeAll(async () => {
    ;[browser, house] = await Promise.all([launchBrowser(), startHouse()])
    directory = await Certificates.open(house)
  })
  beforeEach(async () => {
    console = new Person(await pageOf({ acceptDownloads: true }), pointer, true)
    await console.open(`${house.sso}/admin`)
    await typePassword(console.page, accountOf(house, 'sso', 'administrator'))
    await console.open(`${house.sso}/admin/connections`)
    await console.press('Contoso')
    connection = console.address().href
  })
  afterAll(async () => {
    await browser.close()
    await house.leave()
  })

  /** Signs in from the connection's address, as somebody who has a session at the identity provider and nowhere else. */
  async function signIn(page: Page): Promise<string> {
    await forget(page.context(), 'sso')
    await forget(page.context(), 'bitbucket')
    const id = connection.split('/').at(-1)
    await page.goto(`${house.sso}/plugins/servlet/no.kantega.saml/sp/${id}/login`)
    const user = page.getByLabel('User name')
    const heading = page.getByRole('heading', { level: 1 })
    await page.waitForFunction(() => !/One moment|Signing/.test(document.title))
    if (await user.isVisible()) await typePassword(page, bSimon(house))
    await page.waitForURL(
      (url) => url.href.startsWith(house.bitbucket) || /\/sp\/[^/]+\/login$/.test(url.pathname),
    )
    return page.url().startsWith(house.bitbucket) ? 'in' : ((await heading.textContent()) ?? 'nowhere')
  }

  test('with metadata by URL not one sign-in of a continuous run fails', async () => {
    await console.press('Metadata import')
    await branch('Published URL')
    const address = console.page.getByRole('textbox', { name: 'Published URL' })
    await address.fill(await directory.metadataAddress())
    await console.type('Host', new URL(house.identityProvider).hostname)
    await console.press('Save')
    expect(await console.reads()).toContain('Every hour, and when an answer is signed with a key')

    const page = await pageOf()
    const outcomes: string[] = [await signIn(page)]
    const over = new AbortController()
    const run = (async () => {
      while (!over.signal.aborted) outcomes.push(await signIn(page))
    })()
    const next = await directory.makeCertificate()
    await pause(minute)
    const before = outcomes.length
    await directory.activate(next)
    await expect.poll(() => outcomes.length - before, { timeout: minute }).toBeGreaterThan(10)
    over.abort()
    await run
    expect(outcomes.filter((outcome) => outcome !== 'in')).toEqual([])
    expect(before).toBeGreaterThan(10)
    await console.open(connection)
    const shown = await console.reads()
    expect(shown).toContain('2 of 2')
    expect(shown).not.toContain('Not verified')
  })

  test('with metadata by file the administrator is told beforehand, and a new certificate is one comparison away', async () => {
    const page = await pageOf()
    await importFile(await directory.metadataFile())
    const short = await directory.makeCertificate(new Date(Date.now() + 20 * 86_400_000))
    await importFile(await directory.metadataFile())
    await takeIn(short)
    await directory.activate(short)
    expect(await signIn(page)).toBe('in')
    await console.open(`${house.sso}/admin/connections`)
    await onlyBelieve(short)
    await console.open(`${house.sso}/admin`)
    expect(await console.reads()).toContain('Contoso signs with a certificate that expires on')
    await console.open(connection)
    expect(await console.reads()).toMatch(
      /The certificate that it signs with expires on .*: (19|20) days left/,
    )

    const next = await directory.makeCertificate()
    await directory.activate(next)
    await signIn(page)
    await expectRefusedForItsSignature(page)
    await importFile(await directory.metadataFile())
    expect(await console.reads()).toContain('1 certificate is new.')
    await takeIn(next)
    expect(await signIn(page)).toBe('in')
    await console.open(connection)
    expect(await console.reads()).not.toContain('The certificate that it signs with expires on')
  })

  /** Its label covers the radio button of a branch. */
  const branch = (label: string) =>
    console.page.locator('.branches .choices label').filter({ hasText: label }).click()

  async function importFile(metadata: string): Promise<void> {
    await console.open(`${connection}/setup/metadata-import`)
    await branch('Paste XML')
    await console.type('Metadata as text', metadata)
    await console.press('Save')
  }

  /** Ticks the certificate whose thumbprint the identity provider shows. */
  async function takeIn({ thumbprint }: MadeCertificate): Promise<void> {
    await console.sees('Compare the import')
    await cardOf(thumbprint).getByRole('checkbox').check()
    await console.press('Take it in')
    expect(await console.reads()).toContain('The metadata is taken in.')
  }

  async function onlyBelieve({ thumbprint }: MadeCertificate): Promise<void> {
    await console.open(`${connection}/setup/signature-verification`)
    for (const box of await console.page.getByRole('checkbox').all()) await box.uncheck()
    await cardOf(thumbprint).getByRole('checkbox').check()
    await console.press('Save')
  }

  const cardOf = (thumbprint: string) => console.page.locator('section.card').filter({ hasText: thumbprint })
})
