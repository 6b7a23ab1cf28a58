import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describeUnless } from '@postern/kit/testing'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, missingBrowser, newVisitor } from './browser.ts'
import { typePassword } from './doors.ts'
import { recordFaults } from './faults.ts'
import { accountOf, type House, startHouse } from './house.ts'
import { judgePage } from './judge-page.ts'
import { VirtualAuthenticator } from './virtual-authenticator.ts'

/** Issue 5: local administrators with a passkey. */
describeUnless(missingBrowser(), 'passkeys of an administrator', () => {
  let house: House
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let device: VirtualAuthenticator
  let faults: ReturnType<typeof recordFaults>
  beforeAll(async () => {
    ;[house, browser] = await Promise.all([startHouse(), launchBrowser()])
    context = await newVisitor(browser)
    faults = recordFaults(context)
    page = await context.newPage()
    device = await VirtualAuthenticator.plugInto(page)
  })
  afterAll(async () => {
    await browser?.close()
    await house?.leave()
  })
  const administrator = () => accountOf(house, 'sso', 'administrator')
  const heading = (of = page) => of.getByRole('heading', { level: 1 }).textContent()
  const press = (name: string, of = page) => of.getByRole('button', { name, exact: true }).click()
  const follow = (name: string) => page.getByRole('link', { name, exact: true }).click()
  const text = (of = page) => of.locator('body').textContent()
  const isIn = (path: string) => page.waitForURL(`${house.sso}${path}`)
  const signOut = async () => {
    await press('Sign out')
    await isIn('/admin/sign-in')
  }
  const open = async (path: string) => {
    const answer = await page.goto(`${house.sso}${path}`)
    if (answer) await judgePage(page, answer)
  }
  /** As though the last proof were so long ago; the server runs on. */
  const ageProofs = () => {
    const store = new DatabaseSync(join(house.dataDirectory, 'sso', 'store.sqlite'), { timeout: 5_000 })
    store.exec('update sessions set authenticated_at = authenticated_at - 660000')
    store.close()
  }

  test('one is added, and recovery codes are shown', async () => {
    await page.goto(`${house.sso}/admin`)
    await typePassword(page, administrator())
    await follow('Your account')
    await follow('Add a passkey')
    expect(await page.getByLabel('Name').inputValue()).toBe('Chrome on Linux')
    await page.getByLabel('Name').fill('Laptop')
    await press('Add the passkey')
    await expect.poll(() => heading()).toBe('Your recovery codes')
    await follow('I have kept them')
    const row = page.getByRole('row', { name: /Laptop/ })
    await expect.poll(() => row.textContent()).toContain('Never')
    expect(await device.credentials()).toHaveLength(1)
    await open('/admin/profile')
    await open('/admin/profile/passkeys/add')
    await press('Add the passkey')
    await expect.poll(() => text()).toContain('This device has a passkey of yours already.')
  })

  test('the passkey alone signs in, and the list says when', async () => {
    await signOut()
    await open('/admin/sign-in?next=/admin/profile')
    await press('Sign in with a passkey')
    await isIn('/admin/profile')
    const used = page.getByRole('row', { name: /Laptop/ }).locator('time')
    await expect.poll(() => used.count()).toBe(2)
  })

  test('after the password the passkey is the second step', async () => {
    await signOut()
    await typePassword(page, administrator())
    await expect.poll(() => heading()).toBe('One more step')
    await open('/admin/sign-in/code')
    await press('Use a passkey')
    await isIn('/admin')
  })

  test('it proves who it is before trust changes, and a kept form goes on', async () => {
    await page.goto(`${house.sso}/admin/profile`)
    ageProofs()
    await page.getByLabel('E-mail address').fill('ona@contoso.example')
    await press('Save e-mail address')
    await expect.poll(() => heading()).toBe('Confirm that it is you')
    await press('Confirm with a passkey')
    await expect.poll(() => text()).toContain('The e-mail address is saved.')
    ageProofs()
    await open('/admin/proof?next=/admin/profile/passkeys/add')
    await press('Confirm with a passkey')
    await isIn('/admin/profile/passkeys/add')
  })

  test('an answer that was given at another address of the same host is refused', async () => {
    await signOut()
    const asked = await optionsOf(page)
    await page.goto(`${house.bitbucket}/login?auth_fallback`)
    expect(new URL(page.url()).hostname).toBe(new URL(house.sso).hostname)
    const credential = await answerTo(page, asked)
    await page.goto(`${house.sso}/admin/sign-in`)
    expect(await sendCredential(page, credential)).toContain('(passkey-origin)')
  })

  test('an answer that was sent before is refused', async () => {
    await page.goto(`${house.sso}/admin/sign-in`)
    const credential = await answerTo(page, await optionsOf(page))
    expect(await sendCredential(page, credential)).not.toContain('(passkey-')
    await context.clearCookies({ name: /administrator/ })
    await page.goto(`${house.sso}/admin/sign-in`)
    expect(await sendCredential(page, credential)).toContain('(passkey-replayed)')
  })

  test('a copy, whose counter goes back, is refused and told of', async () => {
    const [kept] = await device.credentials()
    if (!kept) throw new Error('the device holds nothing')
    await device.hold([{ ...kept, signCount: 0 }])
    await page.goto(`${house.sso}/admin/sign-in`)
    await press('Sign in with a passkey')
    await expect.poll(() => text()).toContain('(passkey-counter)')
    await device.hold([{ ...kept, signCount: kept.signCount + 10 }])
    await press('Sign in with a passkey')
    await isIn('/admin')
    await page.goto(`${house.sso}/admin/audit`)
    expect(await text()).toContain('Passkey refused, of which there may be a copy')
  })

  test('the passkey of another administrator is none of one’s own', async () => {
    const link = await inviteOther(page)
    const other = await newVisitor(browser)
    const theirs = await other.newPage()
    const key = await VirtualAuthenticator.plugInto(theirs)
    await theirs.goto(link)
    for (const label of ['New password', 'New password again'])
      await theirs.getByLabel(label, { exact: true }).fill('nine quiet doors')
    await press('Set password and sign in', theirs)
    await theirs.getByRole('link', { name: 'Add a passkey', exact: true }).click()
    await press('Add the passkey', theirs)
    await expect.poll(() => heading(theirs)).toBe('Your recovery codes')
    const own = await device.credentials()
    await signOut()
    await typePassword(page, administrator())
    await expect.poll(() => heading()).toBe('One more step')
    // The browser is told whose are wanted and would not offer it: it is asked as by a page that lies.
    await device.hold(await key.credentials())
    const credential = await answerTo(page, { ...(await optionsOf(page)), allowCredentials: [] })
    expect(await sendCredential(page, credential)).toContain('(passkey-unknown)')
    await device.hold(own)
    await press('Use a passkey')
    await isIn('/admin')
    await other.close()
  })

  test('at another address it says where passkeys work; without script, that they need it', async () => {
    const elsewhere = await newVisitor(browser)
    const one = await elsewhere.newPage()
    await one.goto(`${house.sso.replace('localhost', '127.0.0.1')}/admin/sign-in`)
    expect(await one.getByRole('button', { name: 'Sign in with a passkey' }).isDisabled()).toBe(true)
    expect(await text(one)).toContain(`Open ${house.sso}.`)
    await elsewhere.close()
    const plain = await newVisitor(browser, { javaScriptEnabled: false })
    const two = await plain.newPage()
    await two.goto(`${house.sso}/admin/sign-in`)
    expect(await text(two)).toContain('Passkeys need JavaScript, which is off here.')
    await press('Sign in with a passkey', two)
    await expect.poll(() => text(two)).toContain('(passkey-unsent)')
    await typePassword(two, administrator())
    await expect.poll(() => heading(two)).toBe('One more step')
    expect(await two.getByLabel('Recovery code').count()).toBe(1)
    await plain.close()
  })

  test('renamed, then removed: afterwards the password alone lets in', async () => {
    await page.goto(`${house.sso}/admin/profile`)
    await follow('Rename Laptop')
    await open(new URL(page.url()).pathname)
    await page.getByLabel('Name').fill('Old laptop')
    await press('Save name')
    await follow('Remove Old laptop')
    await open(new URL(page.url()).pathname)
    expect(await text()).toContain('It is your only second factor')
    await press('Remove Old laptop')
    await expect.poll(() => text()).toContain('The passkey is removed.')
    await signOut()
    await press('Sign in with a passkey')
    await expect.poll(() => text()).toContain('(passkey-unknown)')
    await typePassword(page, administrator())
    await isIn('/admin')
    expect(faults.filter(({ kind }) => kind !== 'console')).toEqual([])
  })
})

/** What the page's own form would ask the browser for. */
function optionsOf(page: Page) {
  return page.evaluate(async () => {
    const form = document.querySelector<HTMLFormElement>('form[data-passkey]')
    const csrf = form?.querySelector<HTMLInputElement>('[name=csrf]')?.value ?? ''
    const body = new URLSearchParams({ csrf })
    const answer = await fetch(`${form?.getAttribute('action')}/options`, { method: 'POST', body })
    return (await answer.json()) as PublicKeyCredentialRequestOptionsJSON
  })
}

/** What the device answers on whatever page this is. */
function answerTo(page: Page, options: PublicKeyCredentialRequestOptionsJSON): Promise<string> {
  return page.evaluate(async (asked) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked)
    return JSON.stringify(await navigator.credentials.get({ publicKey }))
  }, options)
}

/** Sends it as the page's form does; the words of the page that answers. */
function sendCredential(page: Page, credential: string): Promise<string> {
  return page.evaluate(async (sent) => {
    const form = document.querySelector<HTMLFormElement>('form[data-passkey]')
    if (!form) throw new Error('the page asks for no passkey')
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.set(name, value)
    body.set('credential', sent)
    const answer = await fetch(form.getAttribute('action') ?? '', { method: 'POST', body })
    return answer.text()
  }, credential)
}

/** Gives the link by which another administrator comes in. */
async function inviteOther(page: Page): Promise<string> {
  await page.goto(`${new URL(page.url()).origin}/admin/administrators/invite`)
  await page.getByLabel('User name').fill('otto')
  await page.getByLabel('Auditor').check()
  await page.getByRole('button', { name: 'Make the link' }).click()
  return (await page.locator('[data-copy]').getAttribute('data-copy')) ?? ''
}
