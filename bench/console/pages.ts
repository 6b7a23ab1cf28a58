import { existsSync, readFileSync } from 'node:fs'
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

/** What answering took, after one answer that is not counted: milliseconds of each, and of the processor in the mean. */
export async function timesOf(
  visitor: Visitor,
  path: string,
  of: { readonly times: number; readonly process: number },
): Promise<{ readonly took: readonly number[]; readonly processor: number }> {
  const took: number[] = []
  let before = 0
  for (let n = 0; n <= of.times; n++) {
    const began = performance.now()
    const { status } = await visitor.get(path)
    if (status !== 200) throw new Error(`${path} answered ${status}`)
    if (n === 0) before = processorOf(of.process)
    else took.push(performance.now() - began)
  }
  const processor = (processorOf(of.process) - before) / of.times
  return { took: took.toSorted((a, b) => a - b), processor }
}

const tick = 10

/** Milliseconds of processor time that a process has used; 0 where there is no /proc. */
function processorOf(process: number): number {
  if (!existsSync(`/proc/${process}/stat`)) return 0
  const fields = readFileSync(`/proc/${process}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * tick
}
