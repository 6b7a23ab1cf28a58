/*
 * `npm run test:mutation -- [--budget seconds] [--only part-of-a-path]`: takes each guard out of the code, one at a time,
 * and fails when no test notices.
 */

import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { compilerSays, prepareCompiler } from './compiler.ts'
import { deriveMutants } from './derive.ts'
import { type Excuse, excused } from './excused.ts'
import type { Mutant } from './mutant.ts'

const { values } = parseArgs({
  options: {
    budget: { type: 'string', default: '590' },
    only: { type: 'string', default: '' },
    workers: { type: 'string', default: '2' },
    verbose: { type: 'boolean', default: false },
  },
})
const end = performance.now() + Number(values.budget) * 1000
/** Milliseconds. A mutant that loops is noticed by not ending: so much longer than the code as it is, on a busy machine. */
let patience = 600_000
const endless = 'it did not end'

const excuseOf = (mutant: Mutant) =>
  excused.find(
    ({ file, was, to }) =>
      mutant.file === file && mutant.was.startsWith(was) && (to === undefined || to === mutant.replacement),
  )
const say = (line: string) => process.stdout.write(`${line}\n`)
const place = (mutant: Mutant) =>
  `packages/saml/src/${mutant.file}:${mutant.line} ${mutant.kind}: ${mutant.was} → ${mutant.replacement.replace(/\s+/g, ' ').slice(0, 120)}`

type Outcome = { readonly by: string | undefined } | 'no time'

class Runner {
  private worker = this.start()
  private rounds = 0

  private start(): Worker {
    return new Worker(new URL('worker.ts', import.meta.url))
  }

  async judge(mutant: Mutant | undefined): Promise<Outcome> {
    if (performance.now() > end) return 'no time'
    // Modules are never unloaded, so that a worker grows with each round.
    if (this.rounds++ === 100) await this.renew()
    const by = await this.answer(mutant)
    if (by === endless) await this.renew()
    return { by }
  }

  private answer(mutant: Mutant | undefined): Promise<string | undefined> {
    const { worker } = this
    return new Promise((resolve) => {
      const done = (by: string | undefined) => {
        clearTimeout(timer)
        worker.off('message', done)
        worker.off('error', fail)
        resolve(by)
      }
      const fail = () => done(endless)
      const timer = setTimeout(fail, patience)
      worker.on('message', done)
      worker.on('error', fail)
      worker.postMessage(mutant)
    })
  }

  private async renew(): Promise<void> {
    await this.end()
    this.rounds = 0
    this.worker = this.start()
  }

  async end(): Promise<void> {
    await this.worker.terminate()
  }
}

prepareCompiler()
const mutants = deriveMutants().filter((one) => one.file.includes(values.only))
const runners = Array.from({ length: Number(values.workers) }, () => new Runner())
const [first] = runners
const began = performance.now()
const untouched = await first?.judge(undefined)
patience = Math.max(60_000, 15 * (performance.now() - began))
if (untouched === undefined || untouched === 'no time' || untouched.by !== undefined) {
  say(`The tests fail without any mutant: ${JSON.stringify(untouched)}`)
  process.exit(1)
}

const survivors: Mutant[] = []
const used = new Set<Excuse>()
let spared = 0
let killed = 0
let unjudged = 0
let next = 0
await Promise.all(
  runners.map(async (runner) => {
    for (let mutant = mutants[next++]; mutant !== undefined; mutant = mutants[next++]) {
      const judged = await runner.judge(mutant)
      const by = judged === 'no time' ? judged : (judged.by ?? compilerSays(mutant))
      const outcome: Outcome = by === 'no time' ? by : { by }
      const excuse = excuseOf(mutant)
      if (outcome === 'no time') unjudged++
      else if (outcome.by !== undefined) killed++
      else if (excuse !== undefined) {
        used.add(excuse)
        spared++
      } else survivors.push(mutant)
      if (values.verbose && outcome !== 'no time') say(`${outcome.by ?? 'SURVIVED'}  ${place(mutant)}`)
    }
    await runner.end()
  }),
)
for (const mutant of survivors) say(`survived  ${place(mutant)}`)
const idle = values.only === '' && unjudged === 0 ? excused.filter((one) => !used.has(one)) : []
for (const { file, was } of idle) say(`an excuse that nothing needs: ${file}: ${was}`)
if (unjudged > 0) say(`${unjudged} were not judged: the budget of ${values.budget} s is spent`)
say(`${mutants.length} mutants, ${killed} killed, ${survivors.length} survived, ${spared} excused`)
process.exitCode = survivors.length + unjudged + idle.length > 0 ? 1 : 0
