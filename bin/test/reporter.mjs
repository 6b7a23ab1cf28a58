// Counts what vitest ran and keeps why tests were skipped, in the file that POSTERN_TEST_TALLY names.
import { writeFileSync } from 'node:fs'
import path from 'node:path'

/** The note of ctx.skip(note), else `meta.skipped` of the test or of the nearest suite around it. */
function reasonOf(test) {
  const note = test.result().note
  if (note) return note
  for (let at = test; at; at = at.parent) {
    const reason = at.meta().skipped
    if (reason) return reason
  }
  return 'no reason given'
}

function skipsIn(module) {
  const counts = new Map()
  for (const test of module.children.allTests('skipped')) {
    const reason = reasonOf(test)
    counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  const file = path.relative(process.cwd(), module.moduleId)
  return [...counts].map(([reason, count]) => ({ file, reason, count }))
}

const count = (module, state) => [...module.children.allTests(state)].length

/** A file or a hook of a suite that fails leaves no failed test behind, and must not pass for that. */
function failuresIn(module) {
  const failed = count(module, 'failed')
  return failed === 0 && !module.ok() ? 1 : failed
}

const total = (modules, of) => modules.reduce((sum, module) => sum + of(module), 0)

export default class Tally {
  onTestRunEnd(modules, unhandledErrors) {
    const tally = {
      passed: total(modules, (module) => count(module, 'passed')),
      failed: total(modules, failuresIn) + unhandledErrors.length,
      skips: modules.flatMap(skipsIn),
    }
    writeFileSync(process.env.POSTERN_TEST_TALLY, JSON.stringify(tally))
  }
}
