import { Button, Door, Notice } from '@postern/kit/html'
import { type Env, framedBy, framesOnly, type Web } from '@postern/kit/http'
import type { Sessions } from '@postern/kit/session'
import {
  HTTP_REDIRECT,
  type LogoutRequest,
  Problem,
  type RedirectMessage,
  readRedirect,
  redirectUrl,
  writeLogoutResponse,
} from '@postern/saml'
import { Hono } from 'hono'
import type { Application } from '../applications/application.ts'
import type { Applications } from '../applications/store.ts'
import { isTestable, logoutPath, type TestableConnection } from '../connections/connection.ts'
import { ssoLocationOf } from '../connections/location.ts'
import { connectionProblem } from '../connections/problems.ts'
import type { Connections } from '../connections/store.ts'
import { logOutOf } from '../connectors/kinds.ts'
import type { RequestKeys } from '../request-signing/store.ts'
import type { SessionNames } from '../sessions/names.ts'
import { onward } from '../sessions/onward.ts'
import type { Acceptances } from '../sign-in/acceptances.ts'
import { acceptRequest, isConfirmed } from './receive.ts'
import type { Logouts } from './store.ts'

export interface SingleLogoutPorts {
  readonly connections: Connections
  readonly applications: Applications
  readonly sessions: Sessions
  readonly sessionNames: SessionNames
  readonly requestKeys: RequestKeys
  readonly acceptances: Acceptances
  readonly logouts: Logouts
}

/** Single logout by HTTP-Redirect (SAML Profiles 4.4), at the Logout URL of a connection: requests and answers alike. */
export function singleLogoutRoutes(of: SingleLogoutPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.get(logoutPath(':id'), async (web) => {
    const connection = await of.connections.require(web.req.param('id') ?? '')
    if (!isTestable(connection)) throw connectionProblem('connection-unknown', { id: connection.id })
    // The raw query: what is signed are its octets as they came, and not what they mean (BIND-2).
    const message = readRedirect(new URL(web.req.url).search)
    return message.parameter === 'SAMLRequest'
      ? end(web, connection, message, of)
      : comeBack(web, connection, message, of)
  })
  return app
}

/** The identity provider asks: sessions end by what it calls them, on every browser and without its cookie. */
async function end(
  web: Web,
  connection: TestableConnection,
  message: RedirectMessage,
  of: SingleLogoutPorts,
): Promise<Response> {
  const request = await acceptRequest(web, connection, message, of)
  const own = await of.sessions.current(web)
  for (const { key, accountId } of await called(connection, request, of))
    await of.sessions.closeOne(key, accountId)
  const here = own?.facts.connectionId === connection.id
  if (here) await of.sessions.close(web)
  web.var.world.log.info(
    { connection: connection.id, request: request.id },
    'signed out by the identity provider',
  )
  const back = await answerTo(web, connection, { request, relayState: message.relayState }, of)
  const application = isWhole(web, here) && (await of.applications.find(connection.applicationId ?? ''))
  if (back) return application ? web.html(tellBoth(web, application, back)) : web.redirect(back, 302)
  if (!application) return farewell(web, connection)
  return web.redirect(onward(web, { applicationId: application.id, at: 'identity-provider' }), 303)
}

/**
 * Whether the browser is here with its whole window: inside a frame the application's cookie is not sent either. A browser
 * that does not say it shows it by the cookie of our session, which no frame of another site sends.
 */
function isWhole(web: Web, here: boolean): boolean {
  const destination = web.req.header('sec-fetch-dest')
  return destination === undefined ? here : destination === 'document'
}

/** Sessions that the request names one by one; where it names none that is known, all of the person's. */
async function called(connection: TestableConnection, request: LogoutRequest, of: SingleLogoutPorts) {
  const one = await of.sessionNames.find(connection.id, request.sessionIndexes)
  return one.length > 0 ? one : of.sessionNames.find(connection.id, [request.nameId?.value ?? ''])
}

/** To where the LogoutResponse is brought. Entra takes none (AADSTS75005): a page is its answer (entra.md 1.10). */
async function answerTo(
  web: Web,
  connection: TestableConnection,
  { request, relayState }: { readonly request: LogoutRequest; readonly relayState: string | undefined },
  of: SingleLogoutPorts,
): Promise<string | undefined> {
  const endpoint = connection.identityProvider.singleLogout
  const key = await of.requestKeys.signing()
  if (!endpoint || endpoint.binding !== HTTP_REDIRECT || isEntra(connection) || !key) return undefined
  const { now, world } = web.var
  const samlResponse = writeLogoutResponse({
    id: `_${world.random(16).toString('hex')}`,
    issueInstant: now,
    destination: endpoint.location,
    inResponseTo: request.id,
    issuer: connection.address,
  })
  return redirectUrl({
    location: endpoint.location,
    samlResponse,
    sign: key,
    ...(relayState === undefined ? {} : { relayState }),
  })
}

const isEntra = ({ preset }: TestableConnection) => preset === 'microsoft-entra-id'

/** Seconds that the application has to end its session. */
const patience = 2

/**
 * An identity provider that waits for our answer gets it in any case: the application, which may keep a browser that is led
 * to it, is told in a frame. Its cookie goes with that where it is of the same site as we are.
 */
function tellBoth(web: Web, application: Application, back: string) {
  const href = logOutOf(application)
  framesOnly(web, [new URL(href).origin])
  web.header('refresh', `${patience}; url=${back}`)
  return (
    <Door server="sso" title="You are signed out" brand="Postern" under="of this service">
      <p>
        {application.name} is told so. If it is of another domain than this page, its own session ends when
        you log out there, or when it is unused for a while.
      </p>
      <iframe src={href} title={`Log-out of ${application.name}`} hidden={true} referrerpolicy="origin" />
      <Button full href={back}>
        Go back to your identity provider
      </Button>
    </Door>
  )
}

/** Identity providers ask in a frame, which nobody sees: that they may show it there keeps their browser from calling it a fault. */
function farewell(web: Web, connection: TestableConnection): Response | Promise<Response> {
  framedBy(web, new URL(ssoLocationOf(connection)).origin)
  return web.html(
    <Door server="sso" title="You are signed out" brand="Postern" under="of this service">
      <Notice title="Your identity provider asked for it.">
        An application that you opened keeps its own session until you log out there, or until it is unused
        for a while.
      </Notice>
    </Door>,
  )
}

/** The answer to a LogoutRequest of ours. Here the person is signed out in any case; the page says what is known of there. */
async function comeBack(
  web: Web,
  connection: TestableConnection,
  message: RedirectMessage,
  of: SingleLogoutPorts,
): Promise<Response> {
  const logout = await of.logouts.take(message.relayState ?? '', web.var.now)
  const asked = logout?.connectionId === connection.id ? logout : undefined
  const at =
    asked && confirmed(web, connection, message, asked.requestId) ? 'identity-provider' : 'unconfirmed'
  return web.redirect(onward(web, { applicationId: asked?.applicationId, at }), 303)
}

function confirmed(web: Web, connection: TestableConnection, message: RedirectMessage, id: string): boolean {
  try {
    return isConfirmed(web, connection, message, id)
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown
    web.var.world.log.info({ code: thrown.code, facts: thrown.facts }, 'a logout was not confirmed')
    return false
  }
}
