import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'

const folder = import.meta.dirname
const saml = join(dirname(folder), 'packages', 'saml')

/** Installs what is measured against, into this folder alone, when it is not there. */
export function installPeers(): void {
  if (existsSync(join(folder, 'node_modules', '.package-lock.json'))) return
  process.stderr.write('Installing what is measured against…\n')
  const words = ['ci', '--ignore-scripts', '--loglevel=error', '--no-audit', '--no-fund']
  const { status } = spawnSync('npm', words, { cwd: folder, stdio: ['ignore', 2, 2] })
  if (status !== 0) throw Error('the peers could not be installed; check the network, then run this again')
}

/** Makes the package as it is published and puts it where the measurements here find it before the one of the workspace. */
export function installPublished(): void {
  const { status } = spawnSync(process.execPath, [join(saml, 'pack.mjs')], { stdio: ['ignore', 'ignore', 2] })
  if (status !== 0) throw Error('the package could not be made: build first')
  const place = join(folder, 'node_modules', '@postern', 'saml')
  mkdirSync(dirname(place), { recursive: true })
  rmSync(place, { recursive: true, force: true })
  symlinkSync(join(saml, 'published'), place, 'dir')
}
