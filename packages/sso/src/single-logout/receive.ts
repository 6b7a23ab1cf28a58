import type { Web } from '@postern/kit/http'
import {
  judgeLogoutRequest,
  judgeLogoutResponse,
  type LogoutRequest,
  type LogoutResponse,
  type RedirectMessage,
  readLogoutRequest,
  readLogoutResponse,
  refusal,
  type Verified,
  verifyRedirect,
} from '@postern/saml'
import { believedCertificates, logoutAddress, type TestableConnection } from '../connections/connection.ts'
import { singleLogoutProblem } from './problems.ts'
import type { SingleLogoutPorts } from './routes.tsx'

/** A request is made for a browser that waits. An older one was recorded by somebody, or is not remembered any more. */
const oldest = 10 * 60_000
const remembered = 24 * 3_600_000

/**
 * A LogoutRequest of the identity provider: verified over the raw query, judged, and honoured once. Forged or replayed, it
 * would sign people out at will (LO-1, LO-2).
 */
export async function acceptRequest(
  web: Web,
  connection: TestableConnection,
  message: RedirectMessage,
  of: SingleLogoutPorts,
): Promise<LogoutRequest> {
  const verified = verifyRedirect(message, believedCertificates(connection), readLogoutRequest)
  const refused = refusal(judgeLogoutRequest(verified, expectationOf(web, connection, verified)))
  if (refused) throw refused
  const request = verified.value
  const age = web.var.now - Date.parse(request.issueInstant)
  if (age > oldest + connection.clockSkewSeconds * 1_000)
    throw singleLogoutProblem('logout-old', { id: request.id, minutes: Math.round(age / 60_000) })
  const until = web.var.now + remembered
  if (!(await of.acceptances.accept(connection.identityProvider.entityId, request.id, until)))
    throw singleLogoutProblem('logout-repeated', { id: request.id })
  return request
}

/** Whether the answer to our LogoutRequest says that the person is signed out there. */
export function isConfirmed(
  web: Web,
  connection: TestableConnection,
  message: RedirectMessage,
  inResponseTo: string,
): boolean {
  const verified = verifyRedirect(message, believedCertificates(connection), readLogoutResponse)
  const expected = { ...expectationOf(web, connection, verified), inResponseTo }
  return refusal(judgeLogoutResponse(verified, expected)) === undefined
}

function expectationOf(
  web: Web,
  connection: TestableConnection,
  { value }: Verified<LogoutRequest | LogoutResponse>,
) {
  const { entityId } = connection.identityProvider
  const said = value.issuer?.value
  return {
    now: web.var.now,
    clockSkew: connection.clockSkewSeconds,
    issuer: said !== undefined && said === otherNameOf(entityId) ? said : entityId,
    destination: logoutAddress(connection),
    legacy: connection.legacy,
  }
}

/** Entra signs people in as https://sts.windows.net/<tenant>/ and out as login.microsoftonline.com (entra.md 1.10). */
function otherNameOf(entityId: string): string | undefined {
  const tenant = /^https:\/\/sts\.windows\.net\/([^/]+)\/$/.exec(entityId)?.[1]
  return tenant && `https://login.microsoftonline.com/${tenant}/`
}
