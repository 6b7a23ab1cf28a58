// Starts commands so that none outlives the test run: each in a process group of its own, stopped as a whole.
const { spawn } = require('node:child_process')

const running = new Set()
const unstoppable = new Set()
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
let isStopping = false

/** @returns false when nobody is left in the group to hear the signal */
function signalGroup(child, signal) {
  try {
    return process.kill(-child.pid, signal)
  } catch {
    return false
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
      if (!isStopping) signalGroup(child, 'SIGKILL')
      if (code !== 0) process.stdout.write(printed())
      resolve(late ? 124 : code)
    }
    child.once('error', () => end(127))
    child.once('exit', (code) => end(code === null ? 1 : code))
  })
}

/** Asks a group to end, which lets a browser remove its profile, and ends it after three seconds. */
async function stopGroup(child) {
  const end = Date.now() + 3_000
  let alive = signalGroup(child, 'SIGTERM')
  while (alive && Date.now() < end) {
    await pause(50)
    alive = signalGroup(child, 0)
  }
  signalGroup(child, 'SIGKILL')
}

/** Stops all that runs; resolves when it has ended. */
async function stopAll() {
  isStopping = true
  const ends = [...running].map((child) =>
    unstoppable.has(child) ? new Promise((resolve) => child.once('exit', resolve)) : stopGroup(child),
  )
  await Promise.all(ends)
}

module.exports = { run, stopAll }
