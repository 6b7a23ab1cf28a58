import type { World } from '@postern/kit/world'
import type { Template } from '../gallery/template.ts'
import { guid } from '../guid.ts'
import type { EnterpriseApplication } from './application.ts'
import { makeSigningCertificate } from './certificate.ts'
import { signingCertificates } from './signing-certificates.ts'
import { applications } from './store.ts'

/** Adds an application from a template, with a signing key of its own. All or nothing. */
export async function addApplication(
  world: World,
  of: { name: string; template: Template; now: number },
): Promise<EnterpriseApplication> {
  const made = await makeSigningCertificate(of.now, world.random)
  const application: EnterpriseApplication = {
    id: guid(world.random),
    name: of.name,
    templateId: of.template.id,
    identifier: undefined,
    replyUrl: undefined,
    signOnUrl: undefined,
    enabled: true,
    createdAt: of.now,
  }
  await world.store.transaction(async (store) => {
    await applications(store).add(application)
    await signingCertificates(store, world.seal).add(guid(world.random), application.id, made, of.now)
  })
  return application
}
