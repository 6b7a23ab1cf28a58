import type { Web } from '@postern/kit/http'
import { type Attempt, activityId, type Outcome } from './activity.ts'
import type { Place, Search } from './search.ts'

export const outcomes = ['signed-in', 'refused', 'begun', 'tested'] as const satisfies readonly Outcome[]

/** What the address of the list, or of an export, asks for. */
export function readSearch(web: Web): Search {
  const outcome = outcomes.find((one) => one === web.req.query('outcome'))
  const connectionId = web.req.query('connection')?.slice(0, 64)
  const after = readPlace(web.req.query('after') ?? '')
  return {
    query: (web.req.query('q') ?? '').trim().slice(0, 200),
    ...(outcome ? { outcome } : {}),
    ...(connectionId ? { connectionId } : {}),
    ...(after ? { after } : {}),
  }
}

/** The address of the same search, or of its next page; `path` is below `/admin/activity`. */
export function searchHref(search: Search, path = '', after?: Attempt): string {
  const { query = '', outcome, connectionId } = search
  const parameters = Object.entries({
    q: query,
    outcome,
    connection: connectionId,
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
