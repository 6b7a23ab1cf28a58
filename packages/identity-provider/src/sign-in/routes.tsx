import { readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { templateOf } from '../gallery/templates.ts'
import { localPath } from '../sessions/local-path.ts'
import { signedIn } from '../sessions/sessions.ts'
import { correlate, correlationOf } from '../sign-in-logs/correlation.ts'
import { record } from '../sign-in-logs/record.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { advance } from './advance.ts'
import { answerPage, noPassivePage, requireOpen } from './answer.tsx'
import { asks, type KeptAsk } from './asks.ts'
import { decide } from './decide.ts'
import { explain, explainTo } from './explain.ts'
import { SignInPage, type SignInPageProps } from './page.tsx'
import { judgePassword } from './password.ts'
import { otherAccount, requestPath } from './paths.ts'
import { signInProblem } from './problems.ts'
import { refusalReasons, refusalSentence } from './sentences.ts'
import { stepRoutes } from './steps-routes.tsx'

/** The sign-in page, for an application's request or for our own pages. */
export function signInRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/sign-in', async (web) => {
    const other = web.req.query('other') !== undefined
    const key = web.req.query('request')
    if (key !== undefined) return resume(web, tenant, await requireAsk(web, key), other)
    const person = await signedIn(web)
    const path = localPath(web.req.query('continue') ?? '/')
    if (person && !other) return web.redirect(path, 303)
    return web.html(
      <SignInPage
        web={web}
        tenant={tenant}
        asking={{}}
        carried={{ continue: path }}
        userName=""
        signedInAs={person?.user.userPrincipalName}
      />,
    )
  })
  routes.post('/sign-in', (web) => signIn(web, tenant))
  routes.route('/', stepRoutes({ tenant }))
  return routes
}

async function requireAsk(web: Web, key: string): Promise<KeptAsk> {
  const kept = await asks(web.var.world.store).find(web, key)
  if (!kept) throw signInProblem('sign-in-expired', {})
  const { correlationId, xml } = kept.ask
  correlate(web, correlationId)
  if (xml !== undefined) explain(web, { requestXml: xml })
  return kept
}

/** A request that was kept: answered once the session suffices, until then the sign-in page. */
async function resume(web: Web, tenant: Tenant, kept: KeptAsk, other: boolean): Promise<Response> {
  const { ask, askedAt, key } = kept
  const application = await requireOpen(web, ask.applicationId)
  explainTo(web, application, ask)
  explain(web, { other: otherAccount(requestPath(key)) })
  const person = await signedIn(web)
  switch (decide(ask, { person, askedAt, other })) {
    case 'no-passive':
      return noPassivePage(web, { tenant, application, ask })
    case 'answer':
      if (!person) throw new Error('an answer about nobody')
      return answerPage(web, {
        tenant,
        application,
        person,
        ask,
        askedAt,
        take: () => asks(web.var.world.store).take(key),
      })
    case 'sign-in': {
      const userName = ask.loginHint ?? (other ? '' : (person?.user.userPrincipalName ?? ''))
      const asking = { application: application.name, opens: templateOf(application.templateId).opens }
      const signedInAs = person?.user.userPrincipalName
      const page = {
        web,
        tenant,
        asking,
        carried: { request: key },
        userName,
        signedInAs,
        again: ask.forceAuthn && !other,
      }
      return web.html(<SignInPage {...page} />)
    }
  }
}

async function signIn(web: Web, tenant: Tenant): Promise<Response> {
  const form = await readForm(web)
  const key = form.text('request')
  const path = localPath(form.text('continue'))
  const stay = form.has('stay')
  const kept = key === '' ? undefined : await requireAsk(web, key)
  const userName = wholeName(form.text('userName').trim(), kept?.ask.domainHint)
  const verdict = await judgePassword(web, userName, form.text('password'))
  if ('user' in verdict) {
    const on = kept ? requestPath(key) : path
    return advance(web, { userId: verdict.user.id, path: on, stay, code: false })
  }
  const application = kept && (await requireOpen(web, kept.ask.applicationId))
  await record(web, {
    outcome: 'Failure',
    code: verdict.refused,
    reason: refusalReasons[verdict.refused],
    userId: verdict.of?.id,
    userName,
    application,
    request: kept?.ask.xml,
  })
  const page: SignInPageProps = {
    web,
    tenant,
    asking: application
      ? { application: application.name, opens: templateOf(application.templateId).opens }
      : {},
    carried: kept ? { request: key } : { continue: path },
    userName,
    stay,
    signedInAs: undefined,
    error: refusalSentence(verdict.refused, verdict.waitUntil, web.var.now),
    correlationId: correlationOf(web),
  }
  return web.html(<SignInPage {...page} />, verdict.waitUntil === undefined ? 400 : 429)
}

/** `whr` (domain hint) fills in what is left out behind the name. */
const wholeName = (typed: string, domainHint: string | undefined): string =>
  typed === '' || typed.includes('@') || domainHint === undefined ? typed : `${typed}@${domainHint}`
