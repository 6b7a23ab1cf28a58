import { setTimeout as wait } from 'node:timers/promises'
import type { AdministratorSession } from './administrator-session.ts'
import { fetchFrom, textOf } from './exchange.ts'
import { connectorProblem } from './problems.ts'

const tries = 4
const longestWait = 5_000

/** Where an application's REST API is, and as whom we call it. */
export type RestTarget = Place & (Basic | Bearer | BySession)

export interface Place {
  /** Without a slash at the end. */
  readonly baseUrl: string
  /** Whose rights the calls have. */
  readonly userName: string
  /** Octets nobody can guess: spreads the waits, so that servers that were refused together do not return together. */
  readonly random: (octets: number) => Buffer
}
interface Basic {
  readonly password: string
}
interface Bearer {
  /** Asked for each call, since it is good for some hours only. */
  readonly accessToken: () => Promise<string>
}

interface BySession {
  /** Logged in as in a browser, with the password confirmed for the administration. */
  readonly session: AdministratorSession
}

export interface RestCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/rest/`: `api/latest/admin/users`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly json?: unknown
  /** A body of form fields, in place of JSON. */
  readonly form?: Readonly<Record<string, string>>
  /** Without the credential, for what everybody may ask. */
  readonly anonymous?: boolean
}

export interface RestAnswer {
  readonly status: number
  /** Undefined for an empty body. */
  readonly json: unknown
  readonly headers: Headers
}

export type Rest = (call: RestCall) => Promise<RestAnswer>

export const nameOf = ({ method, path }: RestCall) => `${method} /rest/${path}`

/**
 * Calls the REST API: 10 s and 1 MiB an answer, no redirect followed (the credential stays here). What a moment later may be
 * answered otherwise (429, 5xx) is asked again, up to four times in all, after longer and longer waits. A change may then have
 * been made by the time that it is asked for again: every caller must take that for done.
 */
export function restClient(target: RestTarget): Rest {
  return async (call) => {
    for (let attempt = 1; ; attempt++) {
      const response = await authorized(target, call)
      const { status } = response
      if (status !== 429 && (status < 500 || attempt === tries)) return read(target, response)
      await response.body?.cancel()
      if (attempt === tries) throw connectorProblem('application-limited', { address: target.baseUrl, tries })
      await wait(pause(response.headers.get('retry-after'), attempt, target.random))
    }
  }
}

/** With the credential. A session ends, and what was confirmed in it: both by time, answered with 401, and begun anew once. */
async function authorized(target: RestTarget, call: RestCall): Promise<Response> {
  if (call.anonymous) return send(target, call, {})
  const credential = await credentialOf(target)
  const response = await send(target, call, credential)
  if (response.status !== 401 || !('session' in target)) return response
  await response.body?.cancel()
  target.session.forget(credential.cookie ?? '')
  return send(target, call, await credentialOf(target))
}

function send(target: RestTarget, call: RestCall, credential: CredentialHeaders): Promise<Response> {
  const url = new URL(`${target.baseUrl}/rest/${call.path}`)
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.append(name, value)
  return fetchFrom(target, url, {
    method: call.method,
    headers: {
      accept: 'application/json',
      // Bitbucket takes a change without it for one that another site made a browser send.
      'x-atlassian-token': 'no-check',
      ...credential,
      ...(call.json === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(call.json === undefined ? {} : { body: JSON.stringify(call.json) }),
    ...(call.form === undefined ? {} : { body: new URLSearchParams(call.form) }),
  })
}

type CredentialHeaders = Partial<Readonly<Record<'authorization' | 'cookie', string>>>

async function credentialOf(target: RestTarget): Promise<CredentialHeaders> {
  if ('session' in target) return { cookie: await target.session.cookie() }
  if ('accessToken' in target) return { authorization: `Bearer ${await target.accessToken()}` }
  const basic = Buffer.from(`${target.userName}:${target.password}`).toString('base64')
  return { authorization: `Basic ${basic}` }
}

async function read(target: RestTarget, response: Response): Promise<RestAnswer> {
  const { status, headers } = response
  const address = target.baseUrl
  if (status >= 300 && status < 400) {
    await response.body?.cancel()
    const location = headers.get('location') ?? ''
    throw connectorProblem('application-redirects', { address, status, location })
  }
  const text = await textOf(target, response)
  if (text === undefined) {
    throw connectorProblem('application-foreign', { address, status, found: 'an answer without end' })
  }
  if (text.trim() === '') return { status, headers, json: undefined }
  try {
    return { status, headers, json: JSON.parse(text) }
  } catch (error) {
    // Something between may answer for the application, in HTML; its status says more than its text.
    if (status === 401 || status === 403 || status === 429 || status >= 500) {
      return { status, headers, json: undefined }
    }
    const found = headers.get('content-type') ?? 'no content type'
    throw connectorProblem('application-foreign', { address, status, found }, { cause: error })
  }
}

/** As long as the answer asks for, else 0.2, 0.4, 0.8 s; up to half of it more, and never beyond 5 s. */
function pause(retryAfter: string | null, attempt: number, random: RestTarget['random']): number {
  const asked = retryAfter && /^\d{1,4}$/.test(retryAfter) ? Number(retryAfter) * 1_000 : 100 * 2 ** attempt
  const spread = 1 + (random(1)[0] ?? 0) / 512
  return Math.min(asked * spread, longestWait)
}
