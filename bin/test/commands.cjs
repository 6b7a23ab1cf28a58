// Starts commands so that none outlives the test run: each in a process group of its own, stopped as a whole.
const { spawn } = require('node:child_process')

const running = new Set()

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal)
  } catch {
    // The group has ended by itself.
  }
}

/** @returns the exit code; 127 where the command is not there, 124 when it took longer than `minutes` */
function run(command, args, { env = process.env, cwd, minutes = 20 } = {}) {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'], detached: true })
  running.add(child)
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
    signalGroup(child, 'SIGTERM')
    setTimeout(() => signalGroup(child, 'SIGKILL'), 5_000).unref()
    return ended
  })
  await Promise.all(ends)
}

module.exports = { run, stopAll }
