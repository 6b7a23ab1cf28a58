import { readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { requireApplication } from '../enterprise-applications/require-application.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { CredentialConfirmation } from './credential-confirmation.tsx'
import { keyCredentials } from './key-credentials.ts'
import { namedCredential } from './named-credential.ts'
import { verificationPath, verificationRoute } from './paths.ts'
import { requestVerifications } from './request-verification.ts'
import { upload } from './upload.ts'
import { VerificationPage, type VerificationPageProps } from './verification-page.tsx'

/** *Verification certificates* of an application. */
export function verificationRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  const kept = (web: Web) => keyCredentials(web.var.world.store, 'verify')
  const page = async (
    web: Web,
    application: EnterpriseApplication,
    faults: Pick<VerificationPageProps, 'error' | 'wrong' | 'verification'> | undefined,
  ) => {
    const credentials = await kept(web).list(application.id)
    const verification = await requestVerifications(web.var.world.store).of(application.id)
    const props = { web, tenant, application, credentials, verification, ...faults }
    return web.html(<VerificationPage {...props} />, faults ? 400 : 200)
  }
  routes.get(verificationRoute, async (web) => page(web, await requireApplication(web), undefined))
  routes.post(verificationRoute, async (web) => {
    const application = await requireApplication(web)
    const chosen = (await readForm(web)).text('required')
    const verification = { isRequired: chosen === 'yes' || chosen === 'sha1', allowsSha1: chosen === 'sha1' }
    if (verification.isRequired && (await kept(web).list(application.id)).length === 0) {
      const error =
        'Upload the certificate of the application first: without one every request would be refused.'
      return page(web, application, { verification, error })
    }
    await requestVerifications(web.var.world.store).save(application.id, verification)
    return web.redirect(`${verificationPath(application.id)}?done=saved`, 303)
  })
  routes.post(`${verificationRoute}/upload`, async (web) => {
    const application = await requireApplication(web)
    const wrong = await upload(web, 'verify', application.id)
    const verification = await requestVerifications(web.var.world.store).of(application.id)
    if (wrong) return page(web, application, { verification, wrong })
    return web.redirect(`${verificationPath(application.id)}?done=uploaded`, 303)
  })
  removeRoutes(routes, tenant)
  return routes
}

function removeRoutes(routes: Hono<Env>, tenant: Tenant): void {
  const path = `${verificationRoute}/:certificate/remove` as const
  routes.get(path, async (web) => {
    const { application, of } = await namedCredential(web, 'verify')
    const back = verificationPath(application.id)
    return web.html(
      <CredentialConfirmation
        {...{ web, tenant, application, of }}
        tab={back}
        title="Remove this verification certificate?"
        lost={[
          'Requests signed with its key are refused, where signing is required.',
          'The application keeps its key: the certificate can be uploaded again.',
        ]}
        button="Remove certificate"
        keep={{ href: back, label: 'Keep the certificate' }}
      />,
    )
  })
  routes.post(path, async (web) => {
    const { application, of } = await namedCredential(web, 'verify')
    await readForm(web)
    await keyCredentials(web.var.world.store, 'verify').remove(application.id, of.id)
    return web.redirect(`${verificationPath(application.id)}?done=removed`, 303)
  })
}
