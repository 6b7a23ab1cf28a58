import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Tenant } from '../tenant/tenant.ts'
import { configurationRoutes } from './configuration-routes.tsx'
import { ApplicationsPage } from './list-page.tsx'
import { OverviewPage } from './overview-page.tsx'
import { addingPath, applicationsPath } from './paths.ts'
import { propertiesRoutes } from './properties-routes.tsx'
import { requireApplication } from './require-application.ts'
import { applications } from './store.ts'
import { wizardRoutes } from './wizard-routes.tsx'

export interface ApplicationRoutesNeeds {
  readonly tenant: Tenant
  /** Whether it has its signing certificate; until then it is being added. Answered by the certificates. */
  readonly isComplete: (applicationId: string) => Promise<boolean>
  /** Answered by the assignments. */
  readonly isAnybodyAssigned: (applicationId: string) => Promise<boolean>
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
  routes.route('/', wizardRoutes(of))
  routes.route('/', propertiesRoutes({ tenant }))
  routes.route('/', configurationRoutes({ tenant }))
  routes.get(`${applicationsPath}/:id`, async (web) => {
    const application = await requireApplication(web)
    if (!(await of.isComplete(application.id))) return web.redirect(addingPath(application.id), 303)
    const isAssigned = await of.isAnybodyAssigned(application.id)
    return web.html(<OverviewPage {...{ web, tenant, application, isAssigned }} />)
  })
  return routes
}
