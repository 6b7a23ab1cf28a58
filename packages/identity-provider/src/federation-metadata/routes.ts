import type { Env, Web } from '@postern/kit/http'
import { certificatePem, writeIdentityProviderMetadata } from '@postern/saml'
import { Hono } from 'hono'
import { attachment } from '../certificates/attachment.ts'
import { signingCertificates } from '../certificates/signing-certificates.ts'
import { applicationsPath } from '../enterprise-applications/paths.ts'
import { applicationProblem } from '../enterprise-applications/problems.ts'
import { applications } from '../enterprise-applications/store.ts'
import { guid } from '../guid.ts'
import { addressesOf, type Tenant } from '../tenant/tenant.ts'
import { metadataProblem } from './problems.ts'

const type = 'application/samlmetadata+xml'

/** The federation metadata of an application: public, and the same document behind *Download* in the console. */
export function federationMetadataRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get(`/${tenant.id}/federationmetadata/2007-06/federationmetadata.xml`, async (web) => {
    const applicationId = web.req.query('appid')
    // Without appid Entra answers with the tenant's keys, which sign for no application (entra.md 2): refused instead.
    if (!applicationId) throw metadataProblem('metadata-application', {})
    const xml = await metadataOf(web, tenant, applicationId)
    web.header('access-control-allow-origin', '*')
    web.header('cross-origin-resource-policy', 'cross-origin')
    return web.body(xml, 200, { 'content-type': type })
  })
  downloadRoutes(routes, tenant)
  return routes
}

function downloadRoutes(routes: Hono<Env>, tenant: Tenant): void {
  const path = `${applicationsPath}/:id/single-sign-on` as const
  routes.get(`${path}/federation-metadata`, async (web) => {
    const { id, name } = await applications(web.var.world.store).require(web.req.param('id'))
    const xml = await metadataOf(web, tenant, id)
    return web.body(xml, 200, { 'content-type': type, ...attachment(name, 'xml') })
  })
  routes.get(`${path}/certificate-base64`, async (web) => {
    const { name, certificate } = await activeCertificate(web, web.req.param('id'))
    const pem = certificatePem(certificate)
    return web.body(pem, 200, { 'content-type': 'application/x-pem-file', ...attachment(name, 'cer') })
  })
  routes.get(`${path}/certificate-raw`, async (web) => {
    const { name, certificate } = await activeCertificate(web, web.req.param('id'))
    const der = Uint8Array.from(certificate.der)
    return web.body(der, 200, { 'content-type': 'application/pkix-cert', ...attachment(name, 'cer') })
  })
}

async function metadataOf(web: Web, tenant: Tenant, applicationId: string): Promise<string> {
  const { store, seal, random, settings } = web.var.world
  const application = await applications(store).require(applicationId)
  const kept = signingCertificates(store, seal)
  const sign = await kept.signingKey(application.id, web.var.now)
  // Metadata without a certificate would be imported, and trusted to say that nothing is signed.
  if (!sign) throw applicationProblem('application-being-added', { application: application.name })
  const { entityId, login, wsFederation } = addressesOf(settings.publicUrl, tenant)
  return writeIdentityProviderMetadata({
    id: `_${guid(random)}`,
    entityId,
    certificates: (await kept.list(application.id)).map((one) => one.certificate),
    location: login,
    wsFederationLocation: wsFederation,
    sign,
  })
}

async function activeCertificate(web: Web, applicationId: string) {
  const { store, seal } = web.var.world
  const { id, name } = await applications(store).require(applicationId)
  const active = (await signingCertificates(store, seal).list(id)).find((one) => one.active)
  if (!active) throw applicationProblem('application-being-added', { application: name })
  return { name, certificate: active.certificate }
}
