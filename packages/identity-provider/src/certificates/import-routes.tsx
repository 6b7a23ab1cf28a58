import { readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { requireApplication } from '../enterprise-applications/require-application.ts'
import { guid } from '../guid.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { ImportPage, type ImportPageProps } from './import-page.tsx'
import { signingPath, signingRoute } from './paths.ts'
import { type ReadPfx, readPfx } from './pfx.ts'
import { certificateProblem } from './problems.ts'
import { mostCertificates, signingCertificates } from './signing-certificates.ts'

/** *Import certificate* of *SAML Signing Certificate* (entra.md 3.3). */
export function importRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  const path = `${signingRoute}/import` as const
  const page = (web: Web, application: EnterpriseApplication, wrong?: ImportPageProps['wrong']) =>
    web.html(<ImportPage {...{ web, tenant, application, wrong }} />, wrong === undefined ? 200 : 400)
  routes.get(path, async (web) => page(web, await requireApplication(web)))
  routes.post(path, async (web) => {
    const application = await requireApplication(web)
    const wrong = await keep(web, application)
    if (wrong !== undefined) return page(web, application, wrong)
    return web.redirect(`${signingPath(application.id)}?done=imported`, 303)
  })
  return routes
}

/** What is wrong with the form, or undefined once the certificate is kept. Problem `certificates-full`. */
async function keep(
  web: Web,
  { id: applicationId }: EnterpriseApplication,
): Promise<Extract<ReadPfx, { fault: string }> | undefined> {
  const form = await readForm(web)
  const file = await form.file('file')
  if (!file) return { field: 'file', fault: 'Choose the PFX file.' }
  const { now, world } = web.var
  const kept = signingCertificates(world.store, world.seal)
  const there = await kept.list(applicationId)
  const full = certificateProblem('certificates-full', { most: mostCertificates })
  if (there.length >= mostCertificates) throw full
  const read = await readPfx({ file, password: form.text('pfxPassword') }, now)
  if ('fault' in read) return read
  if (there.some(({ certificate }) => certificate.sha256 === read.certificate.sha256)) {
    return { field: 'file', fault: 'The application has this certificate already. Nothing was changed.' }
  }
  const of = { id: guid(world.random), applicationId, active: false }
  if (!(await kept.add(of, read.made, now))) throw full
  return undefined
}
