import type { Web } from '@postern/kit/http'
import {
  type LogoutRequest,
  type RedirectMessage,
  readLogoutRequest,
  type VerificationKey,
  verifyRedirect,
} from '@postern/saml'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { applications } from '../enterprise-applications/store.ts'
import { signInProblem } from '../sign-in/problems.ts'
import { readAsEntra } from '../sign-in/read.ts'
import { verifyRequest } from '../sign-in/verify-request.ts'
import type { Tenant } from '../tenant/tenant.ts'

/** A LogoutRequest that an application may send, and which. */
export interface JudgedLogout {
  readonly request: LogoutRequest
  readonly application: EnterpriseApplication
}

/**
 * Judges a LogoutRequest that came by HTTP-Redirect, as Entra does (entra.md 1.10): it need not be signed unless the
 * application must sign its requests, and then the raw query is what was signed. Problem `AADSTS…`.
 */
export async function judgeLogout(
  web: Web,
  tenant: Tenant,
  redirect: RedirectMessage,
): Promise<JudgedLogout> {
  const { store } = web.var.world
  const received = readAsEntra(() => readLogoutRequest(redirect.octets))
  if (received.version !== '2.0') {
    throw signInProblem('AADSTS75005', { why: `Its Version is '${received.version}', not '2.0'.` })
  }
  const issuer = received.issuer?.value ?? ''
  const application = await applications(store).findByIdentifier(issuer)
  if (!application) throw signInProblem('AADSTS700016', { issuer, tenant: tenant.name })
  const signature = {
    isThere: redirect.signature !== undefined,
    verify: (keys: readonly VerificationKey[]) => verifyRedirect(redirect, keys, readLogoutRequest),
  }
  const request = await verifyRequest(store, { received, signature, application })
  if ((request.nameId?.value ?? '').trim() === '') throw signInProblem('AADSTS7500530', {})
  return { request, application }
}
