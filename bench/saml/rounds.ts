import { fixtureNames } from './contender.ts'
import { makeFixture } from './fixtures.ts'
import { type Row, rowOf } from './rows.ts'
import type { IssuingRunner, Runner } from './runner.ts'
import { shuffled, spreadOf } from './statistics.ts'

/** How long and how often: a round gives each contender one slice, in an order of its own. */
export interface Pace {
  readonly rounds: number
  readonly milliseconds: number
  readonly warmUp: number
}

type Measure = (runner: Runner) => Promise<{ readonly operations: number; readonly cpu: number }>

/**
 * CPU time of one operation of each, round by round; a ratio is taken within a round and the median is taken of the
 * ratios: what disturbs the machine disturbs all of a round.
 */
async function ratios(
  fixture: string,
  runners: readonly Runner[],
  pace: Pace,
  measure: Measure,
): Promise<readonly Row[]> {
  const found = new Map<string, number[]>(runners.map(({ name }) => [name, []]))
  for (let round = 0; round < pace.rounds; round++) {
    const costs = new Map<string, number>()
    for (const runner of shuffled(runners)) {
      const { operations, cpu } = await measure(runner)
      costs.set(runner.name, cpu / operations)
    }
    const ours = costs.get('postern') ?? Number.NaN
    for (const [name, cost] of costs) found.get(name)?.push(cost / ours)
  }
  return [...found]
    .filter(([name]) => name !== 'postern')
    .map(([name, of]) => rowOf(fixture, name, spreadOf(of)))
}

/** Validation of every fixture by everybody; first each must refuse a copy that was tampered with. */
export async function validationRows(runners: readonly Runner[], pace: Pace): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const fixture of fixtureNames.map((name) => makeFixture(name, Date.now()))) {
    for (const runner of runners) {
      await runner.validate(fixture, pace.warmUp)
      if (runner.name !== 'limit' && !(await runner.rejects(fixture))) {
        throw Error(`${runner.name} accepts a ${fixture.name} that was tampered with`)
      }
    }
    rows.push(
      ...(await ratios(fixture.name, runners, pace, (one) => one.validate(fixture, pace.milliseconds))),
    )
  }
  return rows
}

const issuing = new Set(['postern', 'limit', 'samlify', '@boxyhq/saml20'])

/** Issuing of a response with a signed assertion, by those who can. */
export async function issuingRows(runners: readonly IssuingRunner[], pace: Pace): Promise<readonly Row[]> {
  const able = runners.filter(({ name }) => issuing.has(name))
  for (const runner of able) await runner.issue(pace.warmUp)
  const byName = new Map(able.map((runner) => [runner.name, runner]))
  return ratios('issue', able, pace, async ({ name }) => {
    const runner = byName.get(name)
    if (runner === undefined) throw Error(`${name} does not issue`)
    return runner.issue(pace.milliseconds)
  })
}
