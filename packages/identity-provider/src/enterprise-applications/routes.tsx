import { readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { fold } from '../fold.ts'
import { templateOf, templates } from '../gallery/templates.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { addApplication } from './add.ts'
import type { EnterpriseApplication } from './application.ts'
import { readConfiguration, type TypedConfiguration } from './basic-configuration.ts'
import { ConfigurationPage } from './configuration-page.tsx'
import { applicationPath, applicationsPath, singleSignOnPath } from './frame.tsx'
import { GalleryPage, NewApplicationPage } from './gallery-page.tsx'
import { ApplicationsPage } from './list-page.tsx'
import { faultOfName } from './name.ts'
import { OverviewPage } from './overview-page.tsx'
import { applicationProblem } from './problems.ts'
import { propertiesRoutes } from './properties-routes.tsx'
import { requireApplication } from './require-application.ts'
import { signingCertificates } from './signing-certificates.ts'
import { SingleSignOnPage } from './single-sign-on-page.tsx'
import { applications } from './store.ts'

/** *Identity* > *Applications* > *Enterprise applications*. The gate of the console stands before it. */
export function applicationRoutes(of: {
  tenant: Tenant
  /** Answered by the assignments, which stand above the applications. */
  isAnybodyAssigned: (applicationId: string) => Promise<boolean>
}): Hono<Env> {
  const { tenant } = of
  const routes = new Hono<Env>()
  addingRoutes(routes, tenant)
  routes.route('/', propertiesRoutes({ tenant }))
  configurationRoutes(routes, tenant)
  routes.get(applicationsPath, async (web) => {
    const search = web.req.query('q') ?? ''
    const found = await applications(web.var.world.store).list(search)
    return web.html(<ApplicationsPage web={web} tenant={tenant} applications={found} search={search} />)
  })
  routes.get(`${applicationsPath}/:id`, async (web) => {
    const application = await requireApplication(web)
    const isAssigned = await of.isAnybodyAssigned(application.id)
    return web.html(<OverviewPage {...{ web, tenant, application, isAssigned }} />)
  })
  return routes
}

function addingRoutes(routes: Hono<Env>, tenant: Tenant): void {
  routes.get(`${applicationsPath}/new`, (web) => {
    const search = web.req.query('q') ?? ''
    const found = templates.filter((of) => fold(`${of.name} ${of.description}`).includes(fold(search)))
    return web.html(<GalleryPage web={web} tenant={tenant} templates={found} search={search} />)
  })
  routes.get(`${applicationsPath}/new/:template`, (web) => {
    const template = templates.find(({ id }) => id === web.req.param('template'))
    if (!template) throw applicationProblem('template-missing', {})
    const typed = template.id === 'own' ? '' : template.name
    return web.html(<NewApplicationPage web={web} tenant={tenant} template={template} typed={typed} />)
  })
  routes.post(applicationsPath, async (web) => {
    const form = await readForm(web)
    const template = templateOf(form.text('template'))
    const typed = form.text('name')
    const error = faultOfName(typed.trim())
    if (error !== undefined) {
      const page = (
        <NewApplicationPage web={web} tenant={tenant} template={template} typed={typed} error={error} />
      )
      return web.html(page, 400)
    }
    const { world, now } = web.var
    const { id } = await addApplication(world, { name: typed.trim(), template, now })
    return web.redirect(`${applicationPath(id)}?done=created`, 303)
  })
}

function configurationRoutes(routes: Hono<Env>, tenant: Tenant): void {
  const path = `${applicationsPath}/:id/single-sign-on` as const
  routes.get(path, async (web) => {
    const application = await requireApplication(web)
    const { store, seal } = web.var.world
    const certificates = await signingCertificates(store, seal).list(application.id)
    const page = { web, tenant, application, certificates }
    return web.html(<SingleSignOnPage {...page} />)
  })
  routes.get(`${path}/basic-saml-configuration`, async (web) => {
    const application = await requireApplication(web)
    const { identifier = '', replyUrl = '', signOnUrl = '' } = application
    return formPage(web, application, { identifier, replyUrl, signOnUrl }, [])
  })
  routes.post(`${path}/basic-saml-configuration`, async (web) => {
    const application = await requireApplication(web)
    const form = await readForm(web)
    const typed = {
      identifier: form.text('identifier'),
      replyUrl: form.text('replyUrl'),
      signOnUrl: form.text('signOnUrl'),
    }
    const { errors, of } = readConfiguration(typed, templateOf(application.templateId))
    if (errors.length > 0) return formPage(web, application, typed, errors)
    const other = await applications(web.var.world.store).configure(application.id, of)
    return other
      ? formPage(web, application, typed, [takenBy(other)])
      : web.redirect(`${singleSignOnPath(application.id)}?done=saved`, 303)
  })

  function formPage(
    web: Web,
    application: EnterpriseApplication,
    typed: TypedConfiguration,
    errors: readonly FieldError[],
  ) {
    const page = { web, tenant, application, typed, errors }
    return web.html(<ConfigurationPage {...page} />, errors.length === 0 ? 200 : 400)
  }
}

const takenBy = (other: EnterpriseApplication): FieldError => ({
  id: 'identifier',
  message: `Identifier: ${other.name} has the same one. Two applications cannot share an Identifier: copy it again from this application.`,
})
