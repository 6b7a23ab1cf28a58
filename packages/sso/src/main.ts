import { serve } from '@postern/kit/http'
import { readSettings } from '@postern/kit/settings'
import { sweepEvery } from '@postern/kit/sweep'
import { openWorld } from '@postern/kit/world'
import { makeFirstAdministrator } from './administrators/first.ts'
import { ssoApp } from './app.ts'
import { migrations } from './migrations.ts'

const defaults = { publicUrl: 'http://localhost:4200', port: 4200, dataDirectory: '.postern/sso' }

/** Starts the SSO service as the environment says, and answers when it serves. */
export async function start(
  environment: NodeJS.ProcessEnv,
): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const settings = readSettings(environment, defaults)
  const world = openWorld('sso', settings)
  await world.store.migrate(migrations)
  await makeFirstAdministrator(world)
  const { app, openid, sweeps, jobs } = ssoApp(world)
  const before: NonNullable<Parameters<typeof serve>[0]['before']> = (request, response) =>
    openid.handle(request, response)
  const server = await serve({ app, settings, before })
  const clocks = [sweepEvery(world, sweeps), sweepEvery(world, jobs)]
  openid.warm().catch((error: unknown) => world.log.error({ err: error }, 'the OpenID provider is not ready'))
  world.log.info({ port: server.port, publicUrl: settings.publicUrl.href }, 'serving')
  return {
    port: server.port,
    async stop() {
      for (const stopClock of clocks) stopClock()
      await server.stop()
      await world.store.close()
    },
  }
}
