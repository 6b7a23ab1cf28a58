import { Pages } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'

/** Rows on one page of a list. */
export const pageLength = 50
const lastPage = 10_000

/** A slice of a long list. */
export interface Listed<T> {
  readonly rows: readonly T[]
  /** Counted from 1. */
  readonly page: number
  readonly more: boolean
}

/** The page that the address asks for (`page`), the first where it asks for none that can be. */
export function pageAsked(web: Web): number {
  const text = web.req.query('page') ?? ''
  return /^[1-9]\d{0,4}$/.test(text) ? Math.min(Number(text), lastPage) : 1
}

/** What a query with `limit pageLength + 1` found: the row too many says that there is more. */
export const listed = <T,>(found: readonly T[], page: number): Listed<T> => ({
  rows: found.slice(0, pageLength),
  page,
  more: found.length > pageLength,
})

export const offsetOf = (page: number): number => (page - 1) * pageLength

/** Under a list: the way to the rest of it, with the filter kept. Nothing where all is shown. */
export function ListPages<T>({ web, of }: { web: Web; of: Listed<T> }) {
  const { rows, page, more } = of
  if (page === 1 && !more) return null
  const to = (other: number) => {
    const url = new URL(web.req.url)
    url.searchParams.set('page', String(other))
    return `${url.pathname}${url.search}`
  }
  const first = offsetOf(page) + 1
  return (
    <Pages
      says={rows.length > 0 && `${first} to ${first + rows.length - 1}`}
      earlier={page > 1 ? to(page - 1) : undefined}
      later={more ? to(page + 1) : undefined}
    />
  )
}
