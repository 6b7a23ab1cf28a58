import { cookies, type Web } from '@postern/kit/http'
import type { Application } from '../applications/application.ts'

/** What is known of the session at the identity provider; '' where it was not asked. */
export type AtIdentityProvider = 'identity-provider' | 'unconfirmed' | ''

export interface Onward {
  readonly applicationId: string | undefined
  readonly at: AtIdentityProvider
}

export const onwardPath = '/sign-out/on'
const cookie = 'signing-out'
/** An application that sends the browser back does so at once. Later it is somebody who wants in again. */
const patienceSeconds = 20
const options = { sameSite: 'Lax', maxAgeSeconds: patienceSeconds } as const

/**
 * Where the browser goes when its session here has ended: on to the application's own log-out, where one is known. A cookie
 * says how far it is: `begun` here, `left` for the application. It holds no secret: whoever had it would see a page.
 */
export function onward(web: Web, { applicationId, at }: Onward): string {
  if (!applicationId) return signedOutPath({ applicationId, at })
  cookies(web).set(cookie, `begun.${applicationId}.${at}`, options)
  return `${onwardPath}?${query({ applicationId, at })}`
}

/** The page at the end. `back`: the application sent the browser here since it has no session any more. */
export function signedOutPath(of: Onward & { readonly back?: boolean }): string {
  return `/?done=signed-out&${query(of)}${of.back ? '&back=yes' : ''}`
}

function query({ applicationId, at }: Onward): string {
  return new URLSearchParams({ at, application: applicationId ?? '' }).toString()
}

/** Whether the browser is to leave for this application now: once, so that whoever goes back to the page is not led on again. */
export function leaves(web: Web, { id }: Pick<Application, 'id'>): boolean {
  const [step, applicationId, at] = markOf(web)
  if (step !== 'begun' || applicationId !== id) return false
  cookies(web).set(cookie, `left.${id}.${at}`, options)
  return true
}

/**
 * The answer to an application that asks who this is just after it ended the browser's session, as it does when its log-out
 * leads to its log-in and that to us: the page at the end. To begin a sign-in would sign in again whom it signed out.
 */
export function backFromLogOut(web: Web, { id }: Pick<Application, 'id'>): Response | undefined {
  const [step, applicationId, at] = markOf(web)
  // Nothing led here: the address was typed, or opened from a bookmark, by somebody who wants in.
  const typed = web.req.header('sec-fetch-site') === 'none'
  if (step !== 'left' || applicationId !== id || typed) return undefined
  cookies(web).clear(cookie, { sameSite: 'Lax' })
  return web.redirect(signedOutPath({ applicationId, at, back: true }), 303)
}

function markOf(web: Web): readonly [step: string, applicationId: string, at: AtIdentityProvider] {
  const [step = '', applicationId = '', at] = (cookies(web).get(cookie) ?? '').split('.')
  return [step, applicationId, readAt(at)]
}

export function readAt(text: string | undefined): AtIdentityProvider {
  return text === 'identity-provider' || text === 'unconfirmed' ? text : ''
}
