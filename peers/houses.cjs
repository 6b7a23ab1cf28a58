// Our own three servers are started by a test as a person starts them, in a group of their own that a Ctrl-C does not
// reach, and a test that is stopped cannot stop them any more.
const { readFileSync, readdirSync } = require('node:fs')

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** The processes whose data directory lies in `folder`, which is of this test run alone. Linux only; else none. */
function processesOf(folder) {
  const isOurs = (pid) => {
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
      return environment.some((one) => one.startsWith(`DATA_DIR=${folder}/`))
    } catch {
      return false
    }
  }
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && isOurs(name))
      .map(Number)
  } catch {
    return []
  }
}

function signal(pid, name) {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended meanwhile.
  }
}

/** Asks them to end, and ends them after five seconds. */
async function stopHouses(folder) {
  for (const pid of processesOf(folder)) signal(pid, 'SIGTERM')
  for (const end = Date.now() + 5_000; Date.now() < end && processesOf(folder).length > 0; ) await pause(100)
  for (const pid of processesOf(folder)) signal(pid, 'SIGKILL')
}

module.exports = { stopHouses }
