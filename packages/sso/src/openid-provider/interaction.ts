import type { Web } from '@postern/kit/http'
import type { Session } from '@postern/kit/session'
import type { Problem } from '@postern/saml/problem'
import { getCookie, setCookie } from 'hono/cookie'
import type { InteractionResults } from 'oidc-provider'
import type { Account, AccountId } from '../accounts/account.ts'
import type { ApplicationId } from '../applications/application.ts'
import { applications } from '../applications/store.ts'
import { providerCookies } from './cookies.ts'
import { openidProblem } from './problems.ts'
import { type OpenidRecord, openidRecords } from './records.ts'

/** What an application wants to know of a person. */
export interface Wanted {
  readonly applicationId: ApplicationId
  readonly loginHint?: string
  /** The connection that it asks for (`idp`), by its id or name. */
  readonly idp?: string
  readonly maxAgeSeconds?: number
  /** The application asks for a new sign-in (`prompt=login`). */
  readonly fresh: boolean
}

/** A request of an application that waits until we know who the person is. */
export interface Interaction extends Wanted {
  readonly uid: string
  readonly clientId: string
  /** Epoch milliseconds. */
  readonly startedAt: number
}

const kind = 'Interaction'

/**
 * Reads the interaction that `/sign-in/:uid` names. Problem `interaction-unknown` where it is over, or was begun in
 * another browser: its uid alone, taken from an address, lets nobody answer for somebody else.
 */
export async function readInteraction(web: Web): Promise<Interaction> {
  const { uid, record } = await find(web)
  const { params = {} } = record.payload
  const clientId = parameter(params, 'client_id') ?? ''
  const { store, seal } = web.var.world
  const application = await applications(store, seal).findByClient(clientId)
  if (!application) throw openidProblem('interaction-unknown', {})
  return { uid, clientId, startedAt: record.startedAt, ...wanted(params, application.id) }
}

type Parameters = Readonly<Record<string, unknown>>

function parameter(params: Parameters, name: string): string | undefined {
  const value = params[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

/** What the parameters of an authorization request ask for (OIDC Core 3.1.2.1). */
export function wanted(params: Parameters, application: ApplicationId): Wanted {
  const loginHint = parameter(params, 'login_hint')
  const maxAge = parameter(params, 'max_age')
  const idp = parameter(params, 'idp')?.slice(0, 100)
  return {
    applicationId: application,
    fresh: parameter(params, 'prompt')?.split(' ').includes('login') ?? false,
    ...(loginHint ? { loginHint } : {}),
    ...(idp ? { idp } : {}),
    ...(maxAge && /^\d{1,9}$/.test(maxAge) ? { maxAgeSeconds: Number(maxAge) } : {}),
  }
}

/**
 * Whether this session answers what the application asks: a person of this application, who signed in recently enough,
 * and the one it hints at. A session that was opened for this very interaction (`facts.interaction` is its uid) answers
 * the rest: that sign-in was made to ask anew, and a hint is no more than a hint.
 */
export function acceptable(
  session: Session,
  account: Account,
  interaction: Wanted & { readonly uid?: string },
  now: number,
): boolean {
  if (session.subject !== account.id || account.applicationId !== interaction.applicationId) return false
  if (interaction.uid !== undefined && session.facts.interaction === interaction.uid) return true
  const { fresh, maxAgeSeconds, loginHint } = interaction
  if (fresh) return false
  if (maxAgeSeconds !== undefined && now - session.authenticatedAt > maxAgeSeconds * 1_000) return false
  return loginHint === undefined || names(account, loginHint)
}

function names(account: Account, hint: string): boolean {
  const folded = hint.toLowerCase()
  return folded === account.userName.toLowerCase() || folded === account.emailAddress.toLowerCase()
}

/** Answers the application's request with this account; gives the address to redirect the browser to. */
export function finishInteraction(
  web: Web,
  of: { readonly accountId: AccountId; readonly authenticatedAt: number },
): Promise<string> {
  const login = { accountId: of.accountId, ts: Math.floor(of.authenticatedAt / 1_000), remember: false }
  return end(web, { login })
}

/** Ends the application's request with `access_denied`; gives the address to redirect the browser to. */
export function abortInteraction(web: Web, problem: Problem): Promise<string> {
  return end(web, { error: 'access_denied', error_description: problem.code })
}

async function find(web: Web): Promise<{ readonly uid: string; readonly record: OpenidRecord }> {
  const { world, now } = web.var
  const uid = web.req.param('uid')
  const bound = getCookie(web, providerCookies(world).interaction)
  const record =
    uid !== undefined && uid === bound ? await openidRecords(world.store).find(kind, uid, now) : undefined
  if (!uid || !record) throw openidProblem('interaction-unknown', {})
  return { uid, record }
}

async function end(web: Web, result: InteractionResults): Promise<string> {
  const { uid, record } = await find(web)
  const { payload, expiresAt } = record
  if (!payload.returnTo) throw openidProblem('interaction-unknown', {})
  const kept = { ...payload, result: result.error ? result : { ...payload.lastSubmission, ...result } }
  const { world, now } = web.var
  await openidRecords(world.store).put(kind, uid, { payload: kept, now, expiresAt })
  setCookie(web, providerCookies(world).interaction, '', {
    path: `/sign-in/${uid}`,
    httpOnly: true,
    secure: world.settings.publicUrl.protocol === 'https:',
    sameSite: 'Lax',
    maxAge: 0,
  })
  return payload.returnTo
}
