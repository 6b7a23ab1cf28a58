import type { Web } from '@postern/kit/http'
import { redirectUrl, type SigningKey, writeLogoutRequest } from '@postern/saml'
import { signingCertificates } from '../certificates/signing-certificates.ts'
import { applications } from '../enterprise-applications/store.ts'
import { guid } from '../guid.ts'
import type { Participant } from '../sessions/participants.ts'
import { addressesOf, type Tenant } from '../tenant/tenant.ts'

/** An address that ends the session of one application, when a browser opens it. */
export interface Farewell {
  readonly application: string
  readonly url: string
}

/**
 * A signed LogoutRequest to each application of a session that has a *Logout URL* (entra.md 1.10). Its NameID has no Format, as
 * Entra's has none, unless the application asked for one of its own: some know the person by both alone.
 */
export async function farewellsTo(
  web: Web,
  tenant: Tenant,
  all: readonly Participant[],
): Promise<readonly Farewell[]> {
  const { store, seal } = web.var.world
  const farewells: Farewell[] = []
  for (const participant of all) {
    const application = await applications(store).find(participant.applicationId)
    const key = await signingCertificates(store, seal).signingKey(participant.applicationId, web.var.now)
    if (!application?.logoutUrl || !application.enabled || !key) continue
    const url = logoutRequestUrl(web, tenant, { participant, key, location: application.logoutUrl })
    farewells.push({ application: application.name, url })
  }
  return farewells
}

function logoutRequestUrl(
  web: Web,
  tenant: Tenant,
  of: { participant: Participant; key: SigningKey; location: string },
): string {
  const { now, world } = web.var
  const { participant, key, location } = of
  const samlRequest = writeLogoutRequest({
    id: `_${guid(world.random)}`,
    issueInstant: now,
    destination: location,
    issuer: addressesOf(world.settings.publicUrl, tenant).entityId,
    nameId: {
      value: participant.nameId,
      ...(participant.nameIdFormat === undefined ? {} : { format: participant.nameIdFormat }),
    },
    sessionIndexes: [participant.sessionIndex],
  })
  return redirectUrl({ location, samlRequest, sign: key })
}
