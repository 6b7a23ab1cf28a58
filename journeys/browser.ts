import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'

const CHROMIUM = '/usr/bin/chromium'

/** Chromium calls home at its start; a closed network answers it with errors that are not ours. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Why no journey can run here, as a sentence for `ctx.skip`; undefined when one can. */
export function missingBrowser(): string | undefined {
  return existsSync(CHROMIUM) ? undefined : `no browser: ${CHROMIUM} is not installed`
}

/** Chromium as Debian ships it, headless. Close it when the file's journeys are over. */
export function launchBrowser(): Promise<Browser> {
  // Chromium's sandbox refuses to be root's; the pages that it opens here are all our own.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath: CHROMIUM, headless: true, args: [...QUIET, ...asRoot] })
}

/** A person who was never here before: no cookies, no cache. An action that hangs fails after 15 seconds. */
export async function newVisitor(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options })
  context.setDefaultTimeout(15_000)
  return context
}
