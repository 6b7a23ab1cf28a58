import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
let folder = ''

beforeEach(() => {
  // Below node_modules, where `vitest` is found and where no other run looks for tests.
  folder = mkdtempSync(join(root, 'node_modules/.reporter-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs vitest on one test file and returns what the reporter counted. */
function tallyOf(source: string) {
  writeFileSync(join(folder, 'a.test.js'), `import { beforeAll, describe, test } from 'vitest'\n${source}`)
  writeFileSync(join(folder, 'vitest.config.js'), 'export default { test: { exclude: [] } }')
  const tally = join(folder, 'tally.json')
  const reporter = join(import.meta.dirname, 'reporter.mjs')
  const { status } = spawnSync(join(root, 'node_modules/.bin/vitest'), ['run', `--reporter=${reporter}`], {
    cwd: folder,
    env: { ...process.env, POSTERN_TEST_TALLY: tally },
    stdio: 'ignore',
  })
  return { ...JSON.parse(readFileSync(tally, 'utf8')), status }
}

const skip = (reason: string, count: number) => ({ file: 'a.test.js', reason, count })

test('counts what passed and what failed', () => {
  const tally = tallyOf(`test('a', () => {}); test('b', () => {}); test('c', () => { throw new Error() })`)
  expect(tally).toEqual({ passed: 2, failed: 1, skips: [], status: 1 })
})

test('keeps the reason of each skip', () => {
  // What is skipped here are the tests of the file that is written; the last gives no reason, and is counted too.
  const { skips, passed } = tallyOf(`
    test('a', (ctx) => ctx.skip('no tool'))
    test('b', (ctx) => ctx.skip('no tool'))
    describe('c', { skip: true, meta: { skipped: 'no database' } }, () => describe('d', () => test('e', () => {})))
    test('f', { skip: true }, () => {})`)
  expect(passed).toBe(0)
  expect(skips).toEqual([skip('no tool', 2), skip('no database', 1), skip('no reason given', 1)])
})

test('a file that cannot be read is a failure', () => {
  expect(tallyOf(`throw new Error()`)).toMatchObject({ passed: 0, failed: 1, status: 1 })
})

test('a hook that fails is a failure', () => {
  const suite = `describe('s', () => { beforeAll(() => { throw new Error() }); test('a', () => {}) })`
  const tally = tallyOf(`test('b', () => {}); ${suite}`)
  expect(tally).toMatchObject({ passed: 1, failed: 1, status: 1 })
})

test('an error that no test awaited is a failure', () => {
  const late = `test('a', async () => { Promise.reject(new Error()); await new Promise((end) => setTimeout(end, 50)) })`
  expect(tallyOf(late)).toMatchObject({ passed: 1, failed: 1, status: 1 })
})
