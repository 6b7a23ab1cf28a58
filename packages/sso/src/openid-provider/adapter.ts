import type { World } from '@postern/kit/world'
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider'
import type { Applications } from '../applications/store.ts'
import type { OpenidRecords } from './records.ts'

/** Where oidc-provider keeps each of its kinds. Clients are our applications; sessions it has none (see `session.ts`). */
export function adapterFor(of: {
  readonly world: World
  readonly records: OpenidRecords
  readonly applications: Applications
}): (kind: string) => Adapter {
  return (kind) => {
    switch (kind) {
      case 'Client':
        return { ...nowhere, find: (id) => client(of.applications, id) }
      case 'Session':
        return nowhere
      default:
        return recordsOf(kind, of)
    }
  }
}

const nothing = async () => undefined
const nowhere: Adapter = {
  upsert: nothing,
  find: nothing,
  findByUserCode: nothing,
  findByUid: nothing,
  consume: nothing,
  destroy: nothing,
  revokeByGrantId: nothing,
}

function recordsOf(kind: string, of: { world: World; records: OpenidRecords }): Adapter {
  const { world, records } = of
  return {
    ...nowhere,
    async upsert(id, payload, expiresIn) {
      const now = world.clock()
      // Whatever comes without an end gets one: nothing stays for ever.
      await records.put(kind, id, { payload, now, expiresAt: now + (expiresIn ?? 3_600) * 1_000 })
    },
    find: async (id) => (await records.find(kind, id, world.clock()))?.payload,
    async consume(id) {
      if (await records.consume(kind, id, world.clock())) return
      throw new errors.InvalidGrant('used already')
    },
    destroy: (id) => records.remove(kind, id),
    revokeByGrantId: (grantId) => records.removeGrant(grantId),
  }
}

async function client(applications: Applications, id: string): Promise<AdapterPayload | undefined> {
  const application = await applications.findByClient(id)
  if (!application) return undefined
  const { clientSecret } = await applications.secrets(application.id)
  return {
    client_id: id,
    client_name: application.name,
    client_secret: clientSecret,
    redirect_uris: [application.openid.redirectUri],
    response_types: ['code'],
    // form_post would need a page with inline script.
    response_modes: ['query'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'client_secret_basic',
    id_token_signed_response_alg: 'RS256',
  }
}
