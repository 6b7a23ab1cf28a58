import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Tenant } from '../tenant/tenant.ts'
import { applicationsPath } from './paths.ts'
import { requireApplication } from './require-application.ts'
import { applications } from './store.ts'
import { startPath } from './wizard.ts'
import { WizardPage } from './wizard-page.tsx'
import { WizardStartPage } from './wizard-start-page.tsx'

/** The *App Configuration Wizard*. */
export function wizardRoutes(of: {
  readonly tenant: Tenant
  readonly isAnybodyAssigned: (applicationId: string) => Promise<boolean>
}): Hono<Env> {
  const { tenant } = of
  const routes = new Hono<Env>()
  routes.get(startPath, async (web) => {
    const search = web.req.query('q') ?? ''
    const found = await applications(web.var.world.store).list(search)
    return web.html(<WizardStartPage {...{ web, tenant, applications: found, search }} />)
  })
  routes.get(`${applicationsPath}/:id/configuration-wizard`, async (web) => {
    const application = await requireApplication(web)
    const isAssigned = await of.isAnybodyAssigned(application.id)
    return web.html(<WizardPage {...{ web, tenant, application, isAssigned }} />)
  })
  return routes
}
