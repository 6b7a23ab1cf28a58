import { setTimeout as wait } from 'node:timers/promises'
import { connectorProblem } from './problems.ts'

const seconds = 10
const most = 1_048_576
const tries = 4
const longestWait = 5_000

/** Where an application's REST API is, and as whom we call it. */
export type RestTarget = Place & (Basic | Bearer)

interface Place {
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
      const response = await send(target, call)
      const { status } = response
      if (status !== 429 && (status < 500 || attempt === tries)) return read(target, response)
      await response.body?.cancel()
      if (attempt === tries) throw connectorProblem('application-limited', { address: target.baseUrl, tries })
      await wait(pause(response.headers.get('retry-after'), attempt, target.random))
    }
  }
}

async function send(target: RestTarget, call: RestCall): Promise<Response> {
  const url = new URL(`${target.baseUrl}/rest/${call.path}`)
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.append(name, value)
  const authorization = call.anonymous ? {} : { authorization: await authorizationOf(target) }
  return fetch(url, {
    method: call.method,
    redirect: 'manual',
    signal: AbortSignal.timeout(seconds * 1_000),
    headers: {
      accept: 'application/json',
      // Bitbucket takes a change without it for one that another site made a browser send.
      'x-atlassian-token': 'no-check',
      ...authorization,
      ...(call.json === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(call.json === undefined ? {} : { body: JSON.stringify(call.json) }),
    ...(call.form === undefined ? {} : { body: new URLSearchParams(call.form) }),
  }).catch((error: unknown) => {
    throw unreached(target, error)
  })
}

async function authorizationOf(target: RestTarget): Promise<string> {
  if ('accessToken' in target) return `Bearer ${await target.accessToken()}`
  return `Basic ${Buffer.from(`${target.userName}:${target.password}`).toString('base64')}`
}

/** What the platform says is put into a few words: an address and a port are in the problem already. */
function unreached({ baseUrl: address }: RestTarget, error: unknown) {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return connectorProblem('application-slow', { address, seconds }, { cause: error })
  }
  const deep = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = deep instanceof Error && 'code' in deep ? String(deep.code) : ''
  const reason = reasons[code] ?? (deep instanceof Error ? deep.message : 'it cannot be told why')
  return connectorProblem('application-unreachable', { address, reason }, { cause: error })
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (connection refused)',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the name server does not answer',
  EHOSTUNREACH: 'there is no route to the host',
  ECONNRESET: 'the connection was closed before an answer came',
  UND_ERR_SOCKET: 'the connection was closed before an answer came',
  UND_ERR_CONNECT_TIMEOUT: 'the connection did not open in time',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its TLS certificate is self-signed and not trusted here',
  SELF_SIGNED_CERT_IN_CHAIN: 'its TLS certificate comes from an authority that is not trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its TLS certificate comes from an authority that is not trusted here',
  CERT_HAS_EXPIRED: 'its TLS certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its TLS certificate is for another host name',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS there (http instead of https)',
}

async function read(target: RestTarget, response: Response): Promise<RestAnswer> {
  const { status, headers } = response
  const address = target.baseUrl
  if (status >= 300 && status < 400) {
    await response.body?.cancel()
    const location = headers.get('location') ?? ''
    throw connectorProblem('application-redirects', { address, status, location })
  }
  const text = await bounded(target, response)
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

/** The body as text; undefined where it is longer than we read. */
async function bounded(target: RestTarget, response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of response.body ?? []) {
      length += chunk.length
      if (length > most) return undefined
      chunks.push(chunk)
    }
  } catch (error) {
    throw unreached(target, error)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** As long as the answer asks for, else 0.2, 0.4, 0.8 s; up to half of it more, and never beyond 5 s. */
function pause(retryAfter: string | null, attempt: number, random: RestTarget['random']): number {
  const asked = retryAfter && /^\d{1,4}$/.test(retryAfter) ? Number(retryAfter) * 1_000 : 100 * 2 ** attempt
  const spread = 1 + (random(1)[0] ?? 0) / 512
  return Math.min(asked * spread, longestWait)
}
