import { expect, object } from './answer.ts'
import { connectorProblem } from './problems.ts'
import { nameOf, type Rest, type RestCall, type RestTarget } from './rest.ts'

const most = 50

/**
 * The values of a paged list, page by page. `nextPageStart` is sent back as it came: it is not start + limit. A list that
 * goes on for more than 50 pages is a Problem, not an answer that happens to be incomplete.
 */
export async function* pages(
  rest: Rest,
  target: RestTarget,
  call: RestCall,
): AsyncGenerator<Readonly<Record<string, unknown>>> {
  let start: string | undefined
  for (let page = 0; page < most; page++) {
    const query = { ...call.query, ...(start === undefined ? {} : { start }) }
    const answer = await rest({ ...call, query })
    expect(target, call, answer, [200])
    const { values, results, isLastPage, nextPageStart } = object(answer.json)
    const list: unknown = values ?? results
    // authconfig calls them `results`, everything else `values`.
    for (const value of Array.isArray(list) ? list : []) yield object(value)
    if (isLastPage !== false || typeof nextPageStart !== 'number') return
    start = String(nextPageStart)
  }
  throw connectorProblem('application-large', { address: target.baseUrl, call: nameOf(call), most })
}
