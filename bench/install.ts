import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const folder = import.meta.dirname

/** Installs what is measured against, into this folder alone, when it is not there. */
export function installPeers(): void {
  if (existsSync(join(folder, 'node_modules', '.package-lock.json'))) return
  process.stderr.write('Installing what is measured against…\n')
  const words = ['ci', '--ignore-scripts', '--loglevel=error', '--no-audit', '--no-fund']
  const { status } = spawnSync('npm', words, { cwd: folder, stdio: ['ignore', 2, 2] })
  if (status !== 0) throw Error('the peers could not be installed; check the network, then run this again')
}
