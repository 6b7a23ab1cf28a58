import type { Web } from '@postern/kit/http'
import {
  type LogoutRequest,
  type RedirectMessage,
  readLogoutRequest,
  type VerificationKey,
  verifyRedirect,
} from '@postern/saml'
import { Problem } from '@postern/saml/problem'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { applications } from '../enterprise-applications/store.ts'
import { signInProblem } from '../sign-in/problems.ts'
import { readAsEntra } from '../sign-in/read.ts'
import { requireSender } from '../sign-in/sender.ts'
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
  const received = readAsEntra(() => readLogout(redirect.octets), 'AADSTS50061')
  if (received.version !== '2.0') {
    throw signInProblem('AADSTS50061', { why: `Its Version is '${received.version}', not '2.0'.` })
  }
  const findByIdentifier = (issuer: string) => applications(store).findByIdentifier(issuer)
  const application = await requireSender(received.issuer?.value ?? '', { tenant, findByIdentifier })
  const signature = {
    isThere: redirect.signature !== undefined,
    verify: (keys: readonly VerificationKey[]) => verifyRedirect(redirect, keys, readLogout),
  }
  const request = await verifyRequest(store, { received, signature, application })
  if ((request.nameId?.value ?? '').trim() === '') throw signInProblem('AADSTS7500530', {})
  judgeLife(request.notOnOrAfter, web.var.now)
  return { request, application }
}

/** One without a NameID, of any kind, is told apart from what is damaged otherwise (entra.md 1.9). */
function readLogout(octets: Uint8Array): LogoutRequest {
  try {
    return readLogoutRequest(octets)
  } catch (error) {
    const isNameless = error instanceof Problem && error.code === 'message-missing'
    throw isNameless ? signInProblem('AADSTS7500530', {}, { cause: error }) : error
  }
}

/** As many milliseconds may the clock of an application be ahead or behind. */
const skew = 300_000

function judgeLife(notOnOrAfter: string | undefined, now: number): void {
  if (notOnOrAfter === undefined) return
  const until = Date.parse(notOnOrAfter)
  if (Number.isNaN(until)) throw signInProblem('AADSTS50061', { why: `Its NotOnOrAfter is no time.` })
  if (until + skew <= now) throw signInProblem('AADSTS50071', { expired: notOnOrAfter })
}
