import { randomBytes } from 'node:crypto'
import { serve } from '@postern/kit/http'
import { createLog } from '@postern/kit/log'
import { sealWith } from '@postern/kit/seal'
import type { Store } from '@postern/kit/store'
import { freePort } from '@postern/kit/testing'
import type { World } from '@postern/kit/world'
import { ensureFirstAdministrator } from '../administrators/first-administrator.ts'
import { createIdentityProvider } from '../app.tsx'
import { guid } from '../guid.ts'
import { migrations } from '../migrations.ts'
import { requireTenant } from '../tenant/store.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { Browser } from './browser.ts'

export const administrator = { userName: 'admin@contoso.example', password: 'Correct-horse-1' }

export interface Running {
  readonly origin: string
  readonly tenant: Tenant
  readonly world: World
  browser(): Browser
  /** Lets time pass, in milliseconds. */
  wait(milliseconds: number): void
  stop(): Promise<void>
}

/** The identity provider on a real socket, over an empty store; time stands still unless told to pass. */
export async function run(store: Store, { patience }: { patience?: number } = {}): Promise<Running> {
  let passed = 0
  const began = Date.now()
  const random = (octets: number) => randomBytes(octets)
  const world = (port: number): World => ({
    name: 'idp',
    store,
    seal: sealWith(randomBytes(32)),
    log: createLog({ server: 'test', level: 'silent' }),
    settings: {
      publicUrl: new URL(`http://127.0.0.1:${port}`),
      port,
      dataDirectory: '',
      databaseUrl: undefined,
      mail: undefined,
      trustedProxies: [],
      tls: undefined,
      logLevel: 'silent',
      firstAdministrator: administrator,
    },
    clock: () => began + passed,
    random,
  })
  const port = await freePort()
  const of = world(port)
  await store.migrate(migrations)
  await ensureFirstAdministrator(of)
  const tenant = await requireTenant(store, { id: guid(random), name: 'Contoso' })
  const app = createIdentityProvider({ world: of, tenant, ...(patience === undefined ? {} : { patience }) })
  const server = await serve({ app, settings: of.settings })
  const origin = of.settings.publicUrl.origin
  return {
    origin,
    tenant,
    world: of,
    browser: () => new Browser(origin),
    wait: (milliseconds) => {
      passed += milliseconds
    },
    stop: () => server.stop(),
  }
}
