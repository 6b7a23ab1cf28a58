import type { Web } from '@postern/kit/http'
import { type Attempt, activityId, type Outcome } from './activity.ts'
import { type Days, rangeOf, readDays } from './days.ts'
import type { Place, Search } from './search.ts'

export const outcomes = ['signed-in', 'refused', 'begun', 'tested'] as const satisfies readonly Outcome[]

/** What is asked for, with the days as they were chosen. */
export interface AskedSearch extends Search {
  readonly days: Days
}

/** What the address of the list, or of an export, asks for. */
export function readSearch(web: Web): AskedSearch {
  const outcome = outcomes.find((one) => one === web.req.query('outcome'))
  const connectionId = web.req.query('connection')?.slice(0, 64)
  const after = readPlace(web.req.query('after') ?? '')
  const days = readDays({ from: web.req.query('from'), to: web.req.query('to'), zone: web.req.query('zone') })
  return {
    days,
    ...rangeOf(days),
    query: (web.req.query('q') ?? '').trim().slice(0, 200),
    ...(outcome ? { outcome } : {}),
    ...(connectionId ? { connectionId } : {}),
    ...(after ? { after } : {}),
  }
}

/** The address of the same search, or of its next page; `path` is below `/admin/activity`. */
export function searchHref(search: AskedSearch, path = '', after?: Attempt): string {
  const { query = '', outcome, connectionId, days } = search
  const parameters = Object.entries({
    q: query,
    outcome,
    connection: connectionId,
    ...days,
    after: after && placeOf(after),
  })
  const given = parameters.filter((pair): pair is [string, string] => Boolean(pair[1]))
  const text = new URLSearchParams(given).toString()
  return `/admin/activity${path}${text ? `?${text}` : ''}`
}

const placeOf = ({ beganAt, id }: Place) => `${beganAt}-${id}`

function readPlace(text: string): Place | undefined {
  const [, at, id] = /^(\d{1,15})-([\w-]{1,64})$/.exec(text) ?? []
  return at && id ? { beganAt: Number(at), id: activityId(id) } : undefined
}
