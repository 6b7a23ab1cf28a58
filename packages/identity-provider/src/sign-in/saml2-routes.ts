import { type Env, readOctets, type Web } from '@postern/kit/http'
import {
  type AuthnRequest,
  type RedirectMessage,
  readAuthnRequest,
  readPost,
  readRedirect,
  type VerificationKey,
  verifyAuthnRequest,
  verifyRedirect,
} from '@postern/saml'
import { Hono } from 'hono'
import { faultOfDomain } from '../domains/domain.ts'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { applications } from '../enterprise-applications/store.ts'
import { correlationOf } from '../sign-in-logs/correlation.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { Ask } from './ask.ts'
import { asks } from './asks.ts'
import { explain, explainTo, explanationOf } from './explain.ts'
import { requireNoFlood } from './flood.ts'
import { type Beside, judgeRequest } from './judge.ts'
import { requestPath } from './paths.ts'
import { signInProblem } from './problems.ts'
import { proceedAtOnce } from './proceed.ts'
import { readAsEntra } from './read.ts'
import { type RequestSignature, verifyRequest } from './verify-request.ts'

/** Half a mebibyte of message in base64, and its escapes. */
const largestBody = 1_048_576
const longestRelayState = 4096
const longestHint = 256
/** Four times the largest that products send. */
const largestNoted = 16_384

export interface Saml2RoutesNeeds {
  readonly tenant: Tenant
  /** Answers a LogoutRequest; signing out stands above signing in. */
  readonly signOut: (web: Web, redirect: RedirectMessage) => Promise<Response>
}

/** The one endpoint for single sign-on and single logout: HTTP-Redirect, and HTTP-POST for requests to sign in (SAML Bindings 3.4, 3.5). */
export function saml2Routes({ tenant, signOut }: Saml2RoutesNeeds): Hono<Env> {
  const routes = new Hono<Env>()
  // The second is of one of several instances of the same product (entra.md 1.1).
  const paths = [`/${tenant.id}/saml2`, `/${tenant.id}/saml2/:instance`]
  routes.on('GET', paths, async (web) => {
    await requireNoFlood(web)
    const query = new URL(web.req.url).search
    const parameters = new URLSearchParams(query)
    if (!parameters.has('SAMLRequest') && !parameters.has('SAMLResponse')) {
      throw signInProblem('AADSTS750054', {})
    }
    const redirect = readAsEntra(() => readRedirect(query))
    if (redirect.parameter !== 'SAMLRequest') throw notARequest()
    if (isLogoutRequest(redirect.octets)) return signOut(web, redirect)
    const message = readAsEntra(() => readAuthnRequest(noted(web, redirect.octets)))
    const signature = {
      isThere: redirect.signature !== undefined,
      verify: (keys: readonly VerificationKey[]) => verifyRedirect(redirect, keys, readAuthnRequest),
    }
    const beside = besideOf(redirect.relayState, parameters)
    return proceedAtOnce(web, tenant, await judge(web, message, signature, beside))
  })
  routes.on('POST', paths, async (web) => {
    await requireNoFlood(web)
    const body = new URLSearchParams(Buffer.from(await readOctets(web, largestBody)).toString('utf8'))
    const parameter = body.get('SAMLRequest')
    if (parameter === null) throw body.has('SAMLResponse') ? notARequest() : signInProblem('AADSTS750054', {})
    const { octets, message } = readAsEntra(() => {
      const octets = noted(web, readPost(parameter))
      return { octets, message: readAuthnRequest(octets) }
    })
    const signature = {
      isThere: message.signaturePresent,
      verify: (keys: readonly VerificationKey[]) => verifyAuthnRequest(octets, keys),
    }
    const beside = besideOf(body.get('RelayState') ?? undefined, new URL(web.req.url).searchParams)
    const ask = await judge(web, message, signature, beside)
    // A POST from another site carries no SameSite=Lax cookie: the session can only be seen after a redirect.
    return web.redirect(requestPath(await asks(web.var.world.store).keep(web, ask)), 303)
  })
  /** Named in the metadata as Entra names it; passive requests come by GET, forms by POST. */
  routes.on(['GET', 'POST'], `/${tenant.id}/wsfed`, () => {
    throw signInProblem('ws-federation-not-offered', {})
  })

  async function judge(
    web: Web,
    received: AuthnRequest,
    signature: RequestSignature,
    beside: Beside,
  ): Promise<Ask> {
    const { store } = web.var.world
    const instance = web.req.param('instance')
    const isInstance = instance !== undefined
    const findByIdentifier = (issuer: string) =>
      isInstance ? applications(store).find(instance) : applications(store).findByIdentifier(issuer)
    const verify = (application: EnterpriseApplication) =>
      verifyRequest(store, { received, signature, application, isInstance })
    const ask = await judgeRequest(received, beside, {
      tenant,
      findByIdentifier,
      isInstance,
      verify,
      answerable: (application, to) => explainTo(web, application, to),
    })
    return { ...ask, correlationId: correlationOf(web), xml: explanationOf(web).requestXml }
  }
  return routes
}

/** By its first tag, to choose who reads it: whether it is one, only reading tells. */
const isLogoutRequest = (octets: Uint8Array): boolean =>
  /^\uFEFF?\s*(<\?xml[^>]*\?>\s*)?<([\w.-]+:)?LogoutRequest[\s/>]/.test(
    Buffer.from(octets.subarray(0, 512)).toString('utf8'),
  )

/** Remembers the message for the sign-in logs, also where it cannot be read. */
function noted(web: Web, octets: Uint8Array): Uint8Array {
  if (octets.length <= largestNoted) explain(web, { requestXml: Buffer.from(octets).toString('utf8') })
  return octets
}

const notARequest = () =>
  signInProblem('AADSTS75005', { why: 'It is a response; this address takes authentication requests.' })

function besideOf(relayState: string | undefined, query: URLSearchParams): Beside {
  if (relayState !== undefined && relayState.length > longestRelayState) {
    throw signInProblem('AADSTS75005', {
      why: `Its RelayState is longer than ${longestRelayState} characters.`,
    })
  }
  const loginHint = query.get('login_hint')?.trim().slice(0, longestHint) || undefined
  const domain = query.get('whr')?.trim() ?? ''
  const domainHint = faultOfDomain(domain) === undefined ? domain : undefined
  return { relayState, loginHint, domainHint }
}
