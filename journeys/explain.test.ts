import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { inflateRawSync } from 'node:zlib'
import { describeUnless } from '@postern/kit/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keys } from '../packages/saml/src/testing/keys.ts'
import { testSigningKey } from '../packages/sso/src/sign-in/test-signing-key.ts'
import { seriousBarriers } from './accessibility.ts'
import { addUnassigned } from './administrators.ts'
import { launchBrowser, missingBrowser, newVisitor } from './browser.ts'
import { typePassword } from './doors.ts'
import { accountOf, freePorts, type House, startHouse } from './house.ts'
import { addConnection, type ScriptedConnection } from './scripted-connection.ts'
import {
  type Script,
  type ScriptedIdentityProvider,
  startScriptedIdentityProvider,
} from './scripted-identity-provider.ts'

const minute = 60_000
const person = 'B.Simon@northwind.example'
const objectId = (value: string) => ({
  name: 'http://schemas.microsoft.com/identity/claims/objectidentifier',
  values: [value],
})

/** A fault, and what must be read of it: by the person, then by the administrator. */
interface Case {
  readonly script: Script
  readonly ahead?: number
  readonly code: string
  readonly sentence: string
  readonly says: readonly string[]
  /** Label of the link to the setting. */
  readonly setting: string
}

const elsewhere = 'https://bitbucket-test.northwind.example/acs'

const cases: Readonly<Record<string, Case>> = {
  'a wrong certificate': {
    script: { key: keys.other },
    code: 'signature-value',
    sentence: 'it was sealed with a key that is not known here',
    says: ['a certificate with SHA-256', 'Compare the certificate of the identity provider'],
    setting: 'Open Signature verification of Northwind',
  },
  'a wrong audience': {
    script: { assertion: { audience: elsewhere } },
    code: 'audience',
    sentence: 'meant for a different address',
    says: [elsewhere, 'Compare the Identifier (Entity ID) of the application'],
    setting: 'Open Northwind',
  },
  'a wrong recipient': {
    script: { assertion: { recipient: elsewhere } },
    code: 'recipient',
    sentence: 'meant for a different address',
    says: [elsewhere, 'Reply URL'],
    setting: 'Open Northwind',
  },
  'a clock ten minutes off': {
    script: {},
    ahead: 10 * minute,
    code: 'time',
    sentence: 'The clocks of Northwind and of this service do not agree',
    says: ['s ahead of ours, 180 s allowed', 'Set the clocks of both servers by NTP'],
    setting: 'Open Settings of Northwind',
  },
  'an unknown domain': {
    script: { assertion: { nameId: { value: 'ann@fabrikam.example' } } },
    code: 'domain-not-known',
    sentence: 'your domain is not on its list',
    says: ['fabrikam.example', 'Northwind, Known domains, and enter the domain'],
    setting: 'Open Known domains of Northwind',
  },
}

describeUnless(missingBrowser(), 'a sign-in that is stopped is explained', () => {
  let browser: Browser
  let house: House
  let provider: ScriptedIdentityProvider
  let expired: ScriptedIdentityProvider
  let connection: ScriptedConnection
  let expiredConnection: ScriptedConnection
  let ahead = 0
  let help: Page
  beforeAll(async () => {
    ;[browser, house] = await Promise.all([launchBrowser(), startHouse()])
    const [port = 0, other = 0] = await freePorts(2)
    const now = () => Date.now() + ahead
    const scripted = { nameId: person, now }
    provider = await startScriptedIdentityProvider({ ...scripted, port, audience: () => connection.address })
    expired = await startScriptedIdentityProvider({
      ...scripted,
      port: other,
      audience: () => expiredConnection.address,
      published: [testSigningKey('Old Northwind', Date.now() - 4 * 365 * 86_400_000)],
    })
    const domain = 'northwind.example'
    connection = await addConnection(house, { name: 'Northwind', metadata: provider.metadata(), domain })
    const old = { name: 'Old Northwind', metadata: expired.metadata(), domain: 'old.northwind.example' }
    expiredConnection = await addConnection(house, old)
    help = await (await newVisitor(browser)).newPage()
    await help.goto(`${house.sso}/admin`)
    await typePassword(help, accountOf(house, 'sso', 'administrator'))
    await help.waitForURL(`${house.sso}/admin`)
  })
  afterAll(async () => {
    await browser.close()
    await provider.stop()
    await expired.stop()
    await house.leave()
  })

  /** To the identity provider and back with its answer, in a browser of its own. */
  async function signIn(address = connection.address): Promise<Page> {
    const page = await (await newVisitor(browser)).newPage()
    await page.goto(address)
    await page.locator('form').evaluate((form) => (form as HTMLFormElement).submit())
    await page.waitForURL((url) => !url.pathname.endsWith('/sso'))
    return page
  }

  /** What the person reads; gives the reference. */
  async function stopped(page: Page, code: string, sentence: string): Promise<string> {
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('You are not signed in')
    const text = (await page.locator('main').textContent()) ?? ''
    expect(text).toContain(sentence)
    expect(text).toContain(code)
    expect(await seriousBarriers(page)).toEqual([])
    return (await page.locator('[data-label="reference"]').getAttribute('data-copy')) ?? ''
  }

  /** From the console's home: one click on Activity, the reference typed, one click on the attempt. */
  async function findInTwoClicks(reference: string): Promise<string> {
    await help.goto(`${house.sso}/admin`)
    await help.getByRole('link', { name: 'Activity' }).first().click()
    await help.getByLabel('Person or reference').fill(reference)
    await help.getByLabel('Person or reference').press('Enter')
    const row = help.getByRole('row').filter({ hasText: reference })
    await row.getByRole('link').click()
    await help.waitForURL(/\/admin\/activity\/[0-9a-f]+$/)
    for (const name of ['What differs', 'How to fix it'])
      expect(await help.getByRole('heading', { name }).isVisible()).toBe(true)
    return (await help.locator('main').textContent()) ?? ''
  }

  async function opensSetting(label: string): Promise<void> {
    await help.getByRole('link', { name: label, exact: true }).click()
    await expect.poll(() => help.getByRole('heading', { level: 1 }).textContent()).not.toContain('stopped')
    expect(help.url()).not.toContain('/admin/activity')
  }

  test.each(Object.entries(cases))('%s', async (_name, { script, code, sentence, says, setting, ...of }) => {
    provider.script = script
    ahead = of.ahead ?? 0
    const page = await signIn()
    ahead = 0
    const text = await findInTwoClicks(await stopped(page, code, sentence))
    for (const said of says) expect(text).toContain(said)
    await opensSetting(setting)
    await page.context().close()
  })

  test('an expired certificate, after which the identity provider signs with its next', async () => {
    expired.script = { key: keys.other }
    const page = await signIn(expiredConnection.address)
    const reference = await stopped(page, 'certificate-expired', 'sealed with a key that is not known here')
    const text = await findInTwoClicks(reference)
    expect(text).toContain('The certificate that is believed of Old Northwind ended on')
    expect(text).toContain('SAML Certificates')
    await opensSetting('Open Metadata import of Old Northwind')
    await page.context().close()
  })

  describe('an account', () => {
    test('that somebody else has: a collision', async () => {
      provider.script = { assertion: { attributes: [objectId('first')] } }
      const first = await signIn()
      await first.waitForURL(`${house.bitbucket}/**`)
      await first.context().close()
      provider.script = { assertion: { attributes: [objectId('second')] } }
      const page = await signIn()
      const reference = await stopped(page, 'account-taken', 'belongs to another person already')
      const text = await findInTwoClicks(reference)
      expect(text).toContain(`The account ${person} of Bitbucket belongs to another person already.`)
      await opensSetting('Open Decisions')
      expect(await help.locator('main').textContent()).toContain(person)
      await page.context().close()
    })

    test('that is disabled in Bitbucket', async () => {
      const store = new DatabaseSync(join(house.dataDirectory, 'bitbucket', 'store.sqlite'))
      store.prepare('update users set active = 0 where name_key = ?').run(person.toLowerCase())
      store.close()
      provider.script = { assertion: { attributes: [objectId('first')] } }
      const page = await signIn()
      const reference = await stopped(page, 'account-inactive', 'is not active')
      const text = await findInTwoClicks(reference)
      expect(text).toContain(`Activate ${person} under Users in Bitbucket.`)
      // Where Bitbucket shows nothing to anybody, it sends the person here again to be signed in.
      const back = page.waitForRequest((request) => request.url().startsWith(house.bitbucket))
      await page.getByRole('link', { name: 'Back to Bitbucket' }).click()
      await back
      await page.context().close()
    })
  })

  test('sign in with another account: the identity provider is to ask anew', async () => {
    provider.script = { assertion: { nameId: { value: 'ann@fabrikam.example' } } }
    const page = await signIn()
    const asked = page.waitForRequest((request) => new URL(request.url()).searchParams.has('SAMLRequest'))
    await page.getByRole('link', { name: 'Sign in with another account' }).click()
    const request = new URL((await asked).url()).searchParams.get('SAMLRequest') ?? ''
    expect(inflateRawSync(Buffer.from(request, 'base64')).toString()).toContain('ForceAuthn="true"')
    await page.context().close()
  })

  test('somebody who is not assigned: the code of the identity provider is explained in two clicks', async () => {
    const unassigned = await addUnassigned(house, 'U.Nassigned')
    const page = await (await newVisitor(browser)).newPage()
    await page.goto(house.bitbucket)
    if (new URL(page.url()).origin === house.sso) await page.getByRole('link', { name: /Contoso/ }).click()
    await typePassword(page, unassigned)
    await expect.poll(() => page.locator('main').textContent()).toContain('AADSTS50105')
    const reported = (await page.locator('main').textContent()) ?? ''
    await help.goto(`${house.sso}/admin`)
    await help.getByRole('link', { name: 'Explain an error' }).click()
    await help.getByLabel('Message, code or reference').fill(reported.slice(0, 1_500))
    await help.getByRole('button', { name: 'Explain' }).click()
    const text = help.locator('main')
    await expect.poll(() => text.textContent()).toContain('neither assigned nor in an assigned group')
    expect(await text.textContent()).toContain('Users and groups, Add user/group')
    await page.context().close()
  })
})
