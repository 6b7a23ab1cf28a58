import { parentPort, workerData } from 'node:worker_threads'
import { readCorpus } from './corpus.ts'
import { countPlaces, isNewPath } from './coverage.ts'
import { mutate } from './mutate.ts'
import { Random } from './random.ts'
import type { Done, Find, Order } from './report.ts'
import type { Target } from './targets.ts'
import { openWatch } from './watch.ts'

/** Milliseconds for one input, the best of three: others share the machine. */
const patience = 1000
const order: Order = workerData
countPlaces()
const { targets, Violation } = await import('./targets.ts')
const { Problem } = await import('../packages/saml/src/problem.ts')
const random = new Random(order.seed)
const watch = openWatch(order.watch)
const report = (of: Find | Done) => parentPort?.postMessage(of)

interface Campaign {
  readonly target: Target
  readonly index: number
  /** Seeds, what was kept, and what took a new way since. */
  readonly pool: Buffer[]
  readonly fresh: Buffer[]
}

/** How a run is wrong; undefined when it is not. */
function fault(target: Target, input: Buffer): string | undefined {
  try {
    target.run(input)
    return undefined
  } catch (error) {
    if (error instanceof Problem) return undefined
    if (error instanceof Violation) return error.message
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
}

const timed = ({ target, index }: Campaign, input: Buffer) => {
  const from = performance.now()
  watch.begin(index, input, Date.now())
  const why = fault(target, input)
  watch.end()
  return { why, took: performance.now() - from }
}

const reported = new Set<string>()
function judge(campaign: Campaign, input: Buffer): boolean {
  const { why, took } = timed(campaign, input)
  const isNew = isNewPath()
  const isSlow =
    took > patience && Math.min(timed(campaign, input).took, timed(campaign, input).took) > patience
  const wrong = why ?? (isSlow ? `took ${Math.round(took)} ms` : undefined)
  if (wrong === undefined) return isNew
  const place = `${campaign.target.name} ${wrong.replace(/\d+/g, '').slice(0, 60)}`
  if (!reported.has(place)) {
    reported.add(place)
    report({ kind: 'find', target: campaign.target.name, why: wrong, input })
  }
  return false
}

function begin(target: Target): Campaign {
  const campaign = { target, index: targets.indexOf(target), pool: [...target.seeds], fresh: [] }
  campaign.pool.push(...readCorpus(target.name))
  for (const input of campaign.pool) judge(campaign, input)
  return campaign
}

const none = Buffer.from('<a/>')
/** The newest are tried more often: nobody has looked around them yet. */
function pick({ pool }: Campaign): Buffer {
  const from = random.below(2) === 0 ? Math.max(0, pool.length - 20) : 0
  return pool[from + random.below(pool.length - from)] ?? none
}

const campaigns = targets.filter((one) => order.targets.includes(one.name)).map(begin)
let executions = 0
while (Date.now() < order.end) {
  for (const campaign of campaigns) {
    const end = Math.min(Date.now() + 100, order.end)
    for (; Date.now() < end; executions++) {
      const input = mutate(pick(campaign), random, pick(campaign))
      if (!judge(campaign, input)) continue
      campaign.pool.push(input)
      campaign.fresh.push(input)
    }
  }
}
report({
  kind: 'done',
  executions,
  newPaths: campaigns.reduce((sum, { fresh }) => sum + fresh.length, 0),
  kept: Object.fromEntries(campaigns.map(({ target, fresh }) => [target.name, fresh])),
})
