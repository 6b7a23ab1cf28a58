import { startProblem } from '../start/problems.ts'
import type { Page } from './visitor.ts'

/** The id of the first row of the list at `place`: its rows begin with a link. */
export function firstRowId(list: Page, place: string): string | undefined {
  return new RegExp(`<td[^>]*><a href="${place}/([^/"?]+)"`).exec(list.text)?.[1]
}

/** The id in the address that a form led to. */
export function requireId(step: string, page: Page, place: string): string {
  const found = new RegExp(`^${place}/([^/]+)`).exec(page.url.pathname)?.[1]
  if (!found) throw startProblem('sandbox-failed', { step, why: `it led to ${page.url.pathname}.` })
  return found
}

/** What the first field of that name on the page holds. */
export function valueAt({ text }: Page, name: string): string {
  const fields = [...text.matchAll(/<input[^>]*>/g)].map(([tag]) => tag)
  const field = fields.find((tag) => tag.includes(` name="${name}"`)) ?? ''
  return (/ value="([^"]*)"/.exec(field)?.[1] ?? '').replaceAll('&amp;', '&')
}
