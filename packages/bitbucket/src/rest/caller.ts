import type { Web } from '@postern/kit/http'
import type { Actor } from '../directory/index.ts'
import { type Credentials, type People, personOf } from '../person/index.ts'
import { restProblem } from './problems.ts'

/** Who calls, by Basic authentication or by the session of the browser; undefined for nobody. */
export async function callerOf(
  web: Web,
  people: People,
  credentials: Credentials,
): Promise<Actor | undefined> {
  const authorization = web.req.header('authorization')
  if (authorization !== undefined) return basicCaller(web, authorization, people, credentials)
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
