import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@postern/kit/http'
import { createLog } from '@postern/kit/log'
import { sealWith } from '@postern/kit/seal'
import type { Settings } from '@postern/kit/settings'
import type { Store } from '@postern/kit/store'
import { freePort } from '@postern/kit/testing'
import type { World } from '@postern/kit/world'
import { bitbucketServer } from '../app.ts'
import { source } from '../audit/index.ts'
import { makeFirstAdministrator } from '../directory/index.ts'
import { usualVersion, type Version } from '../instance/index.ts'
import { migrations } from '../migrations.ts'

export const administrator = { userName: 'admin', password: 'correct horse battery staple' }

export interface Host {
  readonly url: string
  readonly world: World
  /** Lets time pass, in milliseconds. */
  wait(milliseconds: number): void
  stop(): Promise<void>
}

/** The whole host on a port of its own, over a store that the test opened, with a clock that the test moves. */
export async function startHost(store: Store, plays: Version = usualVersion): Promise<Host> {
  const port = await freePort()
  let ahead = 0
  const dataDirectory = mkdtempSync(join(tmpdir(), 'postern-bitbucket-'))
  const settings: Settings = {
    publicUrl: new URL(`http://localhost:${port}`),
    port,
    dataDirectory,
    databaseUrl: undefined,
    mail: undefined,
    // So that a test may come from other addresses, by X-Forwarded-For.
    trustedProxies: ['127.0.0.1'],
    tls: undefined,
    logLevel: 'silent',
    firstAdministrator: administrator,
  }
  const world: World = {
    name: 'bitbucket',
    store,
    settings,
    seal: sealWith(randomBytes(32)),
    log: createLog({ server: 'bitbucket', level: 'silent' }),
    clock: () => Date.now() + ahead,
    random: (octets) => randomBytes(octets),
  }
  await store.migrate(migrations)
  await makeFirstAdministrator(store, administrator, source({ now: world.clock(), random: world.random }))
  const server = await serve({ ...bitbucketServer(world, plays), settings })
  return {
    url: `http://localhost:${port}`,
    world,
    wait: (milliseconds) => {
      ahead += milliseconds
    },
    stop: async () => {
      await server.stop()
      rmSync(dataDirectory, { recursive: true, force: true })
    },
  }
}
