import type { Page, Response } from 'playwright-core'

/** Every page that links lead to, from where an administrator or a person begins. */
const pagesAtMost = 120

/** Pages that differ only in their query or in which row of a list they show are one. */
const kindOf = (url: URL) => `${url.origin}${url.pathname.replaceAll(/\/(?=[\w-]*\d)[\w-]{12,}/g, '/:id')}`

/** Follows the links of one server from `start`, and visits each kind of page once. Gives the kinds. */
export async function crawl(
  page: Page,
  start: string,
  visit: (answer: Response) => Promise<void>,
): Promise<readonly string[]> {
  const waiting = [new URL(start)]
  const seen = new Set<string>()
  for (let next = waiting.shift(); next && seen.size < pagesAtMost; next = waiting.shift()) {
    if (seen.has(kindOf(next)) || next.origin !== new URL(start).origin) continue
    seen.add(kindOf(next))
    const answer = await open(page, next)
    if (!answer) continue
    await visit(answer)
    waiting.push(...(await linksOf(page)))
  }
  return [...seen]
}

/** Undefined for what the browser saves instead of showing. */
async function open(page: Page, url: URL): Promise<Response | undefined> {
  const answer = await page.goto(url.href).catch((error: Error) => {
    if (error.message.includes('Download is starting') || error.message.includes('ERR_ABORTED')) return null
    throw error
  })
  return answer?.headers()['content-type']?.startsWith('text/html') ? answer : undefined
}

async function linksOf(page: Page): Promise<readonly URL[]> {
  const links = await page
    .locator('a[href]')
    .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href))
  return links.filter((href) => href.startsWith('http')).map((href) => new URL(href))
}
