import { readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import { certificatePem } from '@postern/saml'
import { Hono } from 'hono'
import { requireApplication } from '../enterprise-applications/require-application.ts'
import { guid } from '../guid.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { attachment } from './attachment.ts'
import { ActivationPage, CertificateDeletionPage, CertificatePage } from './certificate-page.tsx'
import { makeSigningCertificate, threeYearsFrom } from './make-signing-certificate.ts'
import { NewCertificatePage } from './new-certificate-page.tsx'
import { signingPath, signingRoute } from './paths.ts'
import { certificateProblem } from './problems.ts'
import { mostCertificates, signingCertificates } from './signing-certificates.ts'

/** *New certificate*, and the page of each: download, *Make certificate active*, delete. */
export function certificateRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  newRoutes(routes, tenant)
  downloadRoutes(routes)
  const path = `${signingRoute}/:certificate` as const
  routes.get(path, async (web) => web.html(<CertificatePage {...{ web, tenant }} {...(await named(web))} />))
  routes.get(`${path}/activate`, async (web) =>
    web.html(<ActivationPage {...{ web, tenant }} {...(await named(web))} />),
  )
  routes.post(`${path}/activate`, async (web) => {
    const { application, of } = await named(web)
    await readForm(web)
    await kept(web).activate(application.id, of.id)
    return web.redirect(`${signingPath(application.id)}?done=activated`, 303)
  })
  routes.get(`${path}/delete`, async (web) => {
    const { application, of } = await named(web)
    if (of.active) throw certificateProblem('certificate-active', {})
    return web.html(<CertificateDeletionPage {...{ web, tenant, application, of }} />)
  })
  routes.post(`${path}/delete`, async (web) => {
    const { application, of } = await named(web)
    await readForm(web)
    if (!(await kept(web).removeInactive(application.id, of.id))) {
      throw certificateProblem('certificate-active', {})
    }
    return web.redirect(`${signingPath(application.id)}?done=deleted`, 303)
  })
  return routes
}

function newRoutes(routes: Hono<Env>, tenant: Tenant): void {
  const path = `${signingRoute}/new` as const
  routes.get(path, async (web) => {
    const application = await requireApplication(web)
    const typed = dateOf(threeYearsFrom(web.var.now))
    return web.html(<NewCertificatePage {...{ web, tenant, application, typed }} />)
  })
  routes.post(path, async (web) => {
    const application = await requireApplication(web)
    const typed = (await readForm(web)).text('expires').trim()
    const { now, world } = web.var
    const until = readExpiry(typed, now)
    if (typeof until === 'string') {
      return web.html(<NewCertificatePage {...{ web, tenant, application, typed, error: until }} />, 400)
    }
    // Asked before the key is made, which is a second of work; `add` decides.
    const full = certificateProblem('certificates-full', { most: mostCertificates })
    if ((await kept(web).list(application.id)).length >= mostCertificates) throw full
    const made = await makeSigningCertificate(now, world.random, until)
    const of = { id: guid(world.random), applicationId: application.id, active: false }
    if (!(await kept(web).add(of, made, now))) throw full
    return web.redirect(`${signingPath(application.id)}?done=made`, 303)
  })
}

function downloadRoutes(routes: Hono<Env>): void {
  const path = `${signingRoute}/:certificate` as const
  // Entra offers the same octets under two endings (entra.md 3.3): some screens take only one of them.
  for (const [file, ending] of [
    ['base64', 'cer'],
    ['pem', 'pem'],
  ] as const) {
    routes.get(`${path}/${file}`, async (web) => {
      const { application, of } = await named(web)
      const headers = { 'content-type': 'application/x-pem-file', ...attachment(application.name, ending) }
      return web.body(certificatePem(of.certificate), 200, headers)
    })
  }
  routes.get(`${path}/raw`, async (web) => {
    const { application, of } = await named(web)
    const headers = { 'content-type': 'application/pkix-cert', ...attachment(application.name, 'cer') }
    return web.body(Uint8Array.from(of.certificate.der), 200, headers)
  })
}

const kept = (web: Web) => signingCertificates(web.var.world.store, web.var.world.seal)

/** The application and the certificate that the address names. Problem `certificate-missing`. */
async function named(web: Web) {
  const application = await requireApplication(web)
  const id = web.req.param('certificate')
  const of = (await kept(web).list(application.id)).find((one) => one.id === id)
  if (!of) throw certificateProblem('certificate-missing', {})
  return { application, of }
}

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** The end of the day that was typed, or of the three years, as epoch milliseconds; a sentence where it is no such day. */
function readExpiry(typed: string, now: number): number | string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(typed) ? Date.parse(`${typed}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(day) || dateOf(day) !== typed) {
    return 'Expiration date: type a day such as 2029-03-12.'
  }
  if (typed <= dateOf(now)) return 'Expiration date: choose a day after today.'
  const latest = threeYearsFrom(now)
  if (typed > dateOf(latest)) return `Expiration date: choose ${dateOf(latest)} or a day before it.`
  return Math.min(day + 86_399_000, latest)
}
