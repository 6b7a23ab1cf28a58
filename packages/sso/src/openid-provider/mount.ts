import type { IncomingMessage, ServerResponse } from 'node:http'
import Provider from 'oidc-provider'
import { around } from './around.ts'
import { configuration } from './configuration.ts'
import type { ProviderNeeds } from './provider.ts'
import type { OpenidRecords } from './records.ts'
import { deriveSessions, ourSession } from './session.ts'
import { signingKey } from './signing-key.ts'

export type Mounted = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Makes the provider: its key, its settings, our sessions in place of its own, our headers on its answers. */
export async function mount(of: ProviderNeeds, records: OpenidRecords): Promise<Mounted> {
  const { world, sessions } = of
  const ours = ourSession(of)
  const provider = new Provider(
    of.issuer,
    configuration({
      ...of,
      key: await signingKey(world),
      ours,
      records,
      sessionAlive: async (key, accountId) =>
        (await sessions.find(key, world.clock()))?.subject === accountId,
    }),
  )
  provider.proxy = true
  deriveSessions(provider, ours)
  provider.use(around(of))
  provider.on('server_error', (_ctx, error) => world.log.error({ err: error }, 'OpenID provider failed'))
  provider.on('grant.error', (ctx, error) =>
    world.log.info({ code: error.message, client: ctx.oidc.client?.clientId }, 'OpenID grant refused'),
  )
  return provider.callback()
}
