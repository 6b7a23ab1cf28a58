// One set-up at a time in a clone: `npm ci` empties node_modules, under the feet of whoever runs beside it.
const { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs')
const path = require('node:path')
const { isAlive } = require('../alive.cjs')

const LONGEST_WAIT = 10 * 60_000
const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

function take(folder) {
  try {
    mkdirSync(folder)
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
  writeFileSync(path.join(folder, 'pid'), String(process.pid))
  return true
}

/** True when the holder died without letting go, also between making the folder and writing its pid. */
function isAbandoned(folder) {
  try {
    return !isAlive(Number(readFileSync(path.join(folder, 'pid'), 'utf8')))
  } catch {
    const found = statSync(folder, { throwIfNoEntry: false })
    return Boolean(found) && Date.now() - found.mtimeMs > 5_000
  }
}

/** Only one of several that wait can rename the folder, so only one takes it out of the way. */
function clear(folder) {
  const aside = `${folder}-${process.pid}`
  try {
    renameSync(folder, aside)
  } catch {
    return
  }
  rmSync(aside, { recursive: true, force: true })
}

/** Runs `work` while no other set-up of this clone does; waits ten minutes at most. */
function alone(folder, { say, fail }, work) {
  const end = Date.now() + LONGEST_WAIT
  for (let turn = 0; !take(folder); turn += 1) {
    if (turn === 0) say('Another set-up is running in this clone, waiting for it…')
    if (Date.now() > end)
      fail(`another set-up has not ended in ten minutes. Remove ${folder} and run this again.`)
    if (isAbandoned(folder)) clear(folder)
    else pause(200)
  }
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  work()
}

module.exports = { alone }
