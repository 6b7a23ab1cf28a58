/**
 * How soon one server process answers after its start, and how much memory it holds after its first sign-in. Built code,
 * embedded store, a fresh data directory each time. Prints one line a server: the median of the starts, then VmRSS.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bSimon } from '../journeys/doors.ts'
import { entrance, freePorts, startHouse } from '../journeys/house.ts'
import { signInByHttp } from '../journeys/person.ts'

const servers = ['identity-provider', 'sso', 'bitbucket'] as const
type ServerName = (typeof servers)[number]
const starts = 7
const goal = { milliseconds: 1_500, megabytes: 150 }

async function firstAnswer(server: ServerName): Promise<number> {
  const [port = 0] = await freePorts(1)
  const dataDirectory = mkdtempSync(join(tmpdir(), 'postern-bench-'))
  const began = performance.now()
  const running = spawn(process.execPath, [entrance, server], {
    env: {
      ...process.env,
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      DATA_DIR: dataDirectory,
      LOG_LEVEL: 'silent',
      BOOTSTRAP_ADMIN_USERNAME: 'admin@contoso.example',
      BOOTSTRAP_ADMIN_PASSWORD: 'Passage-7-doors',
    },
    stdio: 'ignore',
  })
  await untilAnswer(`http://127.0.0.1:${port}/`, running)
  const took = performance.now() - began
  running.kill('SIGKILL')
  await new Promise((resolve) => running.once('exit', resolve))
  rmSync(dataDirectory, { recursive: true, force: true })
  return took
}

async function untilAnswer(url: string, running: ChildProcess): Promise<void> {
  while (running.exitCode === null) {
    const status = await fetch(url, { redirect: 'manual' }).then(
      (answer) => answer.status,
      () => 0,
    )
    if (status > 0 && status < 500) return
    await new Promise((resolve) => setTimeout(resolve, 3))
  }
  throw new Error('the server ended before it answered')
}

/** Megabytes resident of each server of a house, by the name on its command line. */
function residentOf(server: ServerName, dataDirectory: string): number {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8')
      if (
        !words.includes(entrance) ||
        !words.includes(server) ||
        !environment.includes(`DATA_DIR=${dataDirectory}`)
      )
        continue
      const kibibytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
      return Number(kibibytes) / 1024
    } catch {
      // The process ended while it was looked at, or is somebody else's.
    }
  }
  throw new Error(`no process of ${server} was found`)
}

const median = (of: number[]) => of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)] ?? Number.NaN

const house = await startHouse()
await signInByHttp(house, bSimon(house))
const resident = new Map(
  servers.map((server) => [server, residentOf(server, join(house.dataDirectory, server))]),
)
await house.leave()

let held = true
for (const server of servers) {
  const times: number[] = []
  for (let start = 0; start < starts; start++) times.push(await firstAnswer(server))
  const megabytes = resident.get(server) ?? Number.NaN
  held &&= median(times) < goal.milliseconds && megabytes < goal.megabytes
  const range = `${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)}`
  process.stdout.write(
    `${server.padEnd(18)} first answer ${median(times).toFixed(0)} ms (${range}), ` +
      `${megabytes.toFixed(0)} MB resident after the first sign-in\n`,
  )
}
process.stdout.write(`${held ? 'Within' : 'Over'} ${goal.milliseconds} ms and ${goal.megabytes} MB.\n`)
process.exitCode = held ? 0 : 1
