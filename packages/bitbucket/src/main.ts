import { attempts } from '@postern/kit/attempts'
import { serve } from '@postern/kit/http'
import { readSettings } from '@postern/kit/settings'
import { sweepEvery } from '@postern/kit/sweep'
import { openWorld } from '@postern/kit/world'
import { accessTokens } from './access-tokens/index.ts'
import { bitbucketServer } from './app.ts'
import { grants } from './application-links/index.ts'
import { audit, source } from './audit/index.ts'
import { directory, makeFirstAdministrator } from './directory/index.ts'
import { readVersion } from './instance/index.ts'
import { migrations } from './migrations.ts'
import { journeys } from './openid/index.ts'
import { bitbucketSessions } from './person/index.ts'
import { usedAssertions } from './saml/index.ts'
import { confirmations } from './websudo/index.ts'

const defaults = { publicUrl: 'http://localhost:7990', port: 7990, dataDirectory: '.postern/bitbucket' }

/** Starts the Bitbucket host as the environment says, and answers when it serves. */
export async function start(
  environment: NodeJS.ProcessEnv,
): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const settings = readSettings(environment, defaults)
  const plays = readVersion(environment)
  const world = openWorld('bitbucket', settings)
  await world.store.migrate(migrations)
  await makeFirstAdministrator(
    world.store,
    settings.firstAdministrator,
    source({ now: world.clock(), random: world.random }),
  )
  const server = await serve({ ...bitbucketServer(world, plays, environment.SSO_SERVICE), settings })
  const tasks = [
    bitbucketSessions(world.store),
    journeys(world.store),
    usedAssertions(world.store),
    attempts(world.store),
    confirmations(world.store),
    grants(world.store, directory(world.store)),
    accessTokens(world.store, directory(world.store)),
    audit(world.store),
  ]
  const stopSweeping = sweepEvery(
    world,
    tasks.map((task) => (now: number) => task.sweep(now)),
  )
  world.log.info({ port: server.port, publicUrl: settings.publicUrl.href }, 'serving')
  return {
    port: server.port,
    async stop() {
      stopSweeping()
      await server.stop()
      await world.store.close()
    },
  }
}
