import { execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'
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
  readonly resident: number
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

async function alone<T>(what: string, ...words: readonly string[]): Promise<T> {
  const { stdout } = await run(process.execPath, [script('./alone.ts'), what, ...words])
  return JSON.parse(stdout)
}

export const hostile = () => alone<Hostile>('hostile')
export const growth = () => alone<Growth>('growth')
export const memory = (times: number) => alone<Memory>('memory', String(times))
