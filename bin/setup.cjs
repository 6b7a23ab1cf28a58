// Prepares a clone: packages and build. Old JavaScript on purpose: it runs on the Node that the machine has,
// before the pinned one is there. Says nothing when there is nothing to do.
const { spawnSync } = require('node:child_process')
const path = require('node:path')
const { isBuilt, markBuilt } = require('./setup/built.cjs')
const { isInstalled, missingRuntime } = require('./setup/installed.cjs')
const { alone } = require('./setup/alone.cjs')

const root = path.dirname(__dirname)
const tools = path.join(root, 'node_modules', '.bin')

function say(line) {
  process.stderr.write(`${line}\n`)
}

function fail(line) {
  say(`postern: ${line}`)
  process.exit(1)
}

/** Runs a tool with everything that it prints on standard error; true when it ended well. */
function run(command, args) {
  const env = { ...process.env, PATH: tools + path.delimiter + process.env.PATH }
  const options = { cwd: root, env, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' }
  const { status, error } = spawnSync(command, args, options)
  if (error && error.code === 'ENOENT')
    fail(`${command} was not found. Install Node.js 20 or newer with npm.`)
  return status === 0
}

function install() {
  say('Installing packages (the first time takes about a minute)…')
  // No package that we use needs its install script, and what does not run cannot do harm.
  const done = run('npm', ['ci', '--ignore-scripts', '--loglevel=error', '--no-audit', '--no-fund'])
  if (!done) fail('the packages could not be installed. Check the network and the disk, then run this again.')
  const missing = missingRuntime(root)
  if (missing) fail(missing)
}

function build() {
  say('Building…')
  const began = new Date()
  if (!run('tsc', ['-b'])) fail('the build failed. Correct the errors above, then run this again.')
  markBuilt(root, began)
}

/** @param {{packagesOnly: boolean}} options `npm test` builds in its type check, so that it is counted once. */
function prepare({ packagesOnly }) {
  const isReady = () => isInstalled(root) && (packagesOnly || isBuilt(root))
  if (isReady()) return
  alone(path.join(root, '.setup-lock'), { say, fail }, () => {
    if (!isInstalled(root)) install()
    if (!packagesOnly && !isBuilt(root)) build()
  })
}

prepare({ packagesOnly: process.argv.includes('--packages-only') })
