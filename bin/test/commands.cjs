// Starts commands so that none outlives the test run: each in a process group of its own, stopped as a whole.
const { spawn } = require('node:child_process')

const running = new Set()
const unstoppable = new Set()

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal)
  } catch {
    // The group has ended by itself.
  }
}

/** Keeps the last few thousand characters that a command prints. */
function lastOutput(child) {
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part) => {
      text = (text + part).slice(-4_000)
    })
  }
  return () => text
}

/**
 * @param options `quiet` keeps what the command prints to itself, unless it fails; `whole` lets it end by itself
 *   even when the test run is stopped
 * @returns the exit code; 127 where the command is not there, 124 when it took longer than `minutes`
 */
function run(command, args, { env = process.env, cwd, minutes = 20, quiet = false, whole = false } = {}) {
  const output = quiet ? 'pipe' : 'inherit'
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', output, output], detached: true })
  const printed = quiet ? lastOutput(child) : () => ''
  running.add(child)
  if (whole) unstoppable.add(child)
  return new Promise((resolve) => {
    let late = false
    const timer = setTimeout(() => {
      late = true
      console.log(`${command} was stopped: it took longer than ${minutes} minutes.`)
      signalGroup(child, 'SIGKILL')
    }, minutes * 60_000)
    const end = (code) => {
      clearTimeout(timer)
      running.delete(child)
      signalGroup(child, 'SIGKILL')
      if (code !== 0) process.stdout.write(printed())
      resolve(late ? 124 : code)
    }
    child.once('error', () => end(127))
    child.once('exit', (code) => end(code === null ? 1 : code))
  })
}

/** Asks all that runs to stop, and ends what has not within five seconds. */
async function stopAll() {
  const ends = [...running].map((child) => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    if (unstoppable.has(child)) return ended
    signalGroup(child, 'SIGTERM')
    setTimeout(() => signalGroup(child, 'SIGKILL'), 5_000).unref()
    return ended
  })
  await Promise.all(ends)
}

module.exports = { run, stopAll }
