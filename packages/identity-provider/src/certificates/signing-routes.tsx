import { readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { requireApplication } from '../enterprise-applications/require-application.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { signingPath, signingRoute } from './paths.ts'
import { signingCertificates } from './signing-certificates.ts'
import { SigningPage } from './signing-page.tsx'
import { signingSettings } from './signing-settings.ts'
import { asTyped, readSettings, type TypedSettings, typedSettings } from './typed-settings.ts'

/** *SAML Signing Certificate*: the list, and how answers are signed. */
export function signingRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  const page = async (
    web: Web,
    application: EnterpriseApplication,
    typed: TypedSettings,
    errors: readonly FieldError[],
  ) => {
    const { store, seal } = web.var.world
    const certificates = await signingCertificates(store, seal).list(application.id)
    const props = { web, tenant, application, certificates, typed, errors }
    return web.html(<SigningPage {...props} />, errors.length === 0 ? 200 : 400)
  }
  routes.get(signingRoute, async (web) => {
    const application = await requireApplication(web)
    const settings = await signingSettings(web.var.world.store).of(application.id)
    return page(web, application, asTyped(settings), [])
  })
  routes.post(signingRoute, async (web) => {
    const application = await requireApplication(web)
    const typed = typedSettings(await readForm(web))
    const read = readSettings(typed)
    if (!('option' in read)) return page(web, application, typed, read)
    await signingSettings(web.var.world.store).save(application.id, read)
    return web.redirect(`${signingPath(application.id)}?done=saved`, 303)
  })
  return routes
}
