import type { Visitor } from 'postern/sandbox'

/** A page of the console: what it is called in the table, and one address of its kind. */
export interface ConsolePage {
  readonly kind: string
  readonly path: string
}

const mostPages = 150
/** Of one thing among many, such as the id of a connection. */
const ids = /\/(?=[\w-]*\d)[\w-]{8,}/g

/** Every kind of page that links lead to, from the console's home. What is saved, and what signs out, is none. */
export async function consolePages(visitor: Visitor): Promise<readonly ConsolePage[]> {
  const waiting = ['/admin']
  const found = new Map<string, string>()
  for (let path = waiting.shift(); path !== undefined && found.size < mostPages; path = waiting.shift()) {
    const kind = path.replace(/\?.*/, '').replaceAll(ids, '/:id')
    if (found.has(kind) || kind.endsWith('/export')) continue
    const { status, text, url } = await visitor.get(path)
    if (status !== 200 || !url.pathname.startsWith('/admin')) continue
    found.set(kind, path)
    waiting.push(
      ...[...text.matchAll(/href="(\/admin[^"#]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&')),
    )
  }
  return [...found].map(([kind, path]) => ({ kind, path }))
}

/** Milliseconds of each of `times` answers, after one that is not counted. */
export async function timesOf(visitor: Visitor, path: string, times: number): Promise<readonly number[]> {
  const took: number[] = []
  for (let n = 0; n <= times; n++) {
    const began = performance.now()
    const { status } = await visitor.get(path)
    if (status !== 200) throw new Error(`${path} answered ${status}`)
    if (n > 0) took.push(performance.now() - began)
  }
  return took.toSorted((a, b) => a - b)
}
