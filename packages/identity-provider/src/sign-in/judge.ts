import { type AuthnRequest, HTTP_POST, nameIdFormats } from '@postern/saml'
import {
  type ConfiguredApplication,
  type EnterpriseApplication,
  isConfigured,
  replyUrlsOf,
} from '../enterprise-applications/application.ts'
import { applicationProblem } from '../enterprise-applications/problems.ts'
import type { Ask } from './ask.ts'
import { signInProblem } from './problems.ts'
import { type Known, requireSender } from './sender.ts'

const answerable: ReadonlySet<string> = new Set([
  nameIdFormats.persistent,
  nameIdFormats.emailAddress,
  nameIdFormats.unspecified,
  nameIdFormats.transient,
])

/** What came beside the message. */
export interface Beside {
  readonly relayState?: string | undefined
  readonly loginHint?: string | undefined
  readonly domainHint?: string | undefined
}

/**
 * Judges an AuthnRequest in the order of entra.md 6.6, up to the point where a person is asked. The first failure is thrown
 * (Problem `AADSTS…`); it is shown here and sent nowhere, since until the Reply URL is found registered nobody is known to
 * whom it could be sent.
 */
export async function judgeRequest(
  received: AuthnRequest,
  beside: Beside,
  of: Known & {
    /** It was sent to the address of one instance, which says in place of the Issuer who sent it. */
    isInstance: boolean
    /** The request as it was signed, where this application has to sign. Problem `AADSTS76021`, `request-signature`. */
    verify: (application: EnterpriseApplication) => Promise<AuthnRequest>
    /** Told once the Reply URL is found registered: what is refused from then on can be answered there. */
    answerable: (
      application: ConfiguredApplication,
      to: Pick<Ask, 'replyUrl' | 'relayState' | 'inResponseTo'>,
    ) => void
  },
): Promise<Ask> {
  const application = await judgeSender(received, of)
  const request = await of.verify(application)
  const to = {
    replyUrl: replyUrlFor(request, application),
    relayState: beside.relayState,
    inResponseTo: request.id,
  }
  of.answerable(application, to)
  judgeWishes(request)
  return {
    ...to,
    applicationId: application.id,
    identifier: of.isInstance ? application.identifier : (request.issuer?.value ?? ''),
    nameIdFormat: request.nameIdPolicy?.format,
    classRefs: request.requestedAuthnContext?.classRefs ?? [],
    forceAuthn: request.forceAuthn,
    isPassive: request.isPassive,
    loginHint: beside.loginHint,
    domainHint: beside.domainHint,
  }
}

/** The application that the request says it comes from, set up and enabled. */
async function judgeSender(request: AuthnRequest, of: Known): Promise<ConfiguredApplication> {
  judgeForm(request)
  const issuer = request.issuer?.value ?? ''
  const application = await requireSender(issuer, of)
  if (application.method === 'disabled') {
    throw applicationProblem('single-sign-on-disabled', { application: application.name })
  }
  if (!isConfigured(application)) {
    throw signInProblem('AADSTS700016', { issuer, tenant: of.tenant.name })
  }
  if (!application.enabled) {
    throw signInProblem('AADSTS7000112', { application: application.name, applicationId: application.id })
  }
  return application
}

function judgeForm(request: AuthnRequest): void {
  if (request.version !== '2.0') {
    throw signInProblem('AADSTS75005', { why: `Its Version is '${request.version}', not '2.0'.` })
  }
  if (!request.issuer) throw signInProblem('AADSTS75005', { why: 'It has no Issuer.' })
}

/** What it asks for. */
function judgeWishes(request: AuthnRequest): void {
  if (request.subjectPresent) throw signInProblem('AADSTS900236', {})
  const comparison = request.requestedAuthnContext?.comparison ?? 'exact'
  if (comparison !== 'exact') throw signInProblem('AADSTS900235', { comparison })
  const format = request.nameIdPolicy?.format
  if (format !== undefined && !answerable.has(format)) throw signInProblem('AADSTS75016', { format })
}

/**
 * The Reply URL to answer to: the one that it names, by address or by index, else the default one. Problem `AADSTS75003` where it
 * wants to be answered in another way than by HTTP-POST, `AADSTS50011` where it names what is registered nowhere.
 */
function replyUrlFor(request: AuthnRequest, application: ConfiguredApplication): string {
  const binding = request.protocolBinding ?? HTTP_POST
  if (binding !== HTTP_POST) throw signInProblem('AADSTS75003', { binding })
  const registered = replyUrlsOf(application)
  const index = request.assertionConsumerServiceIndex
  const asked = request.assertionConsumerServiceUrl
  const found =
    index === undefined
      ? registered.find((url) => url === (asked ?? application.replyUrl))
      : registered[/^\d{1,5}$/.test(index) ? Number(index) : -1]
  if (found !== undefined) return found
  const url = asked ?? `AssertionConsumerServiceIndex ${index}`
  throw signInProblem('AADSTS50011', { url, applicationId: application.id })
}
