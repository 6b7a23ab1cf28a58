// A PostgreSQL server for tests: own folder under the system's temporary directory, socket only, nothing kept.
// Prints its address when it answers. Stops on Ctrl-C, on SIGTERM and when its standard input closes, which it
// does whichever way the process that started us ended.
const { spawn } = require('node:child_process')
const { chownSync, readFileSync } = require('node:fs')
const path = require('node:path')
const { findPostgres } = require('./postgres/binaries.cjs')
const { makeFolder } = require('./postgres/folder.cjs')
const { clusterOwner } = require('./postgres/owner.cjs')

const START_WITHIN = 60_000
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

let child
let isStopping = false

/** Runs a program of PostgreSQL as its owner; resolves to the exit code. */
function run(program, args, folder, owner) {
  child = spawn(program, args, {
    cwd: folder,
    ...owner,
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  })
  return new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve))
}

/** SIGINT is PostgreSQL's fast shutdown; SIGQUIT, ten seconds later, waits for nobody. */
function stop() {
  if (isStopping) return
  isStopping = true
  if (!child) return
  child.kill('SIGINT')
  setTimeout(() => child.kill('SIGQUIT'), 10_000).unref()
  setTimeout(() => child.kill('SIGKILL'), 15_000).unref()
}

function isReady(data) {
  try {
    return readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[7].trim() === 'ready'
  } catch {
    return false
  }
}

async function announce(folder, data) {
  const end = Date.now() + START_WITHIN
  while (!isStopping && Date.now() < end) {
    if (isReady(data))
      return console.log(`postgresql://postern@localhost/postgres?host=${encodeURIComponent(folder)}`)
    await pause(50)
  }
  stop()
}

/** The C locale sorts as the embedded database does. Trust is safe here: only the owner may enter the folder. */
const INITDB = ['-U', 'postern', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions']
const SETTINGS = ['listen_addresses=', 'fsync=off', 'max_connections=200', 'log_min_messages=fatal']

async function serve(folder, programs) {
  const owner = clusterOwner()
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid)
  const data = path.join(folder, 'data')
  const made = await run(path.join(programs, 'initdb'), ['-D', data, ...INITDB], folder, owner)
  if (isStopping || made !== 0) return made
  const settings = [...SETTINGS, `unix_socket_directories=${folder}`].flatMap((setting) => ['-c', setting])
  const ended = run(path.join(programs, 'postgres'), ['-D', data, ...settings], folder, owner)
  await Promise.race([ended, announce(folder, data)])
  return ended
}

async function main() {
  const programs = findPostgres()
  if (!programs) throw new Error('the server programs initdb and postgres were not found')
  const folder = makeFolder()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
  process.stdin.on('end', stop).on('error', stop).resume()
  const code = await serve(folder, programs)
  process.exit(isStopping ? 0 : code || 1)
}

main().catch((error) => {
  console.error(`PostgreSQL was not started: ${error.message}`)
  process.exit(1)
})
