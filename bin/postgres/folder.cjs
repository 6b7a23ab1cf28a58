// The folder of a test database. Its name holds the number of the process that looks after it, so that a later
// run knows which folders nobody looks after any more.
const { mkdtempSync, readdirSync, rmSync } = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { isAlive } = require('../alive.cjs')

const PREFIX = 'postern-postgres-'

/** A server whose keeper was killed is left running; it ends by itself a minute after its folder is gone. */
function removeAbandoned() {
  for (const name of readdirSync(os.tmpdir())) {
    const keeper = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : process.pid
    if (isAlive(keeper)) continue
    try {
      rmSync(path.join(os.tmpdir(), name), { recursive: true, force: true })
    } catch {
      // Another user's: not ours to remove.
    }
  }
}

/** @returns a new folder that is gone when this process ends */
function makeFolder() {
  removeAbandoned()
  const folder = mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

module.exports = { makeFolder }
