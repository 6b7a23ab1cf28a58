import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createLog } from '../log/index.ts'
import { sealFromFile } from '../seal/index.ts'
import type { Settings } from '../settings/index.ts'
import { openStore } from '../store/index.ts'
import type { World } from './index.ts'

/** The world of a server that runs for real: its data directory (mode 700), its database, its key file, its log, its clock. */
export function openWorld(name: string, settings: Settings): World {
  // The engine makes its files (also -wal and -shm) with the process's mask: a copy of them must not be open to others.
  process.umask(0o077)
  mkdirSync(settings.dataDirectory, { recursive: true, mode: 0o700 })
  return {
    name,
    settings,
    store: openStore(
      settings.databaseUrl
        ? { databaseUrl: settings.databaseUrl }
        : { file: join(settings.dataDirectory, 'store.sqlite') },
    ),
    seal: sealFromFile(join(settings.dataDirectory, 'key')),
    log: createLog({ server: name, level: settings.logLevel }),
    clock: () => Date.now(),
    random: (octets) => randomBytes(octets),
  }
}
