// One folder below the system's temporary directory holds all that a test run writes, also what tests that were
// stopped half-way had no time to remove.
const { mkdtempSync, rmSync } = require('node:fs')
const os = require('node:os')
const path = require('node:path')

/** @returns the folder, which is gone when the process ends */
function makeScratch() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'postern-test-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 8 }))
  return folder
}

module.exports = { makeScratch }
