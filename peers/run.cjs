// npm run test:differential and npm run test:interop: brings the peers that are absent, runs the tests, sums up.
// Old JavaScript on purpose: it runs on the Node that the machine has, before the pinned one is there.
const { chmodSync, existsSync, readFileSync } = require('node:fs')
const path = require('node:path')
const { whenParentEnds } = require('../bin/parent.cjs')
const { run, stopAll } = require('../bin/test/commands.cjs')
const { makeScratch } = require('../bin/test/scratch.cjs')
const { addFailure, addRun, conclude } = require('../bin/test/tally.cjs')
const { installPeersOfDebian } = require('./debian.cjs')
const { stopHouses } = require('./houses.cjs')

const kind = process.argv[2] === 'interop' ? 'interop' : 'differential'
const root = path.dirname(__dirname)
const tools = path.join(root, 'node_modules', '.bin')
const env = { ...process.env, PATH: tools + path.delimiter + process.env.PATH }
const scratch = makeScratch()
// Apache gives up being root, and has its folder in there: others may pass through, and see nothing of it.
chmodSync(scratch, 0o711)
let isStopping = false

/** Our own packages; and the servers as a person starts them, which only interop does, are built. */
async function prepareOurs() {
  const args = kind === 'interop' ? [] : ['--packages-only']
  return run(process.execPath, [path.join(root, 'bin', 'setup.cjs'), ...args])
}

/** Names and versions of what a lock file holds. */
function versions(file) {
  const { packages } = JSON.parse(readFileSync(file, 'utf8'))
  const named = Object.entries(packages).filter(([name]) => name !== '')
  return JSON.stringify(named.map(([name, of]) => [name, of.version]))
}

/** npm's own record of what is installed is as the lock file says, or it is installed again. */
async function installPeersOfNpm() {
  const installed = path.join(__dirname, 'node_modules', '.package-lock.json')
  if (existsSync(installed) && versions(installed) === versions(path.join(__dirname, 'package-lock.json')))
    return
  console.log('Installing xml-crypto and @node-saml/node-saml…')
  const args = ['ci', '--ignore-scripts', '--loglevel=error', '--no-audit', '--no-fund', '--workspaces=false']
  if ((await run('npm', args, { cwd: __dirname })) !== 0)
    console.log('They could not be installed. Tests that need them are skipped.')
}

/** What the differential tests wrote is the line itself; the interop tests wrote a line for each exchange. */
function counted(text) {
  if (kind !== 'interop') return text
  const lines = text.split('\n').map((line) => line.split('\t'))
  const peers = new Set(lines.map(([, peer]) => peer).filter((peer) => peer !== ''))
  const alarms = lines.filter(([how]) => how === 'alarm').length
  return `${lines.length} exchanges, ${peers.size} peers, ${alarms} alarms`
}

async function test() {
  const tally = path.join(scratch, 'tally.json')
  const summary = path.join(scratch, 'summary.txt')
  const reporters = ['--reporter=default', `--reporter=${path.join(root, 'bin', 'test', 'reporter.mjs')}`]
  const config = path.join(__dirname, 'vitest.config.ts')
  const args = ['run', '--config', config, '--project', kind, '--allowOnly=false', ...reporters]
  const told = { ...env, TMPDIR: scratch, POSTERN_TEST_TALLY: tally, POSTERN_PEERS_SUMMARY: summary }
  const code = await run('vitest', args, { cwd: root, env: told })
  if (isStopping) return
  addRun(tally, code)
  console.log(
    `\n${existsSync(summary) ? counted(readFileSync(summary, 'utf8').trim()) : 'nothing was counted'}`,
  )
  process.exit(conclude())
}

async function main() {
  if ((await prepareOurs()) !== 0) {
    addFailure()
    process.exit(conclude())
  }
  await installPeersOfDebian(kind, run, console.log)
  await installPeersOfNpm()
  if (!isStopping) await test()
}

/** `code` is what a shell gives for the signal: 128 and its number. */
function interrupt(code) {
  if (isStopping) return
  isStopping = true
  console.log('\nStopping…')
  const end = () => process.exit(code)
  stopAll()
    .then(() => stopHouses(scratch))
    .then(end, end)
}

process.on('SIGINT', () => interrupt(130))
process.on('SIGTERM', () => interrupt(143))
process.on('SIGHUP', () => interrupt(129))
whenParentEnds(() => interrupt(143))

main().catch((error) => {
  console.error(`npm run test:${kind}: ${error.message}`)
  process.exit(1)
})
