import { readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import { type RedirectMessage, redirectUrl, writeLogoutResponse } from '@postern/saml'
import { Hono } from 'hono'
import { signingCertificates } from '../certificates/signing-certificates.ts'
import { guid } from '../guid.ts'
import { type Participant, participants } from '../sessions/participants.ts'
import { signInSessions } from '../sessions/sessions.ts'
import { explain } from '../sign-in/explain.ts'
import { signInProblem } from '../sign-in/problems.ts'
import { addressesOf, type Tenant } from '../tenant/tenant.ts'
import { type Farewell, farewellsTo } from './farewells.ts'
import { type JudgedLogout, judgeLogout } from './judge.ts'
import { SignedOutPage, SigningOutPage } from './page.tsx'

/** *Sign out* at our own pages: the session ends, and every application that was opened in it is told. */
export function signOutRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  routes.post('/sign-out', async (web) => {
    await readForm(web)
    const farewells = await farewellsTo(web, tenant, await endSession(web))
    return leave(web, tenant, { farewells, next: '/sign-in', back: 'Go to the sign-in page' })
  })
  return routes
}

/** A LogoutRequest of an application, by HTTP-Redirect (SAML Profiles 4.4): answered after the others are told. */
export async function signOutFor(web: Web, tenant: Tenant, redirect: RedirectMessage): Promise<Response> {
  const judged = await judgeLogout(web, tenant, redirect)
  const { application } = judged
  explain(web, { application: application.name, applicationId: application.id })
  const all = await participantsNow(web)
  const own = all.find(({ applicationId }) => applicationId === application.id)
  judgePart(judged, { all, own })
  await endSession(web)
  const others = all.filter((participant) => participant !== own)
  const farewells = await farewellsTo(web, tenant, others)
  const next = await answerUrl(web, tenant, judged, redirect.relayState)
  if (next === undefined) return web.html(<SignedOutPage {...{ tenant, application: application.name }} />)
  return leave(web, tenant, { farewells, next, back: `Go back to ${application.name}` })
}

/**
 * Anybody can send a request that need not be signed: only an application that the person opened in this session ends it. The
 * NameID is not compared; a SessionIndex that was made up is what Entra is particular about (entra.md 1.10).
 */
function judgePart(
  { request, application }: JudgedLogout,
  of: { readonly all: readonly Participant[]; readonly own: Participant | undefined },
): void {
  const { name } = application
  if (of.all.length > 0 && !of.own) throw signInProblem('AADSTS50068', { application: name })
  const indexes = request.sessionIndexes
  if (of.own && indexes.length > 0 && !indexes.includes(of.own.sessionIndex)) {
    throw signInProblem('AADSTS50070', { application: name })
  }
}

function leave(
  web: Web,
  tenant: Tenant,
  of: { farewells: readonly Farewell[]; next: string; back: string },
): Response | Promise<Response> {
  if (of.farewells.length === 0) return web.redirect(of.next, 303)
  return web.html(<SigningOutPage {...{ web, tenant, ...of }} />)
}

async function participantsNow(web: Web): Promise<readonly Participant[]> {
  const { store } = web.var.world
  const session = await signInSessions(store).current(web)
  return session ? participants(store).of(session.key) : []
}

/** Ends the session of this browser; those who took part in it. */
async function endSession(web: Web): Promise<readonly Participant[]> {
  const all = await participantsNow(web)
  await signInSessions(web.var.world.store).close(web)
  return all
}

/** Where the LogoutResponse is brought, signed; undefined where the application has no *Logout URL*, or we no key. */
async function answerUrl(
  web: Web,
  tenant: Tenant,
  { request, application }: JudgedLogout,
  relayState: string | undefined,
): Promise<string | undefined> {
  const { now, world } = web.var
  const location = application.logoutUrl
  const key = await signingCertificates(world.store, world.seal).signingKey(application.id, now)
  if (location === undefined || !key) return undefined
  const samlResponse = writeLogoutResponse({
    id: `_${guid(world.random)}`,
    issueInstant: now,
    destination: location,
    inResponseTo: request.id,
    issuer: addressesOf(world.settings.publicUrl, tenant).entityId,
  })
  return redirectUrl({
    location,
    samlResponse,
    sign: key,
    ...(relayState === undefined ? {} : { relayState }),
  })
}
