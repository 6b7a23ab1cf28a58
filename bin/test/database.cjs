// The PostgreSQL server of a test run. It stops when we close its standard input, or when we are gone.
const { spawn } = require('node:child_process')
const path = require('node:path')

/** @returns `{url, stop}`, or `{missing}` with the reason, and then there is nothing to stop */
function startDatabase() {
  const program = path.join(__dirname, '..', 'postgres.cjs')
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'pipe'], detached: true })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const stop = () => {
    child.stdin.end()
    return ended
  }
  let complaint = ''
  child.stderr.on('data', (text) => {
    complaint = (complaint + text).slice(-2_000)
  })
  return new Promise((resolve) => {
    child.stdout.once('data', (line) => resolve({ url: String(line).trim(), stop }))
    child.once('exit', () => resolve({ missing: complaint.trim() || 'PostgreSQL did not start', stop }))
  })
}

module.exports = { startDatabase }
