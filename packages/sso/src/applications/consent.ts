import { timingSafeEqual } from 'node:crypto'
import { cookies, type Web } from '@postern/kit/http'
import type { KindName } from '../connectors/kinds.ts'
import { consentAddress } from '../connectors/link.ts'
import type { Protocol } from './application.ts'
import { applicationProblem } from './problems.ts'

/** An administrator was sent to Bitbucket to allow an application link, and is expected back. */
export interface Consent {
  readonly kind: KindName
  readonly baseUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly straight: boolean
  readonly protocol: Protocol
  readonly returnTo: string
}

interface Kept extends Consent {
  readonly state: string
  readonly verifier: string
  readonly until: number
}

export const callbackPath = '/admin/applications/connect/callback'

const cookie = 'consent'
const purpose = 'application consent'
const lasts = 20 * 60_000

/** Where Bitbucket takes the administrator back; to be entered there as *Redirect URL*. */
export const callbackOf = (web: Web): string => `${web.var.world.settings.publicUrl.origin}${callbackPath}`

/**
 * Sends the browser to Bitbucket. What is needed when it comes back travels sealed in a cookie of this browser alone, so
 * that nobody can finish here what was begun elsewhere (RFC 9700 4.7), and no node has to remember it.
 */
export function beginConsent(web: Web, consent: Consent): Response {
  const { random, seal } = web.var.world
  const [state, verifier] = [random(24).toString('base64url'), random(32).toString('base64url')]
  const kept: Kept = { ...consent, state, verifier, until: web.var.now + lasts }
  // Lax: Bitbucket is another site, and the way back from it is a link that is followed.
  const options = { sameSite: 'Lax', maxAgeSeconds: lasts / 1_000 } as const
  cookies(web).set(cookie, seal.close(JSON.stringify(kept), purpose), options)
  const { baseUrl, clientId } = consent
  return web.redirect(consentAddress({ baseUrl, clientId, callback: callbackOf(web), state, verifier }), 303)
}

/** What was begun in this browser, once: a second answer finds nothing. */
export function takeConsent(web: Web): Kept {
  const sealed = cookies(web).get(cookie)
  cookies(web).clear(cookie, { sameSite: 'Lax' })
  const kept = sealed ? open(web, sealed) : undefined
  const state = Buffer.from(web.req.query('state') ?? '')
  const expected = Buffer.from(kept?.state ?? '')
  const same = state.length === expected.length && timingSafeEqual(state, expected)
  if (!kept || !same || kept.until < web.var.now) throw applicationProblem('application-consent-stray', {})
  return kept
}

/** Undefined for a cookie that was not made here, by this key. */
function open(web: Web, sealed: string): Kept | undefined {
  try {
    return JSON.parse(web.var.world.seal.open(sealed, purpose)) as Kept
  } catch {
    return undefined
  }
}

/** Back to where the administrator came from; only within this Bitbucket. Undefined for nowhere. */
export function returnAddress({
  baseUrl,
  returnTo,
}: Pick<Consent, 'baseUrl' | 'returnTo'>): string | undefined {
  const wanted = `${baseUrl}${returnTo}`
  if (!returnTo.startsWith('/') || !URL.canParse(wanted)) return undefined
  const { href } = new URL(wanted)
  return href.startsWith(new URL(`${baseUrl}/`).href) ? href : undefined
}
