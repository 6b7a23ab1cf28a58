import { existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import axe from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerAsset } from '../design/index.ts'
import { describeUnless } from '../testing/index.ts'
import { gallery } from './gallery/index.ts'

const executablePath = '/usr/bin/chromium'
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'"

/** The gallery over real HTTP, under the policy that all three servers send. Posts are kept. */
function serveGallery(posts: string[]): Promise<Server> {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const address = new URL(request.url ?? '/', 'http://localhost')
    const asset = answerAsset(new Request(address))
    if (asset) {
      response.writeHead(200, Object.fromEntries(asset.headers)).end(await asset.text())
      return
    }
    let body = ''
    for await (const chunk of request) body += chunk
    if (request.method === 'POST') posts.push(body)
    const page = gallery[address.pathname.slice(1)]?.(address.searchParams.get('q') ?? undefined)
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
    }
    response
      .writeHead(200, headers)
      .end(page ? String(await page) : '<!doctype html><title>Arrived</title><h1>Arrived</h1>')
  }
  const server = createServer((request, response) => void answer(request, response))
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

const missing = existsSync(executablePath) ? undefined : `no browser: ${executablePath} is not installed`

describeUnless(missing, 'in a browser', () => {
  const posts: string[] = []
  let server: Server
  let browser: Browser
  let origin: string

  beforeAll(async () => {
    server = await serveGallery(posts)
    const address = server.address()
    origin = `http://localhost:${typeof address === 'object' ? address?.port : ''}`
    const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking']
    browser = await chromium.launch({ executablePath, args })
  })
  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  async function open(name: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ timezoneId: 'Europe/Oslo', ...options })
    context.setDefaultTimeout(5_000)
    const page = await context.newPage()
    await page.goto(`${origin}/${name}`)
    return page
  }

  test('only the fields of the chosen answer are shown, without script too', async () => {
    const page = await open('wizard', { javaScriptEnabled: false })
    const shown = () =>
      Promise.all(['file', 'address', 'xml'].map((name) => page.locator(`[name=${name}]`).isVisible()))
    expect(await shown()).toEqual([true, false, false])
    await page.getByText('Paste XML').click()
    expect(await shown()).toEqual([false, false, true])
  })

  test.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['on a phone', { viewport: { width: 360, height: 740 } }],
    ['at 200 % zoom', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
  ] as const)('every page is accessible and never scrolls sideways: %s', async (_, options) => {
    const page = await open('home', options)
    const faults: string[] = []
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    for (const name of Object.keys(gallery).filter((one) => one !== 'carry-on')) {
      await page.goto(`${origin}/${name}`)
      const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
      if (wide) faults.push(`${name} scrolls sideways`)
      const found = await page.evaluate(
        `${axe.source}; axe.run().then(r => r.violations.map(v => v.id + ' ' + v.nodes[0].html))`,
      )
      if (!Array.isArray(found)) throw new TypeError('axe gave no list')
      for (const one of found) faults.push(`${name}: ${one}`)
    }
    expect(faults).toEqual([])
  })

  test('Copy puts the exact value on the clipboard and says so for two seconds', async () => {
    const page = await open('activity', { permissions: ['clipboard-read', 'clipboard-write'] })
    const button = page.getByRole('button', { name: 'Copy Identifier' })
    await button.click()
    await page.getByRole('status').filter({ hasText: 'Copied Identifier' }).waitFor()
    expect(await button.textContent()).toBe('Copied')
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      'https://sso.contoso.example/plugins/servlet/no.kantega.saml/sp/7f3a91c2/login',
    )
    await expect.poll(() => button.textContent(), { timeout: 4_000 }).toBe('Copy')
  })

  test('Copy selects the value where the clipboard is closed', async () => {
    const page = await open('activity')
    await page.evaluate(`navigator.clipboard.writeText = () => Promise.reject(new Error('closed'))`)
    await page.getByRole('button', { name: 'Copy Identifier' }).click()
    await page.getByText('Selected', { exact: true }).waitFor()
    expect(await page.evaluate('String(getSelection())')).toContain('/sp/7f3a91c2/login')
  })

  test('a filter exchanges its list while one types, keeps its address, and says how many', async () => {
    const page = await open('parts-sso')
    await page.getByLabel('Search people').pressSequentially('simon')
    await page.getByRole('status').filter({ hasText: '1 shown' }).waitFor()
    expect(await page.locator('#people tbody tr').count()).toBe(1)
    expect(new URL(page.url()).searchParams.get('q')).toBe('simon')
    await page.getByLabel('Search people').fill('nobody')
    await page.getByText('Nobody by that name signed in').waitFor()
  })

  test('days are chosen in the reader’s time zone, and the focus is seen at every stop of a date', async () => {
    const page = await open('parts-sso')
    await page.getByLabel('From').fill('2026-11-20')
    await page.waitForURL(/from=2026-11-20/)
    expect(new URL(page.url()).searchParams.get('zone')).toBe('Europe/Oslo')
    await page.getByLabel('From').focus()
    const outlines: string[] = []
    for (let stops = 0; stops < 10; stops++) {
      await page.keyboard.press('Tab')
      const seen = await page.evaluate(
        '[document.activeElement.name, getComputedStyle(document.activeElement).outlineStyle].join()',
      )
      if (String(seen).startsWith('from,')) outlines.push(String(seen))
    }
    // Month and year, and the calendar.
    expect(outlines).toEqual(['from,solid', 'from,solid', 'from,solid'])
  })

  test('without script the filter is a form, and Copy, dialogs and local times are absent', async () => {
    const page = await open('parts-sso', { javaScriptEnabled: false })
    await page.getByLabel('Search people').fill('simon')
    await page.getByRole('button', { name: 'Filter' }).click()
    expect(await page.locator('#people tbody tr').count()).toBe(1)
    expect(await page.getByRole('button', { name: /^Copy/ }).count()).toBe(0)
    expect(await page.locator('dialog').isVisible()).toBe(false)
  })

  test('a loss is asked in a dialog; Escape closes it and the focus returns', async () => {
    const page = await open('parts-sso')
    const opener = page.getByRole('link', { name: 'Delete Northwind partners' })
    await opener.click()
    const dialog = page.getByRole('dialog', { name: 'Delete Northwind partners?' })
    await dialog.waitFor()
    const box = await dialog.boundingBox()
    expect(Math.round((box?.x ?? 0) + (box?.width ?? 0) / 2)).toBe(1280 / 2)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    expect(await opener.evaluate((link) => link === link.ownerDocument.activeElement)).toBe(true)
    await opener.click()
    await dialog.getByRole('link', { name: 'Keep it' }).click()
    await dialog.waitFor({ state: 'hidden' })
    expect(page.url()).toBe(`${origin}/parts-sso`)
  })

  test('a message is sent on at once, whatever its fields are called', async () => {
    posts.length = 0
    const page = await open('carry-on')
    await page.getByRole('heading', { name: 'Arrived' }).waitFor()
    expect(posts).toEqual(['SAMLResponse=PHNhbWxwOlJlc3BvbnNl&submit=a+field+may+be+called+so'])
  })

  test('who comes back to the page of a message is not sent away again', async () => {
    const page = await open('home')
    // Chromium forgets a page that sends itself on while it loads; held back, it is in the history to come back to.
    await page.route('**/behaviour-*.js', (route) => route.abort())
    await page.goto(`${origin}/carry-on`)
    await page.goto(`${origin}/wizard`)
    await page.unroute('**/behaviour-*.js')
    posts.length = 0
    await page.goBack({ waitUntil: 'load' })
    await page.getByRole('button', { name: 'Continue' }).waitFor()
    expect(posts).toHaveLength(0)
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('heading', { name: 'Arrived' }).waitFor()
    expect(posts).toHaveLength(1)
  })

  test('a time is local, with its zone and the exact moment in the title', async () => {
    const page = await open('refused')
    const time = page.locator('time').first()
    expect(await time.textContent()).toBe('23 November 2026, 10:47 CET')
    expect(await time.getAttribute('title')).toContain('2026-11-23 09:47:00.000 UTC')
  })

  test('a chosen file is named at once, and one that is too large is refused in words', async () => {
    const page = await open('parts-sso')
    const choose = (bytes: number) =>
      page
        .getByLabel('Metadata file')
        .setInputFiles({ name: 'm.xml', mimeType: 'text/xml', buffer: Buffer.alloc(bytes, 'x') })
    await choose(600_000)
    await page.getByText('585.9 KB is more than the 512.0 KB that are read.').waitFor()
    await choose(2_000)
    await page.getByText('2.0 KB, not sent yet.').waitFor()
    expect((await page.getByLabel('Metadata XML').inputValue()).length).toBe(2_000)
  })

  test('Back to a form that failed shows it as it is kept, and sends nothing again', async () => {
    const page = await open('parts-sso')
    const before = posts.length
    const sent = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.evaluate("document.querySelector('form[data-kept]').submit()")
    await (await sent).finished()
    await page.waitForLoadState()
    await page.goto(`${origin}/home`)
    await page.goBack()
    expect(await page.locator('form[data-kept]').isVisible()).toBe(true)
    expect(posts).toHaveLength(before + 1)
  })

  test('what was done is said once: the address no longer asks for it', async () => {
    const page = await open('parts-sso?q=a&done=saved')
    expect(await page.locator('.toast').count()).toBe(1)
    expect(page.url()).toBe(`${origin}/parts-sso?q=a`)
    const other = await open('home?done=saved')
    expect(other.url()).toContain('done=saved')
  })

  test('a failed form gives the focus to its summary, and the first Tab of a page is the skip link', async () => {
    const page = await open('parts-sso')
    expect(await page.evaluate('document.activeElement.className')).toBe('summary')
    const home = await open('home')
    await home.keyboard.press('Tab')
    expect(await home.evaluate('document.activeElement.textContent')).toBe('Skip to content')
  })
})
