import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { assignments } from '../assignments/store.ts'
import { keyCredentials } from '../certificates/key-credentials.ts'
import { requestVerifications } from '../certificates/request-verification.ts'
import { signingCertificates } from '../certificates/signing-certificates.ts'
import { signingSettings } from '../certificates/signing-settings.ts'
import { claimsConfigurations } from '../claims/store.ts'
import { consolePerson } from '../console/person.ts'
import { addingPath, applicationsPath } from '../enterprise-applications/paths.ts'
import { requireApplication } from '../enterprise-applications/require-application.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { MethodPage } from './method-page.tsx'
import { methodRoutes } from './method-routes.tsx'
import { SingleSignOnPage } from './page.tsx'

/** *Single sign-on* of an application. The gate of the console stands before it. */
export function singleSignOnRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  routes.route('/', methodRoutes({ tenant }))
  routes.get(`${applicationsPath}/:id/single-sign-on`, (web) => singleSignOn(web, tenant))
  return routes
}

/** *Select a single sign-on method* until SAML is selected, then *Set up single sign-on with SAML*. */
async function singleSignOn(web: Web, tenant: Tenant): Promise<Response> {
  const application = await requireApplication(web)
  const { id, method } = application
  const { store, seal } = web.var.world
  const certificates = await signingCertificates(store, seal).list(id)
  if (certificates.length === 0) return web.redirect(addingPath(id), 303)
  if (method !== 'saml') return web.html(<MethodPage {...{ web, tenant, application }} />)
  const isTesterAssigned = await assignments(store).isAssigned(id, consolePerson(web).id)
  const signing = await signingSettings(store).of(id)
  const credentials = await keyCredentials(store, 'verify').list(id)
  const verification = { ...(await requestVerifications(store).of(id)), credentials }
  const claims = await claimsConfigurations(store).of(id)
  const page = { web, tenant, application, claims, certificates, signing, verification, isTesterAssigned }
  return web.html(<SingleSignOnPage {...page} />)
}
