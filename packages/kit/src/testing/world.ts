import { randomBytes } from 'node:crypto'
import { createLog } from '../log/index.ts'
import { sealWith } from '../seal/index.ts'
import { readSettings } from '../settings/index.ts'
import type { Store } from '../store/index.ts'
import type { World } from '../world/index.ts'

/** A clock that stands until it is moved. */
export interface TestClock {
  /** Epoch milliseconds. */
  now: number
}

/** The world of a server under test: a real store, a key of its own, no log, a clock in the test's hand. */
export function testWorld(of: { store: Store; name?: string; publicUrl?: string; clock?: TestClock }): World {
  const publicUrl = of.publicUrl ?? 'http://localhost:4200'
  return {
    name: of.name ?? 'postern-test',
    store: of.store,
    seal: sealWith(randomBytes(32)),
    log: createLog({ server: 'test', level: 'silent' }),
    settings: readSettings({}, { publicUrl, port: 4200, dataDirectory: 'unused' }),
    clock: () => of.clock?.now ?? Date.now(),
    random: (octets) => randomBytes(octets),
  }
}
