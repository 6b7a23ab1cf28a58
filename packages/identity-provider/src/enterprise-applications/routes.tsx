import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { consolePerson } from '../console/person.ts'
import { type AddingRoutesNeeds, addingRoutes } from './adding-routes.tsx'
import { configurationRoutes } from './configuration-routes.tsx'
import { ApplicationsPage } from './list-page.tsx'
import { MethodPage } from './method-page.tsx'
import { methodRoutes } from './method-routes.tsx'
import { OverviewPage } from './overview-page.tsx'
import { addingPath, applicationsPath } from './paths.ts'
import { propertiesRoutes } from './properties-routes.tsx'
import { requireApplication } from './require-application.ts'
import { signingCertificates } from './signing-certificates.ts'
import { SingleSignOnPage } from './single-sign-on-page.tsx'
import { applications } from './store.ts'
import { wizardRoutes } from './wizard-routes.tsx'

export interface ApplicationRoutesNeeds extends AddingRoutesNeeds {
  /** Both answered by the assignments, which stand above the applications. */
  readonly isAnybodyAssigned: (applicationId: string) => Promise<boolean>
  readonly isAssigned: (applicationId: string, userId: string) => Promise<boolean>
}

/** *Identity* > *Applications* > *Enterprise applications*. The gate of the console stands before it. */
export function applicationRoutes(of: ApplicationRoutesNeeds): Hono<Env> {
  const { tenant } = of
  const routes = new Hono<Env>()
  routes.get(applicationsPath, async (web) => {
    const search = web.req.query('q') ?? ''
    const found = await applications(web.var.world.store).list(search)
    return web.html(<ApplicationsPage web={web} tenant={tenant} applications={found} search={search} />)
  })
  // Before `/:id`, which would take their names for ids.
  routes.route('/', addingRoutes(of))
  routes.route('/', wizardRoutes(of))
  routes.route('/', propertiesRoutes({ tenant }))
  routes.route('/', methodRoutes({ tenant }))
  routes.route('/', configurationRoutes({ tenant }))
  routes.get(`${applicationsPath}/:id`, async (web) => {
    const application = await requireApplication(web)
    if (!(await isComplete(web, application.id))) return web.redirect(addingPath(application.id), 303)
    const isAssigned = await of.isAnybodyAssigned(application.id)
    return web.html(<OverviewPage {...{ web, tenant, application, isAssigned }} />)
  })
  routes.get(`${applicationsPath}/:id/single-sign-on`, (web) => singleSignOn(web, of))
  return routes
}

/** *Select a single sign-on method* until SAML is selected, then *Set up single sign-on with SAML*. */
async function singleSignOn(web: Web, { tenant, isAssigned }: ApplicationRoutesNeeds): Promise<Response> {
  const application = await requireApplication(web)
  const { id, method } = application
  if (!(await isComplete(web, id))) return web.redirect(addingPath(id), 303)
  if (method !== 'saml') return web.html(<MethodPage {...{ web, tenant, application }} />)
  const { store, seal } = web.var.world
  const certificates = await signingCertificates(store, seal).list(id)
  const isTesterAssigned = await isAssigned(id, consolePerson(web).id)
  return web.html(<SingleSignOnPage {...{ web, tenant, application, certificates, isTesterAssigned }} />)
}

/** Whether the application has its signing certificate; until then it is being added. */
function isComplete(web: Web, id: string): Promise<boolean> {
  const { store, seal } = web.var.world
  return signingCertificates(store, seal).isThere(id)
}
