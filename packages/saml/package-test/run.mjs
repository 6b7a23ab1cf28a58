/*
 * `npm run test:package`: makes the package as it is published, looks at it with publint and arethetypeswrong (fetched
 * at the versions named here), installs it outside the repository, compiles and runs what the README shows, and holds
 * that every misuse in the README fails to compile.
 */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pack } from '../pack.mjs'
import { checkReadme } from './readme.mjs'

const root = join(import.meta.dirname, '../../..')
const say = (line) => process.stdout.write(`${line}\n`)
const shell = process.platform === 'win32'
const failures = []

function run(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', shell, ...options })
  return {
    ok: status === 0,
    output: `${stdout ?? ''}${stderr ?? error?.message ?? ''}`,
    stdout: stdout ?? '',
  }
}

function judge(name, fault) {
  say(`${fault === undefined ? 'ok    ' : 'FAILED'}  ${name}`)
  if (fault === undefined) return
  failures.push(name)
  say(fault)
}
const must = (name, { ok, output }) => judge(name, ok ? undefined : output)

/** Neither tests nor what they are made with, no maps, no links to what is not there. */
function checkFiles(files) {
  const allowed = /^(?:package\.json|README\.md|LICENSE|(?:index|problem|shared)\.js|types\/[\w/-]+\.d\.ts)$/
  const others = files.filter((path) => !allowed.test(path) || /\btesting\b|\.test\./.test(path))
  judge('nothing but modules, types, README and licence', others.length === 0 ? undefined : others.join('\n'))
  const missing = ['LICENSE', 'README.md', 'index.js', 'types/index.d.ts'].filter(
    (one) => !files.includes(one),
  )
  judge('all of these are there', missing.length === 0 ? undefined : missing.join('\n'))
}

function checkManifest(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  judge('it depends on nothing', 'dependencies' in manifest ? 'dependencies' : undefined)
  judge('it says that importing has no effect', manifest.sideEffects === false ? undefined : 'sideEffects')
}

const scratch = mkdtempSync(join(tmpdir(), 'postern-package-'))
try {
  const published = await pack()
  const packed = run('npm', ['pack', '--json', '--pack-destination', scratch], { cwd: published })
  const [tarball] = JSON.parse(packed.stdout)
  const archive = join(scratch, tarball.filename)
  checkFiles(tarball.files.map((one) => one.path))
  checkManifest(published)
  must('publint 0.3.25', run('npx', ['--yes', 'publint@0.3.25', '--strict', archive], { cwd: scratch }))
  const types = ['--yes', '@arethetypeswrong/cli@0.18.5', '--profile', 'esm-only', archive]
  must('arethetypeswrong 0.18.5', run('npx', types, { cwd: scratch }))
  writeFileSync(join(scratch, 'package.json'), '{ "private": true, "type": "module" }\n')
  const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--offline', archive]
  must('it installs alone', run('npm', install, { cwd: scratch }))
  for (const [name, result] of checkReadme({ root, scratch, run })) must(name, result)
  const kilobytes = (octets) => `${(octets / 1000).toFixed(1)} kB`
  say(
    `${failures.length === 0 ? 'the package stands alone' : `${failures.length} checks failed`}: ` +
      `${tarball.files.length} files, ${kilobytes(tarball.size)} packed, ${kilobytes(tarball.unpackedSize)} unpacked`,
  )
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
process.exitCode = failures.length > 0 ? 1 : 0
