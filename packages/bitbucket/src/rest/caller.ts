import type { Web } from '@postern/kit/http'
import type { Session } from '@postern/kit/session'
import { sourceOf } from '../audit/index.ts'
import type { Author } from '../directory/index.ts'
import { type Authorize, originOf, type People, personOf } from '../person/index.ts'
import { restProblem } from './problems.ts'

/** What tells who calls. */
export interface Callers {
  readonly people: People
  readonly authorize: Authorize
  /** Whether this session has typed the password again, as pages of the administration ask. */
  confirmed(session: Session, now: number): Promise<boolean>
}

/** With the session of the browser, where that is how it called. */
export type Caller = Author & { readonly session?: Session }

/** Who calls, by an Authorization header or the session of the browser; undefined for nobody. */
export async function callerOf(web: Web, of: Callers): Promise<Caller | undefined> {
  const header = web.req.header('authorization')
  if (header !== undefined) {
    const asked = await of.authorize(header, originOf(web), web.req.path)
    if (asked.outcome === 'right') return { ...asked.actor, from: sourceOf(web) }
    throw restProblem(refusals[asked.outcome], {})
  }
  const person = await personOf(web, of.people)
  if (person) requireSameSite(web)
  return person
}

const refusals = {
  wrong: 'credentials-wrong',
  limited: 'credentials-limited',
  unlicensed: 'not-permitted',
  'basic-blocked': 'basic-blocked',
} as const

/**
 * A browser sends the session's cookie along with whatever another site makes it send. A call that changes something must
 * therefore carry a header that only our own origin can set, or come from a page of ours as the browser states.
 */
function requireSameSite(web: Web): void {
  if (web.req.method === 'GET' || web.req.method === 'HEAD') return
  if (web.req.header('x-atlassian-token')?.toLowerCase() === 'no-check') return
  if (web.req.header('sec-fetch-site') === 'same-origin') return
  throw restProblem('cross-site', {})
}
