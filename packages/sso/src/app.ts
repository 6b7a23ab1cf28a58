import { assets } from '@postern/kit/design'
import { createApp, type Env } from '@postern/kit/http'
import { mail } from '@postern/kit/mail'
import type { Store } from '@postern/kit/store'
import type { World } from '@postern/kit/world'
import { certificatePem } from '@postern/saml'
import type { Hono } from 'hono'
import { accountRulesRoutes } from './account-rules/routes.ts'
import { seenAnswers } from './account-rules/seen-answers.ts'
import { accountRules } from './account-rules/store.ts'
import { decisions } from './accounts/decisions.ts'
import { ledger } from './accounts/ledger.ts'
import { accountRoutes } from './accounts/routes.tsx'
import { type Accounts, accounts } from './accounts/store.ts'
import { activityRoutes } from './activity/routes.tsx'
import { activity } from './activity/store.ts'
import { guard } from './administrators/guard.ts'
import { consoleAccess } from './administrators/ports.ts'
import { administratorRoutes } from './administrators/routes.tsx'
import { Shell } from './administrators/shell.tsx'
import { answerTo } from './answer.tsx'
import type { ApplicationId } from './applications/application.ts'
import { applicationRoutes } from './applications/routes.tsx'
import { applications } from './applications/store.ts'
import { auditRoutes } from './audit/routes.tsx'
import { audit } from './audit/store.ts'
import { alarmOf } from './break-glass/alarm.ts'
import { breakGlassRoutes } from './break-glass/routes.tsx'
import { breakGlass } from './break-glass/store.ts'
import type { ConnectionId } from './connections/connection.ts'
import { expiryWarnings, forgetWarnings } from './connections/expiry.ts'
import { connectionRoutes } from './connections/routes.tsx'
import { type Connections, connections } from './connections/store.ts'
import { decisionRoutes } from './decisions/routes.tsx'
import { explainRoutes } from './explain/routes.tsx'
import { homeRoutes } from './home/routes.tsx'
import { metadataRefresh } from './metadata/refresh.ts'
import { metadataRoutes } from './metadata/routes.tsx'
import { type OpenidProvider, openidProvider } from './openid-provider/provider.ts'
import { requestSigningRoutes } from './request-signing/routes.tsx'
import { requestKeys } from './request-signing/store.ts'
import { samlAddresses } from './saml-provider/addresses.ts'
import { samlRequests } from './saml-provider/requests.ts'
import { samlProviderRoutes } from './saml-provider/routes.tsx'
import { samlSigningKey } from './saml-provider/signing-key.ts'
import { sessionNames } from './sessions/names.ts'
import { sessionRoutes } from './sessions/routes.tsx'
import { personSessions } from './sessions/sessions.ts'
import { setupRoutes } from './setup/routes.tsx'
import { acceptances } from './sign-in/acceptances.ts'
import { makeAccounts } from './sign-in/make-accounts.ts'
import { signInRoutes } from './sign-in/routes.ts'
import { signIns } from './sign-in/store.ts'
import { trialLinks } from './sign-in/trial-links.ts'
import { leaveBy } from './single-logout/begin.ts'
import { singleLogoutRoutes } from './single-logout/routes.tsx'
import { logouts } from './single-logout/store.ts'

export interface Sso {
  readonly app: Hono<Env>
  /** Takes what is under `/openid/`, before the app. */
  readonly openid: OpenidProvider
  /** What removes expired rows. */
  readonly sweeps: readonly ((now: number) => Promise<void>)[]
  /** What the clock begins and may take long, since it waits for others. */
  readonly jobs: readonly ((now: number) => Promise<void>)[]
}

/** The SSO service: every feature, with what it needs. */
export function ssoApp(world: World): Sso {
  const { store, seal } = world
  const issuer = `${world.settings.publicUrl.origin}/openid`
  const kept = {
    connections: connections(store),
    applications: applications(store, seal),
    accounts: accounts(store),
    activity: activity(store),
    signIns: signIns(store),
    acceptances: acceptances(store),
    sessionNames: sessionNames(store),
    logouts: logouts(store),
    trialLinks: trialLinks(store),
    audit: audit(store),
    requestKeys: requestKeys(world),
    mail: mail(world),
  }
  const refresh = metadataRefresh({ world, connections: kept.connections })
  const saml = {
    ...samlAddresses(world.settings.publicUrl),
    certificate: async () => certificatePem((await samlSigningKey(world)).certificate),
  }
  const ports = { ...kept, issuer, saml, refresh, sessions: personSessions(world, kept.connections) }
  const warnings = expiryWarnings({ world, ...ports })
  const access = consoleAccess(world)
  const openid = openidProvider({ world, ...ports })

  const app = createApp({ world, answer: answerTo(kept) })
  serveAssets(app)
  const codes = breakGlass(store)
  app.use('/admin/*', guard({ ...access, alarm: alarmOf(codes) }))
  const features: readonly Hono<Env>[] = [
    administratorRoutes(access),
    homeRoutes(ports),
    setupRoutes(ports),
    metadataRoutes(ports),
    requestSigningRoutes(ports),
    connectionRoutes({ ...ports, forget: forgetWith(store, kept.accounts) }),
    applicationRoutes({ ...ports, release: releaseFrom(store, kept) }),
    accountRulesRoutes(ports),
    decisionRoutes(ports),
    accountRoutes(ports),
    activityRoutes(ports),
    auditRoutes({ ...ports, Shell }),
    breakGlassRoutes({ ...ports, access, codes }),
    samlProviderRoutes(ports),
    signInRoutes(ports),
    sessionRoutes({
      ...ports,
      leaveBy: (web, session, applicationId) => leaveBy(web, ports, { session, applicationId }),
    }),
    singleLogoutRoutes(ports),
    explainRoutes(ports),
  ]
  for (const feature of features) app.route('/', feature)

  const swept = [
    ports.sessions,
    ports.signIns,
    ports.acceptances,
    ports.sessionNames,
    ports.logouts,
    ports.trialLinks,
    ports.activity,
    ports.audit,
    samlRequests(store),
    decisions(store),
    access.attempts,
    access.invitations,
    access.challenges,
    openid,
    ports.mail,
  ]
  const jobs = [refresh, warnings].map((one) => (now: number) => one.due(now))
  const sweeps = [
    ...swept.map((one) => (now: number) => one.sweep(now)),
    (now: number) => makeAccounts(world, ports, now),
  ]
  return { app, openid, sweeps, jobs }
}

/** An application was disconnected: nobody is tied to it any more, and no connection leads to it. */
function releaseFrom(store: Store, of: { readonly connections: Connections; readonly accounts: Accounts }) {
  return async (id: ApplicationId): Promise<void> => {
    await of.connections.release(id)
    await of.accounts.removeAllAt(id)
    await decisions(store).removeAllAt(id)
  }
}

/** A connection is deleted: nobody is tied by it, and what it says about accounts and was warned of goes with it. */
function forgetWith(store: Store, known: Accounts) {
  return async (id: ConnectionId): Promise<void> => {
    await known.removeOf(id)
    await ledger(store).removeOf(id)
    await decisions(store).removeOf(id)
    await accountRules(store).remove(id)
    await seenAnswers(store).remove(id)
    await forgetWarnings(store, id)
  }
}

function serveAssets(app: Hono<Env>): void {
  for (const [path, { body, type, etag }] of assets) {
    app.get(path, (web) =>
      web.body(body, 200, {
        'content-type': type,
        etag,
        'cache-control': 'public, max-age=31536000, immutable',
      }),
    )
  }
}
