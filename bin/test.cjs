// npm test: prepares the machine, then checks types and style and runs every test, and sums it all up.
// `npm test -- unit lint` runs the named steps alone: types, lint, unit, integration, journeys.
const path = require('node:path')
const { whenParentEnds } = require('./parent.cjs')
const { run, stopAll } = require('./test/commands.cjs')
const { startDatabase } = require('./test/database.cjs')
const { installDebianPackages } = require('./test/debian.cjs')
const { makeScratch } = require('./test/scratch.cjs')
const { addFailure, addRun, conclude } = require('./test/tally.cjs')

const root = path.dirname(__dirname)
const tools = path.join(root, 'node_modules', '.bin')
const environment = { ...process.env, PATH: tools + path.delimiter + process.env.PATH }

const scratch = makeScratch()
let stopDatabase = async () => {}
let isStopping = false

const tool = (name, args, env) => run(name, args, { cwd: root, env: { ...environment, ...env } })

async function check(name, args) {
  if ((await tool(name, args)) === 0) return
  console.log(`${name} found errors.`)
  addFailure()
}

async function vitest(project, env) {
  const reporters = ['--reporter=default', `--reporter=${path.join(__dirname, 'test', 'reporter.mjs')}`]
  const tally = path.join(scratch, `${project}.json`)
  const args = ['run', '--project', project, '--allowOnly=false', ...reporters]
  const code = await tool('vitest', args, { ...env, TMPDIR: scratch, POSTERN_TEST_TALLY: tally })
  if (!isStopping) addRun(tally, code)
}

async function integration() {
  const { url, missing, stop } = await startDatabase()
  stopDatabase = stop
  if (missing) console.log(missing)
  await vitest('integration', url ? { TEST_DATABASE_URL: url } : { TEST_DATABASE_MISSING: missing })
  await stop()
}

const STEPS = [
  { name: 'types', title: 'Type check', run: () => check('tsc', ['-b']) },
  { name: 'lint', title: 'Lint', run: lint },
  { name: 'unit', title: 'Unit tests', run: () => vitest('unit') },
  {
    name: 'integration',
    title: 'Integration tests, on the embedded store and on PostgreSQL',
    run: integration,
  },
  { name: 'journeys', title: 'Journeys in a browser', run: () => vitest('journeys') },
]

async function lint() {
  await check('biome', ['check', '--diagnostic-level=error', '--max-diagnostics=50', '.'])
  await check('oxlint', ['--type-aware', '--deny-warnings'])
}

function chosenSteps(names) {
  const unknown = names.find((name) => !STEPS.some((step) => step.name === name))
  if (unknown)
    throw new Error(`there is no step ${unknown}; there are ${STEPS.map((step) => step.name).join(', ')}`)
  return names.length === 0 ? STEPS : STEPS.filter((step) => names.includes(step.name))
}

async function prepare() {
  const code = await run(process.execPath, [path.join(__dirname, 'setup.cjs'), '--packages-only'])
  if (code === 0) return installDebianPackages(run, console.log)
  addFailure()
  process.exit(conclude())
}

async function main() {
  const steps = chosenSteps(process.argv.slice(2))
  await prepare()
  for (const step of steps) {
    if (isStopping) return
    console.log(`\n── ${step.title}`)
    await step.run()
  }
  if (!isStopping) process.exit(conclude())
}

/** `code` is what a shell gives for the signal: 128 and its number. */
function interrupt(code) {
  if (isStopping) return
  isStopping = true
  console.log('\nStopping…')
  Promise.all([stopAll(), stopDatabase()]).then(
    () => process.exit(code),
    () => process.exit(code),
  )
}

process.on('SIGINT', () => interrupt(130))
process.on('SIGTERM', () => interrupt(143))
process.on('SIGHUP', () => interrupt(129))
whenParentEnds(() => interrupt(143))

main().catch((error) => {
  console.error(`npm test: ${error.message}`)
  process.exit(1)
})
