import { assets } from '@postern/kit/design'
import { createApp, type Env } from '@postern/kit/http'
import type { World } from '@postern/kit/world'
import type { Hono } from 'hono'
import { guardConsole } from './administrators/gate.ts'
import { administratorRoutes } from './administrators/routes.tsx'
import { directoryRoles } from './administrators/store.ts'
import { appRoleRoutes } from './app-roles/routes.tsx'
import { assignmentsOf } from './assignments/of-principal.ts'
import { assignmentRoutes } from './assignments/routes.tsx'
import { assignments } from './assignments/store.ts'
import { bulkUserRoutes } from './bulk-users/routes.tsx'
import { certificatesRoutes } from './certificates/routes.tsx'
import { signingCertificates } from './certificates/signing-certificates.ts'
import { claimsRoutes } from './claims/routes.tsx'
import { domainRoutes } from './domains/routes.tsx'
import { applicationRoutes } from './enterprise-applications/routes.tsx'
import { federationMetadataRoutes } from './federation-metadata/routes.ts'
import { members } from './groups/members.ts'
import { groupRoutes } from './groups/routes.tsx'
import { groups } from './groups/store.ts'
import { homeRoutes } from './home/routes.tsx'
import { myAccountRoutes } from './my-account/routes.tsx'
import { myAppsRoutes } from './my-apps/routes.tsx'
import { newApplicationRoutes } from './new-application/routes.tsx'
import { resolutionRoutes } from './resolution/routes.tsx'
import { signInSessions } from './sessions/sessions.ts'
import { explanationOf } from './sign-in/explain.ts'
import { FailurePage } from './sign-in/failure-page.tsx'
import { recordRefusal } from './sign-in/record-refusal.ts'
import { returnedError } from './sign-in/returned-error.tsx'
import { signInRoutes } from './sign-in/routes.tsx'
import { saml2Routes } from './sign-in/saml2-routes.ts'
import { correlationOf } from './sign-in-logs/correlation.ts'
import { signInLogRoutes } from './sign-in-logs/routes.tsx'
import { signOutFor, signOutRoutes } from './sign-out/routes.tsx'
import { singleSignOnRoutes } from './single-sign-on/routes.tsx'
import type { Tenant } from './tenant/tenant.ts'
import { userRoutes } from './users/routes.tsx'

/** The whole identity provider, without a socket. `patience`: see `NewApplicationRoutesNeeds`. */
export function createIdentityProvider(of: { world: World; tenant: Tenant; patience?: number }): Hono<Env> {
  const { world, tenant, patience = 300 } = of
  const app = createApp({
    world,
    answer: async (web, failure) => {
      const correlationId = correlationOf(web)
      await recordRefusal(web, failure)
      const returned = returnedError(web, tenant, failure)
      if (returned) return returned
      const page = { tenant, failure, correlationId, explanation: explanationOf(web), now: web.var.now }
      return web.html(<FailurePage {...page} />, failure.status)
    },
  })
  for (const [path, { body, type, etag }] of assets) {
    app.get(path, (web) =>
      web.body(body, 200, {
        'content-type': type,
        'cache-control': 'public, max-age=31536000, immutable',
        etag,
      }),
    )
  }
  const assigned = assignments(world.store)
  // The gate comes first: what is below /admin passes it or is not reached.
  guardConsole(app)
  app.route('/', homeRoutes({ tenant }))
  app.route('/', domainRoutes({ tenant }))
  app.route(
    '/',
    userRoutes({
      tenant,
      endSessions: (id) => signInSessions(world.store).closeAll(id),
      rolesOf: (id) => directoryRoles(world.store).of(id),
      groupsOf: (id) => members(world.store).groupsOf(id),
      applicationsOf: (id) => assignmentsOf(world.store).user(id),
      groupsNamed: (names) => groups(world.store).named(names),
      assign: async (store, userId, of, now) => {
        const groupIds = of.groups.map(({ id }) => id)
        await members(store).join(userId, groupIds, now)
        for (const role of of.roles) await directoryRoles(store).give(userId, role)
      },
    }),
  )
  app.route('/', bulkUserRoutes({ tenant }))
  app.route('/', groupRoutes({ tenant, applicationsOf: (id) => assignmentsOf(world.store).group(id) }))
  app.route('/', administratorRoutes({ tenant }))
  // Before the applications, whose `/:id` would take its names for ids.
  app.route('/', newApplicationRoutes({ tenant, patience }))
  app.route(
    '/',
    applicationRoutes({
      tenant,
      isComplete: (id) => signingCertificates(world.store, world.seal).isThere(id),
      isAnybodyAssigned: (id) => assigned.isAnybodyAssigned(id),
    }),
  )
  app.route('/', certificatesRoutes({ tenant }))
  app.route('/', appRoleRoutes({ tenant }))
  app.route('/', assignmentRoutes({ tenant }))
  app.route('/', claimsRoutes({ tenant }))
  app.route('/', singleSignOnRoutes({ tenant }))
  app.route('/', resolutionRoutes({ tenant }))
  app.route('/', signInLogRoutes({ tenant }))
  app.route('/', federationMetadataRoutes({ tenant }))
  app.route('/', saml2Routes({ tenant, signOut: (web, redirect) => signOutFor(web, tenant, redirect) }))
  app.route('/', signOutRoutes({ tenant }))
  app.route('/', signInRoutes({ tenant }))
  app.route('/', myAccountRoutes({ tenant }))
  app.route('/', myAppsRoutes({ tenant }))
  return app
}
