// The sum of all steps, and the last lines of a test run.
const { readFileSync } = require('node:fs')

/** @type {{file: string, reason: string, count: number}[]} */
const skips = []
const sum = { passed: 0, failed: 0, skipped: 0 }

function addFailure() {
  sum.failed += 1
}

/** What a vitest run wrote; a run that ended badly without a failed test to show for it is one failure. */
function addRun(file, code) {
  let tally = { passed: 0, failed: 0, skips: [] }
  try {
    tally = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    console.log('The test run ended before it could report.')
  }
  sum.passed += tally.passed
  sum.failed += tally.failed || (code === 0 ? 0 : 1)
  skips.push(...tally.skips)
  for (const skip of tally.skips) sum.skipped += skip.count
}

/** Prints why tests were skipped, then the one line that sums up; returns the exit code. */
function conclude() {
  console.log('')
  for (const { file, reason, count } of skips) console.log(`Skipped ${count} in ${file}: ${reason}`)
  console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
  return sum.failed === 0 ? 0 : 1
}

module.exports = { addFailure, addRun, conclude }
