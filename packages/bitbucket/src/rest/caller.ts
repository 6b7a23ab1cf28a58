import type { Web } from '@postern/kit/http'
import type { Session } from '@postern/kit/session'
import type { Actor } from '../directory/index.ts'
import { type Credentials, type People, personOf } from '../person/index.ts'
import { restProblem } from './problems.ts'

/** What tells who calls. */
export interface Callers {
  readonly people: People
  readonly credentials: Credentials
  /** Whose access token of OAuth 2.0 this is, with what it allows. */
  bearer(token: string, now: number): Promise<Actor | undefined>
  /** Whether this session has typed the password again, as pages of the administration ask. */
  confirmed(session: Session, now: number): Promise<boolean>
}

/** With the session of the browser, where that is how it called. */
export type Caller = Actor & { readonly session?: Session }

/** Who calls, by Basic authentication, an access token, or the session of the browser; undefined for nobody. */
export async function callerOf(web: Web, of: Callers): Promise<Caller | undefined> {
  const { people, credentials } = of
  const authorization = web.req.header('authorization')
  if (authorization !== undefined) {
    const [, token] = /^Bearer +([\w.~+/=-]{1,500})$/i.exec(authorization) ?? []
    if (token === undefined) return basicCaller(web, authorization, people, credentials)
    const actor = await of.bearer(token, web.var.now)
    if (!actor) throw restProblem('credentials-wrong', {})
    return actor
  }
  const person = await personOf(web, people)
  if (person) requireSameSite(web)
  return person
}

async function basicCaller(
  web: Web,
  authorization: string,
  { directory }: People,
  credentials: Credentials,
): Promise<Actor> {
  const [, encoded] = /^Basic +([A-Za-z0-9+/=]{1,2000})$/i.exec(authorization) ?? []
  const text = Buffer.from(encoded ?? '', 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 1) throw restProblem('credentials-wrong', {})
  const checked = await credentials.check(web, text.slice(0, colon), text.slice(colon + 1))
  if (checked.outcome === 'limited') throw restProblem('credentials-limited', {})
  if (checked.outcome === 'wrong') throw restProblem('credentials-wrong', {})
  const permission = await directory.permissions.of(checked.user)
  if (permission === undefined) throw restProblem('not-permitted', {})
  return { user: checked.user, permission }
}

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
