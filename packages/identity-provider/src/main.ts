import { attempts } from '@postern/kit/attempts'
import { serve } from '@postern/kit/http'
import { mail } from '@postern/kit/mail'
import { readSettings } from '@postern/kit/settings'
import { sweepEvery } from '@postern/kit/sweep'
import { openWorld } from '@postern/kit/world'
import { ensureFirstAdministrator, firstDomain } from './administrators/first-administrator.ts'
import { createIdentityProvider } from './app.tsx'
import { stopImporter, wakeImporter } from './bulk-users/importer.ts'
import { bulkImports } from './bulk-users/store.ts'
import { expiryNotices } from './certificates/expiry.ts'
import { guid } from './guid.ts'
import { migrations } from './migrations.ts'
import { signInSessions } from './sessions/sessions.ts'
import { asks } from './sign-in/asks.ts'
import { requestCounts } from './sign-in/flood.ts'
import { wrongPasswords } from './sign-in/wrong-passwords.ts'
import { signInLogs } from './sign-in-logs/store.ts'
import { requireTenant } from './tenant/store.ts'
import { nameFromDomain } from './tenant/tenant.ts'
import { deletedUsers } from './users/deleted.ts'

const defaults = {
  publicUrl: 'http://127.0.0.1:4100',
  port: 4100,
  dataDirectory: '.postern/identity-provider',
}

export interface RunningIdentityProvider {
  readonly port: number
  stop(): Promise<void>
}

/** Starts the identity provider as the environment says; resolves when it answers. Throws Problem `settings`, `port-in-use`. */
export async function start(environment: NodeJS.ProcessEnv): Promise<RunningIdentityProvider> {
  const settings = readSettings(environment, defaults)
  const world = openWorld('idp', settings)
  const { store } = world
  try {
    await store.migrate(migrations)
    await ensureFirstAdministrator(world)
    const fresh = { id: guid(world.random), name: nameFromDomain(firstDomain(world)) }
    const tenant = await requireTenant(store, fresh)
    const server = await serve({ app: createIdentityProvider({ world, tenant }), settings })
    const expiry = expiryNotices(world)
    const stopSweeping = sweepEvery(world, [
      (now) => signInSessions(store).sweep(now),
      (now) => attempts(store).sweep(now),
      (now) => asks(store).sweep(now),
      (now) => signInLogs(store).sweep(now),
      (now) => requestCounts(store).sweep(now),
      (now) => wrongPasswords(store).sweep(now),
      (now) => bulkImports(store, world.seal).sweep(now),
      // Beside the sweeping, which would wait for it.
      async () => wakeImporter(world),
      (now) => deletedUsers(store).sweep(now),
      (now) => expiry.sweep(now),
      (now) => mail(world).sweep(now),
    ])
    world.log.info({ port: server.port, publicUrl: settings.publicUrl.href }, 'serving')
    return {
      port: server.port,
      async stop() {
        stopSweeping()
        await server.stop()
        await stopImporter(world)
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}
