import type { Failure, Web } from '@postern/kit/http'
import type { Tenant } from '../tenant/tenant.ts'
import { codesOf, errorResponse } from './error-response.ts'
import { explanationOf } from './explain.ts'
import { ResponsePage } from './response-page.tsx'

/**
 * A refusal that goes back to the application, where it is set to take them and the request was far enough for its Reply URL
 * to have been found registered; else undefined. A person who could come in with another account loses that way: it is for
 * trying out.
 */
export function returnedError(
  web: Web,
  tenant: Tenant,
  { problem, code }: Failure,
): Response | Promise<Response> | undefined {
  const { returnTo, application, opens } = explanationOf(web)
  if (!returnTo || !problem || !code.startsWith('AADSTS')) return undefined
  const message = `${code}: ${problem.message}`
  const xml = errorResponse(web, tenant, { to: returnTo, codes: codesOf(code), message })
  const { replyUrl, relayState } = returnTo
  const page = { web, tenant, asking: { application, opens }, replyUrl, relayState, xml }
  return web.html(<ResponsePage {...page} refused />)
}
