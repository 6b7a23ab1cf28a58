import type { World } from '@postern/kit/world'
import { makeSigningCertificate } from '../certificates/make-signing-certificate.ts'
import { signingCertificates } from '../certificates/signing-certificates.ts'
import { signingSettings, usualSigning } from '../certificates/signing-settings.ts'
import { type EnterpriseApplication, noAddresses } from '../enterprise-applications/application.ts'
import { applications } from '../enterprise-applications/store.ts'
import type { Template } from '../gallery/template.ts'
import { guid } from '../guid.ts'

/** Adds an application from a template; `notified` hear when its certificate expires (entra.md 3.3). Its signing certificate follows: `ensureCertificate`. */
export async function addApplication(
  world: World,
  of: { name: string; template: Template; notified: readonly string[]; now: number },
): Promise<EnterpriseApplication> {
  const application: EnterpriseApplication = {
    id: guid(world.random),
    name: of.name,
    templateId: of.template.id,
    ...noAddresses,
    method: undefined,
    enabled: true,
    assignmentRequired: true,
    visible: true,
    returnsErrors: false,
    createdAt: of.now,
  }
  await world.store.transaction(async (store) => {
    await applications(store).add(application)
    await signingSettings(store).save(application.id, { ...usualSigning, notified: of.notified })
  })
  return application
}

const beingMade = new Map<string, Promise<void>>()

/**
 * Makes the first signing certificate of an application that has none: about a second of work. Asked again meanwhile, it is
 * the same work; done on two nodes at once, the first one is kept, because its id is the application's. A node that dies at
 * it leaves nothing behind, and the next who asks begins again.
 */
export function ensureCertificate(world: World, applicationId: string, now: number): Promise<void> {
  const begun = beingMade.get(applicationId)
  if (begun) return begun
  const work = make(world, applicationId, now).finally(() => beingMade.delete(applicationId))
  beingMade.set(applicationId, work)
  return work
}

async function make(world: World, applicationId: string, now: number): Promise<void> {
  const kept = signingCertificates(world.store, world.seal)
  if (await kept.isThere(applicationId)) return
  const made = await makeSigningCertificate(now, world.random)
  await kept.add({ id: applicationId, applicationId, active: true }, made, now)
}
