import { createServer } from 'node:http'
import { describeUnless } from '@postern/kit/testing'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousBarriers } from './accessibility.ts'
import { launchBrowser, missingBrowser, newVisitor } from './browser.ts'
import { recordFaults } from './faults.ts'

const POLICY = "default-src 'none'; script-src 'self'"
const PAGE = `<!doctype html><html lang="en"><title>Page</title><main><h1>Page</h1>
  <label for="name">Name</label><input id="name"></main></html>`
const BARRED = PAGE.replace('<label for="name">Name</label>', '')
const INLINE = PAGE.replace('<main>', '<script>document.title = "run"</script><main>')
const PAGES = new Map([
  ['/page', PAGE],
  ['/barred', BARRED],
  ['/inline', INLINE],
])

describeUnless(missingBrowser(), 'the browser that judges the journeys', () => {
  let browser: Browser
  let base = ''
  const server = createServer((request, response) => {
    const page = PAGES.get(request.url ?? '')
    response.writeHead(page ? 200 : 404, { 'content-type': 'text/html', 'content-security-policy': POLICY })
    response.end(page)
  })

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('the server has no port')
    base = `http://127.0.0.1:${address.port}`
    browser = await launchBrowser()
  })

  afterAll(async () => {
    await browser.close()
    server.close()
  })

  async function visit(path: string) {
    const visitor = await newVisitor(browser)
    const faults = recordFaults(visitor)
    const page = await visitor.newPage()
    await page.goto(base + path)
    return { page, faults }
  }

  test('finds nothing on a good page', async () => {
    const { page, faults } = await visit('/page')
    expect(await seriousBarriers(page)).toEqual([])
    expect(faults).toEqual([])
  })

  test('finds a field without a label, under a strict policy', async () => {
    const { page } = await visit('/barred')
    expect(await seriousBarriers(page)).toMatchObject([{ rule: 'label', elements: ['#name'] }])
  })

  test('records an inline script that the policy stopped', async () => {
    const { page, faults } = await visit('/inline')
    expect(await page.title()).toBe('Page')
    expect(faults).toMatchObject([{ kind: 'content-security-policy', page: `${base}/inline` }])
  })
})
