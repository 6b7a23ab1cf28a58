import type { Web } from '@postern/kit/http'
import { statusCodes } from '@postern/saml'
import { assignments } from '../assignments/store.ts'
import { protectionOf } from '../certificates/protection.ts'
import { requestVerifications } from '../certificates/request-verification.ts'
import { missingSourceOf } from '../claims/evaluate.ts'
import { subjectOf } from '../claims/load-subject.ts'
import { claimsConfigurations } from '../claims/store.ts'
import {
  type ConfiguredApplication,
  isConfigured,
  replyUrlsOf,
} from '../enterprise-applications/application.ts'
import { applicationProblem } from '../enterprise-applications/problems.ts'
import { applications } from '../enterprise-applications/store.ts'
import { templateOf } from '../gallery/templates.ts'
import { participants } from '../sessions/participants.ts'
import type { SignedIn } from '../sessions/sessions.ts'
import { record } from '../sign-in-logs/record.ts'
import { addressesOf, type Tenant } from '../tenant/tenant.ts'
import type { Ask } from './ask.ts'
import { errorResponse } from './error-response.ts'
import { explain } from './explain.ts'
import { signInProblem } from './problems.ts'
import { audienceOf, classRefFor, responseAbout } from './response.ts'
import { ResponsePage } from './response-page.tsx'

/** The application, set up and enabled; the error page of this request will name it. */
export async function requireOpen(web: Web, applicationId: string): Promise<ConfiguredApplication> {
  const application = await applications(web.var.world.store).require(applicationId)
  explain(web, {
    application: application.name,
    applicationId,
    opens: templateOf(application.templateId).opens,
  })
  if (!application.enabled)
    throw signInProblem('AADSTS7000112', { application: application.name, applicationId })
  if (application.method === 'disabled') {
    throw applicationProblem('single-sign-on-disabled', { application: application.name })
  }
  if (!isConfigured(application)) {
    throw applicationProblem('application-not-configured', { application: application.name })
  }
  return application
}

/** Problem `AADSTS50105` unless the person is assigned to the application, or nobody needs to be. */
export async function requireAssigned(
  web: Web,
  application: ConfiguredApplication,
  person: SignedIn,
): Promise<void> {
  const { id, name } = application
  const user = person.user.userPrincipalName
  explain(web, { account: user, userId: person.user.id })
  if (!application.assignmentRequired) return
  if (await assignments(web.var.world.store).isAssigned(id, person.user.id)) return
  throw signInProblem('AADSTS50105', { application: name, applicationId: id, user })
}

/**
 * The page that posts the Response about `person`: to the request `ask`, or to none (IdP-initiated). `take` is asked last of
 * all, so that a request that is refused can be tried again with another account, and one that is answered cannot.
 */
export async function answerPage(
  web: Web,
  of: {
    tenant: Tenant
    application: ConfiguredApplication
    person: SignedIn
    ask?: Ask
    /** When the request came; left out where it came just now. */
    askedAt?: number
    take?: () => Promise<boolean>
  },
): Promise<Response> {
  const { tenant, application, person, ask } = of
  await requireAssigned(web, application, person)
  const { now, world } = web.var
  const classRef = judgeAsk(application, ask, { person, askedAt: of.askedAt })
  // What nobody asked for cannot have been signed (entra.md 1.4).
  if (!ask && (await requestVerifications(world.store).of(application.id)).isRequired) {
    throw signInProblem('AADSTS76021', { application: application.name })
  }
  const protection = await protectionOf(world, application.id, now)
  if (!protection) throw signInProblem('AADSTS50003', { application: application.name })
  const claims = await claimsConfigurations(world.store).of(application.id)
  const subject = await subjectOf(world, application.id, person.user)
  const source = missingSourceOf(claims, subject, ask?.nameIdFormat)
  if (source !== undefined) {
    const user = person.user.userPrincipalName
    throw signInProblem('AADSTS501241', { application: application.name, user, source })
  }
  if (of.take && !(await of.take())) throw signInProblem('sign-in-expired', {})
  const { entityId } = addressesOf(world.settings.publicUrl, tenant)
  const { xml, nameId, sessionIndex } = responseAbout(
    {
      person,
      claims,
      subject,
      replyUrl: ask?.replyUrl ?? application.replyUrl,
      audience: audienceOf(ask?.identifier ?? application.identifier),
      inResponseTo: ask?.inResponseTo,
      nameIdFormat: ask?.nameIdFormat,
      classRef,
      tenant: { id: tenant.id, entityId },
      protection,
    },
    { now, random: world.random },
  )
  const { userPrincipalName } = person.user
  const participant = {
    applicationId: application.id,
    nameId,
    nameIdFormat: ask?.nameIdFormat,
    sessionIndex,
  }
  await participants(world.store).add(person.session, participant, now)
  await record(web, {
    outcome: 'Success',
    userId: person.user.id,
    userName: userPrincipalName,
    application,
    factors: person.multiFactor ? 'Multi-factor' : 'Single-factor',
    request: ask?.xml,
    response: xml,
  })
  world.log.info(
    { reference: web.var.reference, application: application.id, user: userPrincipalName },
    'answered',
  )
  return page(web, tenant, application, { xml, ask })
}

/** What could not be judged before a person was known, or has changed since. The class of authentication to state. */
function judgeAsk(
  application: ConfiguredApplication,
  ask: Ask | undefined,
  of: { person: SignedIn; askedAt: number | undefined },
): string {
  if (ask && !replyUrlsOf(application).includes(ask.replyUrl)) {
    throw signInProblem('AADSTS50011', { url: ask.replyUrl, applicationId: application.id })
  }
  const asked = ask?.classRefs ?? []
  const { authenticatedAt, multiFactor } = of.person
  const fresh = of.askedAt !== undefined && authenticatedAt >= of.askedAt
  const classRef = classRefFor(asked, { multiFactor, fresh })
  if (classRef === undefined) {
    const requested = asked.map(nameOfClass).join(', ')
    const actual = multiFactor ? 'Password, MultiFactor' : 'Password'
    throw signInProblem('AADSTS75011', { actual, requested, application: application.name })
  }
  return classRef
}

/** As Entra spells it in the message that people look up (entra.md 1.2). */
const nameOfClass = (uri: string) =>
  uri.split(':').at(-1)?.replace('PasswordProtectedTransport', 'Password, ProtectedTransport')

const nobodyToAsk = 'Session information is not sufficient for single-sign-on.'

/** The answer to a passive request that nobody could be asked for (entra.md 6.3). */
export async function noPassivePage(
  web: Web,
  of: { tenant: Tenant; application: ConfiguredApplication; ask: Ask },
): Promise<Response> {
  const { tenant, application, ask } = of
  const codes = [statusCodes.responder, statusCodes.noPassive] as const
  const xml = errorResponse(web, tenant, { to: ask, codes, message: `AADSTS50058: ${nobodyToAsk}` })
  await record(web, {
    outcome: 'Failure',
    code: 'AADSTS50058',
    reason: nobodyToAsk,
    application,
    request: ask.xml,
    response: xml,
  })
  return page(web, tenant, application, { xml, ask, refused: true })
}

function page(
  web: Web,
  tenant: Tenant,
  application: ConfiguredApplication,
  of: { readonly xml: string; readonly ask: Ask | undefined; readonly refused?: boolean },
): Response | Promise<Response> {
  const { xml, ask, refused = false } = of
  const { opens } = templateOf(application.templateId)
  const asking = { application: application.name, opens, unasked: ask === undefined }
  const { replyUrl, relayState } = ask ?? application
  return web.html(<ResponsePage {...{ web, tenant, asking, replyUrl, xml, relayState, refused }} />)
}
