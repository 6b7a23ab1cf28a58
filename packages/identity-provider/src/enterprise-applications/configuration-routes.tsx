import { type Form, readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { templateOf } from '../gallery/templates.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { EnterpriseApplication } from './application.ts'
import { readConfiguration, type TypedConfiguration } from './basic-configuration.ts'
import { ConfigurationPage } from './configuration-page.tsx'
import { applicationsPath, singleSignOnPath } from './paths.ts'
import { requireApplication } from './require-application.ts'
import { applications } from './store.ts'
import { onward } from './wizard.ts'

/** *Basic SAML Configuration*. */
export function configurationRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  const path = `${applicationsPath}/:id/single-sign-on/basic-saml-configuration` as const
  const formPage = (
    web: Web,
    application: EnterpriseApplication,
    typed: TypedConfiguration,
    errors: readonly FieldError[],
  ) =>
    web.html(
      <ConfigurationPage {...{ web, tenant, application, typed, errors }} />,
      errors.length === 0 ? 200 : 400,
    )

  routes.get(path, async (web) => {
    const application = await requireApplication(web)
    return formPage(web, application, asTyped(application), [])
  })
  routes.post(path, async (web) => {
    const application = await requireApplication(web)
    const form = await readForm(web, { limit: largestForm })
    const typed = typedConfiguration(form)
    const { errors, of } = readConfiguration(typed, templateOf(application.templateId))
    if (errors.length > 0) return formPage(web, application, typed, errors)
    const { id } = application
    const other = await applications(web.var.world.store).configure(id, of)
    return other
      ? formPage(web, application, typed, [takenBy(other)])
      : web.redirect(onward(web, id, `${singleSignOnPath(id)}?done=saved`), 303)
  })
  return routes
}

/** 256 Reply URLs of 256 characters, and their escapes. */
const largestForm = 262_144

const typedConfiguration = (form: Form): TypedConfiguration => ({
  identifier: form.text('identifier'),
  furtherIdentifiers: form.text('furtherIdentifiers'),
  replyUrl: form.text('replyUrl'),
  furtherReplyUrls: form.text('furtherReplyUrls'),
  signOnUrl: form.text('signOnUrl'),
  relayState: form.text('relayState'),
  logoutUrl: form.text('logoutUrl'),
})

const asTyped = (of: EnterpriseApplication): TypedConfiguration => ({
  identifier: of.identifier ?? '',
  furtherIdentifiers: of.furtherIdentifiers.join('\n'),
  replyUrl: of.replyUrl ?? '',
  furtherReplyUrls: of.furtherReplyUrls.join('\n'),
  signOnUrl: of.signOnUrl ?? '',
  relayState: of.relayState ?? '',
  logoutUrl: of.logoutUrl ?? '',
})

const takenBy = (other: EnterpriseApplication): FieldError => ({
  id: 'identifier',
  message: `Identifier: ${other.name} has the same one. Two applications cannot share an Identifier: copy it again from this application.`,
})
