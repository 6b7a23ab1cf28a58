/**
 * A clone of 200 MB through the Bitbucket host against the same repository through `git http-backend` behind nginx and
 * fcgiwrap (Debian packages), turn by turn in one run. Prints a table: medians, the ratio (required: 0.9), and how much
 * memory the host took for it. `--quick`: 40 MB and three rounds.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cloneOnce, makeRepository, pushAll } from './clone/repository.ts'
import { missingServers, startHost, startNginx } from './clone/servers.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const quick = process.argv.includes('--quick')
const [megabytes, rounds] = quick ? [40, 3] : [200, 7]
const required = { ratio: 0.9, growth: 64 }

const missing = missingServers()
if (missing) {
  say(missing)
  process.exit(1)
}
// An end by Ctrl-C is an end too: what was started is stopped as the process exits.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const folder = mkdtempSync(join(tmpdir(), 'postern-bench-clone-'))
const host = await startHost(folder)
const ends: (() => Promise<void>)[] = [host.stop]
try {
  const source = await makeRepository(folder, megabytes)
  await pushAll(source, host.repository)
  const nginx = await startNginx(folder, host.bareFolder)
  ends.unshift(nginx.stop)
  const ways = { host: host.repository, nginx: nginx.repository } as const
  // Once each for nothing: the pages of the pack are in memory afterwards, for both.
  for (const url of Object.values(ways)) await cloneOnce(folder, url)
  forgetPeak(host.pid)
  const before = residentOf(host.pid)
  const took: Record<keyof typeof ways, number[]> = { host: [], nginx: [] }
  for (let round = 0; round < rounds; round++) {
    // Who comes first changes from round to round, so that what warms up or slows down counts for both.
    const order = round % 2 === 0 ? (['host', 'nginx'] as const) : (['nginx', 'host'] as const)
    for (const way of order) took[way].push(await cloneOnce(folder, ways[way]))
  }
  const grown = peakOf(host.pid) - before
  const [ours, theirs] = [median(took.host), median(took.nginx)]
  const ratio = theirs / ours
  say(`A clone of ${megabytes} MB, median of ${rounds} rounds, in seconds (least, median, most):`)
  say(`  through the Bitbucket host      ${line(took.host)}`)
  say(`  through nginx and fcgiwrap      ${line(took.nginx)}`)
  say(`  ratio                           ${ratio.toFixed(2)} (required: ${required.ratio})`)
  say(`  the host's memory at its most   +${grown.toFixed(0)} MB (required: at most ${required.growth})`)
  process.exitCode = ratio >= required.ratio && grown <= required.growth ? 0 : 1
} finally {
  for (const end of ends) await end()
  rmSync(folder, { recursive: true, force: true })
}

function line(times: readonly number[]): string {
  return [Math.min(...times), median(times), Math.max(...times)].map((one) => one.toFixed(2)).join('  ')
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

/** Megabytes, as the kernel counts what is resident: now, and at its most so far. */
function residentOf(pid: number): number {
  return memoryOf(pid, 'VmRSS')
}
/** So that what the push took before is not counted as the clones' (proc(5): clear_refs). */
function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
}
function peakOf(pid: number): number {
  return memoryOf(pid, 'VmHWM')
}
function memoryOf(pid: number, name: string): number {
  const [, kibibytes] =
    new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kibibytes) / 1024
}
