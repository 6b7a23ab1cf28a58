/*
 * `npm run fuzz -- [--seconds 60] [--only response,xml] [--seed n] [--keep] [--try file]`: changes messages of our own
 * making, follows what takes a new way through the code, and fails when one of them is a find.
 */

import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { readCorpus, writeCorpus, writeFind } from './corpus.ts'
import type { Done, Find } from './report.ts'
import { targets } from './targets.ts'
import { openWatch, watchOctets } from './watch.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    only: { type: 'string', default: targets.map((one) => one.name).join(',') },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    workers: { type: 'string', default: String(Math.min(2, availableParallelism())) },
    keep: { type: 'boolean', default: false },
    try: { type: 'string' },
  },
})
const say = (line: string) => process.stdout.write(`${line}\n`)
const end = Date.now() + Number(values.seconds) * 1000
/** Milliseconds after which an input that is still being judged is taken for one that never ends. */
const endless = 10_000
const wanted = targets.map((one) => one.name).filter((name) => values.only.split(',').includes(name))

let finds = 0
function tell({ target, why, input }: Find): void {
  finds++
  say(`find: ${target}: ${why}\n  ${writeFind(target, finds, input)}`)
}

interface Total {
  executions: number
  newPaths: number
}
const total: Total = { executions: 0, newPaths: 0 }

function finish(done: Done): void {
  total.executions += done.executions
  total.newPaths += done.newPaths
  if (!values.keep) return
  for (const [target, inputs] of Object.entries(done.kept)) {
    const short = [...readCorpus(target), ...inputs].filter((one) => one.length <= 6000)
    writeCorpus(target, short.slice(0, 24))
  }
}

/** One worker until the time is over; one that does not come back is replaced. */
async function campaign(names: readonly string[], seed: number): Promise<void> {
  const memory = new SharedArrayBuffer(watchOctets)
  const watch = openWatch(memory)
  const worker = new Worker(new URL('worker.ts', import.meta.url), {
    workerData: { targets: names, seed, end, watch: memory },
  })
  const stuck = await new Promise<boolean>((resolve, reject) => {
    const timer = setInterval(() => {
      const { began } = watch.look()
      if (began > 0 && Date.now() - began > endless) resolve(true)
    }, 500)
    worker.on('message', (of: Find | Done) => (of.kind === 'find' ? tell(of) : finish(of)))
    worker.on('error', reject)
    worker.on('exit', () => {
      clearInterval(timer)
      resolve(false)
    })
  })
  if (!stuck) return
  await worker.terminate()
  const { target, input, executions } = watch.look()
  total.executions += executions
  tell({ kind: 'find', target: targets[target]?.name ?? '', why: 'it did not end', input })
  if (Date.now() < end) await campaign(names, seed + 1)
}

if (values.try !== undefined) {
  const input = readFileSync(values.try)
  for (const { name, run } of targets.filter((one) => wanted.includes(one.name))) {
    try {
      run(input)
      say(`${name}: accepted`)
    } catch (error) {
      say(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    }
  }
  process.exit()
}

const workers = Math.min(wanted.length, Math.max(1, Number(values.workers)))
say(`seed ${values.seed}, ${wanted.length} targets, ${workers} workers, ${values.seconds} s`)
await Promise.all(
  Array.from({ length: workers }, (_, at) =>
    campaign(
      wanted.filter((_, index) => index % workers === at),
      Number(values.seed) + at * 1000,
    ),
  ),
)
say(`${total.executions} executions, ${total.newPaths} new paths, ${finds} finds`)
process.exitCode = finds > 0 ? 1 : 0
