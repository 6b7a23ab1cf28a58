import { readForm } from '@postern/kit/form'
import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import { applicationsPath, singleSignOnPath } from '../enterprise-applications/paths.ts'
import { requireApplication } from '../enterprise-applications/require-application.ts'
import { applications } from '../enterprise-applications/store.ts'
import { onward } from '../enterprise-applications/wizard.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { MethodPage } from './method-page.tsx'

/** *Select a single sign-on method*, also when one was selected before. */
export function methodRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  const path = `${applicationsPath}/:id/single-sign-on/method` as const
  routes.get(path, async (web) =>
    web.html(<MethodPage {...{ web, tenant, application: await requireApplication(web) }} />),
  )
  routes.post(path, async (web) => {
    const { id } = await requireApplication(web)
    const method = (await readForm(web)).text('method') === 'saml' ? 'saml' : 'disabled'
    await applications(web.var.world.store).select(id, method)
    return web.redirect(onward(web, id, `${singleSignOnPath(id)}?done=selected`), 303)
  })
  return routes
}
