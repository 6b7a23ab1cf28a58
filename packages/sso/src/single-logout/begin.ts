import type { Web } from '@postern/kit/http'
import type { Session } from '@postern/kit/session'
import { HTTP_REDIRECT, redirectUrl, writeLogoutRequest } from '@postern/saml'
import type { Connection } from '../connections/connection.ts'
import { onward } from '../sessions/onward.ts'
import type { SingleLogoutPorts } from './routes.tsx'

const patience = 10 * 60_000

/**
 * Where the browser goes after its session here has ended: to the identity provider with a LogoutRequest, by HTTP-Redirect,
 * where that offers it (Entra offers no other binding); else on to the application. The identity provider comes first, since
 * it sends the browser back by protocol; an application may keep it.
 */
export async function leaveBy(
  web: Web,
  of: SingleLogoutPorts,
  {
    session,
    applicationId: asked,
  }: { readonly session: Session; readonly applicationId: string | undefined },
): Promise<string> {
  const connection = await of.connections.find(session.facts.connectionId ?? '')
  const { nameId } = session.facts
  const applicationId = asked ?? connection?.applicationId
  const endpoint = connection?.identityProvider?.singleLogout
  if (!connection || !endpoint || endpoint.binding !== HTTP_REDIRECT || !nameId)
    return onward(web, { applicationId, at: '' })
  const { now, world } = web.var
  const id = world.random(32).toString('base64url')
  const requestId = `_${world.random(16).toString('hex')}`
  await of.logouts.create({
    id,
    requestId,
    connectionId: connection.id,
    applicationId: applicationId ?? '',
    expiresAt: now + patience,
  })
  const key = connection.choices.signsRequests ? await of.requestKeys.signing() : undefined
  return redirectUrl({
    location: endpoint.location,
    samlRequest: requestOf(connection, session, { id: requestId, now, destination: endpoint.location }),
    relayState: id,
    ...(key ? { sign: key } : {}),
  })
}

function requestOf(
  connection: Connection,
  { facts }: Session,
  of: { readonly id: string; readonly now: number; readonly destination: string },
): string {
  const { nameId = '', nameIdFormat, sessionIndex } = facts
  return writeLogoutRequest({
    id: of.id,
    issueInstant: of.now,
    destination: of.destination,
    notOnOrAfter: of.now + patience,
    issuer: connection.address,
    nameId: { value: nameId, ...(nameIdFormat ? { format: nameIdFormat } : {}) },
    // One that was made up breaks it at Entra: that of the sign-in, or none.
    ...(sessionIndex ? { sessionIndexes: [sessionIndex] } : {}),
  })
}
