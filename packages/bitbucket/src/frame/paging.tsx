import { Button, Row } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { PageOf, Range } from '../directory/index.ts'
import { withQuery } from './with-query.ts'

const pageLength = 50

/** Which part of a list a page shows, from its address. */
export function shownRange(web: Web): Range {
  const start = web.req.query('start') ?? '0'
  return { start: /^\d{1,7}$/.test(start) ? Number(start) : 0, limit: pageLength }
}

/** Links to the parts before and after, where there are any. Further parameters of the address are kept. */
export function Paging({
  of,
  path,
  keep,
}: {
  of: PageOf<unknown>
  path: string
  keep: Record<string, string>
}) {
  const to = (start: number) => withQuery(path, { ...keep, start: String(start) })
  if (of.start === 0 && of.next === undefined) return null
  return (
    <Row>
      {of.start > 0 && <Button href={to(Math.max(0, of.start - of.limit))}>Show previous</Button>}
      {of.next !== undefined && <Button href={to(of.next)}>Show next</Button>}
    </Row>
  )
}
