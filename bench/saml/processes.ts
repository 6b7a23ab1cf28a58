import { execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'
import { hostileParameters } from './hostile.ts'
import { type Spread, spreadOf } from './statistics.ts'

const run = promisify(execFile)
const script = (name: string) => new URL(name, import.meta.url).pathname

/** Starting Node with the package imported against Node alone: the median of pairs. */
export function importRatio(pairs: number): Spread {
  const cost = (...words: readonly string[]) =>
    Number(execFileSync(process.execPath, [script('./bare.ts'), ...words], { encoding: 'utf8' }))
  return spreadOf(Array.from({ length: pairs }, () => cost('import') / cost()))
}

export interface Hostile {
  /** Bodies and how many RSA verifications each takes, the worst first. */
  readonly worst: readonly (readonly [name: string, verifications: number])[]
}
export interface Growth {
  readonly worst: number
  readonly points: readonly (readonly [kibibytes: number, microseconds: number])[]
}
export interface Memory {
  readonly times: number
  readonly early: number
  readonly late: number
}

async function alone<T>(...words: readonly string[]): Promise<T> {
  const { stdout } = await run(process.execPath, words)
  return JSON.parse(stdout)
}

/** Bodies and by how many times 512 KiB each makes a process grow that is new to it, the worst first; the middle of three. */
export function resident(): readonly (readonly [name: string, times: number])[] {
  const words = [script('./alone.ts'), 'resident']
  const grown = (input: string) =>
    Number(execFileSync(process.execPath, words, { input, encoding: 'utf8' })) / (512 * 1024)
  const found = [...hostileParameters()].map(([name, parameter]) => {
    const { median } = spreadOf([grown(parameter), grown(parameter), grown(parameter)])
    return [name, median] as const
  })
  return found.toSorted((a, b) => b[1] - a[1])
}

export const hostile = () => alone<Hostile>(script('./alone.ts'), 'hostile')
export const growth = () => alone<Growth>(script('./alone.ts'), 'growth')

/**
 * With a young generation that stays as small as it begins: V8 lets it grow by tens of MiB in a process that has much to
 * do, whatever it does, and these would hide what is kept.
 */
export const memory = (times: number) =>
  alone<Memory>('--max-semi-space-size=1', script('./alone.ts'), 'memory', String(times))
