import { readForm } from '@postern/kit/form'
import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Tenant } from '../tenant/tenant.ts'
import { faultOfName } from './name.ts'
import { applicationsPath, propertiesPath } from './paths.ts'
import { DeletionPage, PropertiesPage } from './properties-page.tsx'
import { requireApplication } from './require-application.ts'
import { applications } from './store.ts'

/** *Properties* of an application, and its end. The gate of the console stands before it. */
export function propertiesRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  const properties = `${applicationsPath}/:id/properties`
  const deletion = `${applicationsPath}/:id/delete`
  routes.get(properties, async (web) => {
    const application = await requireApplication(web)
    return web.html(<PropertiesPage {...{ web, tenant, application, typed: application }} />)
  })
  routes.post(properties, async (web) => {
    const application = await requireApplication(web)
    const form = await readForm(web)
    const typed = {
      name: form.text('name'),
      enabled: form.text('enabled') !== 'no',
      assignmentRequired: form.text('assignmentRequired') !== 'no',
      visible: form.text('visible') !== 'no',
      returnsErrors: form.text('returnsErrors') === 'yes',
    }
    const name = typed.name.trim()
    const error = faultOfName(name)
    if (error !== undefined) {
      return web.html(<PropertiesPage {...{ web, tenant, application, typed, error }} />, 400)
    }
    await applications(web.var.world.store).change(application.id, { ...typed, name })
    return web.redirect(`${propertiesPath(application.id)}?done=saved`, 303)
  })
  routes.get(deletion, async (web) =>
    web.html(<DeletionPage {...{ web, tenant, application: await requireApplication(web) }} />),
  )
  routes.post(deletion, async (web) => {
    const application = await requireApplication(web)
    const typed = (await readForm(web)).text('confirm').trim()
    if (typed !== application.name.trim()) {
      const error = `Type ${application.name}, letter by letter.`
      return web.html(<DeletionPage {...{ web, tenant, application, error }} />, 400)
    }
    await applications(web.var.world.store).remove(application.id)
    return web.redirect(`${applicationsPath}?done=deleted`, 303)
  })
  return routes
}
