/**
 * How soon the console of the SSO service answers with a million attempts, 100,000 accounts, 500 connections and 20,000
 * known domains in the embedded store, and how soon an identity provider is chosen there. Prints a line a page: median,
 * slowest, and the server's processor time, which others on the machine do not lengthen. `--attempts 10000`: with fewer attempts.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Visitor } from 'postern/sandbox'
import { entrance, freePorts } from '../journeys/house.ts'
import { choiceTimes, chooser } from './console/choosing.ts'
import { domainOf, fill, openFilled, type Size } from './console/fill.ts'
import { consolePages, timesOf } from './console/pages.ts'

const goal = { page: 200, choosing: 5 }
const times = 15
const asked = process.argv.indexOf('--attempts')
const size: Size = {
  attempts: asked < 0 ? 1_000_000 : Number(process.argv[asked + 1]),
  accounts: 100_000,
  connections: 500,
  domains: 20_000,
}
const administrator = { userName: 'admin@contoso.example', password: 'Passage-7-doors' }
const say = (line: string) => process.stdout.write(`${line}\n`)
const median = (of: readonly number[]) => of[Math.floor(of.length / 2)] ?? Number.NaN

function start(port: number, url: string, dataDirectory: string): ChildProcess {
  return spawn(process.execPath, [entrance, 'sso'], {
    env: {
      ...process.env,
      PORT: String(port),
      PUBLIC_URL: url,
      DATA_DIR: dataDirectory,
      LOG_LEVEL: 'silent',
      BOOTSTRAP_ADMIN_USERNAME: administrator.userName,
      BOOTSTRAP_ADMIN_PASSWORD: administrator.password,
    },
    stdio: 'ignore',
  })
}

async function untilServing(url: string, running: ChildProcess): Promise<void> {
  while (running.exitCode === null) {
    const serves = await fetch(url, { redirect: 'manual' }).then(
      () => true,
      () => false,
    )
    if (serves) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the server ended before it served')
}

/** The pages that links lead to, and the searches that a help desk makes. */
async function pagesOf(visitor: Visitor, connection: string) {
  const q = (text: string) => `/admin/activity?q=${encodeURIComponent(text)}`
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
  const twoDays = `from=${ago(46)}&to=${ago(45)}&zone=Europe%2FOslo`
  return [
    ...(await consolePages(visitor)),
    { kind: 'Activity: one person', path: q(`person4711@${domainOf(211, 0)}`) },
    { kind: 'Activity: part of many names', path: q('person1') },
    { kind: 'Activity: nobody', path: q('nobody of this name') },
    { kind: 'Activity: refused', path: '/admin/activity?outcome=refused' },
    {
      kind: 'Activity: tests of one connection',
      path: `/admin/activity?outcome=tested&connection=${connection}`,
    },
    { kind: 'Activity: part of many names, tests', path: `${q('person1')}&outcome=tested` },
    { kind: 'Activity: two days', path: `/admin/activity?${twoDays}` },
    {
      kind: 'Activity: two days, tests of one connection',
      path: `/admin/activity?outcome=tested&connection=${connection}&${twoDays}`,
    },
    {
      kind: 'Activity: two days, part of many names, tests',
      path: `${q('person1')}&outcome=tested&${twoDays}`,
    },
    { kind: 'Accounts: one person', path: '/admin/accounts?q=person4711' },
    { kind: 'Accounts: nobody', path: '/admin/accounts?q=nobody' },
    { kind: 'Connections: a domain', path: `/admin/connections?q=${domainOf(311, 7)}` },
  ]
}

/** Whether the choice alone keeps to its goal. What a browser waits for is told beside it. */
async function choosing(dataDirectory: string, url: string): Promise<boolean> {
  const domains = Array.from({ length: 200 }, (_, n) => domainOf((n * 7) % size.connections, n % 40))
  const { store } = openFilled(dataDirectory, url)
  const took = median(await choiceTimes(store, domains))
  await store.close()
  const browser = await chooser(url)
  const waited: number[] = []
  for (const domain of domains.slice(0, 50)) waited.push(await browser.timeOf(`somebody@${domain}`))
  const whole = median(waited.toSorted((a, b) => a - b)).toFixed(1)
  say(
    `Choosing an identity provider by an address: ${took.toFixed(2)} ms. A browser is sent on after ${whole} ms.`,
  )
  return took < goal.choosing
}

const dataDirectory = mkdtempSync(join(tmpdir(), 'postern-bench-'))
const [port = 0] = await freePorts(1)
const url = `http://127.0.0.1:${port}`
const began = performance.now()
const [connection] = await fill(dataDirectory, url, size)
const gigabytes = statSync(join(dataDirectory, 'store.sqlite')).size / 1e9
say(`Filled in ${((performance.now() - began) / 1_000).toFixed(0)} s: ${gigabytes.toFixed(1)} GB.`)
const running = start(port, url, dataDirectory)
let held = true
try {
  await untilServing(url, running)
  held &&= await choosing(dataDirectory, url)
  const visitor = new Visitor(url)
  await visitor.send('Signing in', '/admin/sign-in', administrator)
  say(`${'milliseconds'.padEnd(56)}   median  slowest  processor`)
  for (const { kind, path } of await pagesOf(visitor, connection?.id ?? '')) {
    const { took, processor } = await timesOf(visitor, path, { times, process: running.pid ?? 0 })
    const slow = median(took) > goal.page
    held &&= !slow
    const columns = [median(took), took.at(-1) ?? Number.NaN, processor].map((ms) =>
      ms.toFixed(1).padStart(9),
    )
    say(`${kind.padEnd(56)}${columns.join('')}${slow ? '  over' : ''}`)
  }
} finally {
  running.kill('SIGTERM')
  await new Promise((resolve) => running.once('exit', resolve))
  rmSync(dataDirectory, { recursive: true, force: true })
}
say(`${held ? 'Within' : 'Over'} ${goal.page} ms a page and ${goal.choosing} ms for choosing.`)
process.exitCode = held ? 0 : 1
