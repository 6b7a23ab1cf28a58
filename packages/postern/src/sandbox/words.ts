import { startProblem } from '../start/problems.ts'
import type { Page } from './visitor.ts'

const id = '([0-9A-Za-z][0-9A-Za-z-]{15,})'

/** The id in the page's own address below `place`, else in the first link that leads there. */
export function idFrom(page: Page, place: string): string | undefined {
  const own = new RegExp(`^${place}/${id}(?:/|$)`).exec(page.url.pathname)?.[1]
  return own ?? new RegExp(`href="${place}/${id}"`).exec(page.text)?.[1]
}

export function requireId(step: string, page: Page, place: string): string {
  const found = idFrom(page, place)
  if (!found) throw startProblem('sandbox-failed', { step, why: `${page.url.pathname} names no ${place}/….` })
  return found
}
