import { setTimeout as pause } from 'node:timers/promises'
import { readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { signingCertificates } from '../certificates/signing-certificates.ts'
import { consolePerson } from '../console/person.ts'
import { faultOfName } from '../enterprise-applications/name.ts'
import { addingPath, applicationPath, applicationsPath } from '../enterprise-applications/paths.ts'
import { applicationProblem } from '../enterprise-applications/problems.ts'
import { requireApplication } from '../enterprise-applications/require-application.ts'
import { inWizard, sameWay, wizardPath } from '../enterprise-applications/wizard.ts'
import { fold } from '../fold.ts'
import { ownTemplate, templateOf, templates } from '../gallery/templates.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { users } from '../users/store.ts'
import { addApplication, ensureCertificate } from './add.ts'
import { AddingPage } from './adding-page.tsx'
import { GalleryPage } from './gallery-page.tsx'
import { NewApplicationPage } from './new-application-page.tsx'

export interface NewApplicationRoutesNeeds {
  readonly tenant: Tenant
  /** How long, in milliseconds, a page waits before it shows that there is something to wait for. */
  readonly patience: number
}

/** *New application*: the gallery, the panel of a template with *Create*, and the page of what is being added. */
export function newApplicationRoutes({ tenant, patience }: NewApplicationRoutesNeeds): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get(`${applicationsPath}/new`, (web) => {
    const search = web.req.query('q') ?? ''
    const found = templates.filter((of) => fold(`${of.name} ${of.description}`).includes(fold(search)))
    return web.html(<GalleryPage web={web} tenant={tenant} templates={found} search={search} />)
  })
  routes.get(`${applicationsPath}/new/:template`, (web) => {
    const template = templates.find(({ id }) => id === web.req.param('template'))
    if (!template) throw applicationProblem('template-missing', {})
    const typed = template === ownTemplate ? '' : template.name
    return web.html(<NewApplicationPage web={web} tenant={tenant} template={template} typed={typed} />)
  })
  routes.post(applicationsPath, (web) => create(web, tenant))
  routes.get(`${applicationsPath}/:id/adding`, (web) => goOn(web, { tenant, patience }))
  return routes
}

async function create(web: Web, tenant: Tenant): Promise<Response> {
  const form = await readForm(web)
  const template = templateOf(form.text('template'))
  const typed = form.text('name')
  const name = typed.trim()
  const error = faultOfName(name)
  if (error !== undefined) {
    return web.html(<NewApplicationPage {...{ web, tenant, template, typed, error }} />, 400)
  }
  const { world, now } = web.var
  const creator = await users(world.store).find(consolePerson(web).id)
  const notified = creator ? [creator.mail ?? creator.userPrincipalName] : []
  const { id } = await addApplication(world, { name, template, notified, now })
  void begin(web, id)
  return web.redirect(sameWay(web, addingPath(id)), 303)
}

/** On to the application once it is complete; until then the page that says what is being made. */
async function goOn(web: Web, { tenant, patience }: NewApplicationRoutesNeeds): Promise<Response> {
  const application = await requireApplication(web)
  const { id } = application
  await Promise.race([begin(web, id), pause(patience)])
  const { store, seal } = web.var.world
  if (!(await signingCertificates(store, seal).isThere(id))) {
    web.header('refresh', '1')
    return web.html(<AddingPage {...{ web, tenant, application }} />)
  }
  const on = inWizard(web) ? wizardPath(id) : applicationPath(id)
  return web.redirect(`${on}?done=created`, 303)
}

/** A failure is written down and tried again with the next look; the page stays truthful meanwhile. */
function begin(web: Web, id: string): Promise<void> {
  const { world, now } = web.var
  return ensureCertificate(world, id, now).catch((error: unknown) => {
    world.log.error({ application: id, err: error }, 'no signing certificate was made')
  })
}
