import { createHash } from 'node:crypto'
import { messageOf, object } from './answer.ts'
import type { PasswordCredential } from './credential.ts'
import { fetchFrom, textOf } from './exchange.ts'
import { connectorProblem } from './problems.ts'

/** A session at the application, as a browser has one, in which the password was confirmed for the administration. */
export interface AdministratorSession {
  /** The header `Cookie`; logs in where there is no session. Problem: why there can be none. */
  cookie(): Promise<string>
  /** What was held is no longer good: the next call logs in. */
  forget(held: string): void
}

/** At Bitbucket (bitbucket.md 1b). Many calls at once wait for one log-in. */
export function administratorSession(baseUrl: string, who: PasswordCredential): AdministratorSession {
  let held: Promise<string> | undefined
  return {
    cookie() {
      held ??= logIn(baseUrl, who).catch((error: unknown) => {
        held = undefined
        throw error
      })
      return held
    },
    forget(cookie) {
      const before = held
      void before?.then(
        (current) => {
          if (current === cookie && held === before) held = undefined
        },
        () => undefined,
      )
    },
  }
}

const most = 100
const kept = new WeakMap<object, Map<string, AdministratorSession>>()

/**
 * The one session of this credential in this process: with one for each call, Bitbucket would check two passwords each time.
 * Another node has its own. `owner` is what it lives as long as.
 */
export function sharedSession(owner: object, baseUrl: string, who: PasswordCredential): AdministratorSession {
  const sessions = kept.get(owner) ?? new Map<string, AdministratorSession>()
  kept.set(owner, sessions)
  const key = createHash('sha256')
    .update(JSON.stringify([baseUrl, who.userName, who.password]))
    .digest('hex')
  const known = sessions.get(key)
  if (known) return known
  if (sessions.size >= most) sessions.clear()
  const made = administratorSession(baseUrl, who)
  sessions.set(key, made)
  return made
}

async function logIn(baseUrl: string, who: PasswordCredential): Promise<string> {
  const visit = visitor(baseUrl)
  await enter(visit, who)
  await confirm(visit, who)
  return visit.cookie()
}

type Visitor = ReturnType<typeof visitor>

/** Requests that carry the cookies of the answers before. */
function visitor(baseUrl: string) {
  const jar = new Map<string, string>()
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  return {
    baseUrl,
    cookie,
    async send(path: string, init: RequestInit = {}): Promise<Answered> {
      const headers = new Headers(init.headers)
      if (jar.size > 0) headers.set('cookie', cookie())
      const answer = await fetchFrom({ baseUrl }, new URL(`${baseUrl}${path}`), { ...init, headers })
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(line) ?? []
        if (/max-age=0(?:;|$)/i.test(line)) jar.delete(name)
        else jar.set(name, value)
      }
      const text = (await textOf({ baseUrl }, answer)) ?? ''
      return { status: answer.status, text }
    },
  }
}

interface Answered {
  readonly status: number
  readonly text: string
}

const isRedirect = ({ status }: Answered) => status >= 300 && status < 400

/** The log-in form as JSON, which came with two-step verification; before that the form itself. */
async function enter(visit: Visitor, { userName, password }: PasswordCredential): Promise<void> {
  const of = { address: visit.baseUrl, userName }
  const asked = await visit.send('/rest/tsv/latest/authenticate', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-atlassian-token': 'no-check' },
    body: JSON.stringify({ username: userName, password, rememberMe: false, targetUrl: '/' }),
  })
  const json = jsonIn(asked)
  const message = messageOf(json)
  switch (asked.status) {
    case 200:
      return
    case 401:
      if (object(json).captchaRequired === true) throw connectorProblem('application-captcha', of)
      throw connectorProblem('application-credential', { ...of, message })
    case 412:
      throw connectorProblem('application-second-factor', of)
    case 404: {
      const body = new URLSearchParams({ j_username: userName, j_password: password, submit: 'Log in' })
      const form = await visit.send('/j_atl_security_check', { method: 'POST', body })
      if (isRedirect(form)) return
      if (form.status !== 200) throw unexpected(visit, 'POST /j_atl_security_check', form)
      const said = 'the log-in form came back'
      throw connectorProblem('application-credential', { ...of, message: said })
    }
    default:
      throw unexpected(visit, 'POST /rest/tsv/latest/authenticate', asked)
  }
}

/** Secure administrator sessions (WebSudo). Where they are switched off there is nothing to confirm. */
async function confirm(visit: Visitor, { userName, password }: PasswordCredential): Promise<void> {
  const page = await visit.send('/websudo')
  const token = tokenIn(page.text)
  if (isRedirect(page) || page.status === 404) return
  if (page.status === 403)
    throw connectorProblem('application-rights', {
      address: visit.baseUrl,
      userName,
      message: 'the administration is closed to it',
    })
  if (page.status !== 200 || token === undefined) throw unexpected(visit, 'GET /websudo', page)
  const body = new URLSearchParams({ j_username: userName, j_password: password, atl_token: token })
  const confirmed = await visit.send('/websudo', { method: 'POST', body })
  if (!isRedirect(confirmed) && confirmed.status !== 200) throw unexpected(visit, 'POST /websudo', confirmed)
}

function tokenIn(page: string): string | undefined {
  const input = /<input\b[^>]*\bname="atl_token"[^>]*>/.exec(page)?.[0] ?? ''
  return /\bvalue="([^"]+)"/.exec(input)?.[1]
}

function jsonIn({ text }: Answered): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function unexpected({ baseUrl: address }: Visitor, call: string, answered: Answered) {
  const json = jsonIn(answered)
  const message = json === undefined ? 'an answer of another kind' : messageOf(json)
  return connectorProblem('application-answer', { address, call, status: answered.status, message })
}
