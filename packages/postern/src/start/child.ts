import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, renameSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Report } from '../server.ts'
import type { Place } from './places.ts'
import { startProblem } from './problems.ts'
import type { TestAccount } from './record.ts'

export interface Child {
  readonly place: Place
  /** Resolves when the server answers; rejects with Problem `server-stopped` where it does not. */
  readonly ready: Promise<void>
  /** Resolves with a line that says how, once the process has ended. */
  readonly ended: Promise<string>
  stop(): void
  kill(): void
}

const entrance = fileURLToPath(new URL('../main.js', import.meta.url))
const readyWait = 30_000

/**
 * V8's young generation is kept at 4 MB instead of up to 16: it only holds what one request leaves behind, and the rest
 * would stay resident in each of three processes.
 */
const nodeOptions = ['--max-semi-space-size=4']

/** Starts one server as a process of its own. It ends with this process, however this one ends: their channel closes. */
export function startChild(place: Place, administrator: TestAccount, sso: Place): Child {
  const log = openLog(place.logFile)
  const running = spawn(process.execPath, [...nodeOptions, entrance, place.name], {
    env: environmentFor(place, administrator, sso),
    stdio: ['ignore', log, log, 'ipc'],
  })
  closeSync(log)
  const ended = new Promise<string>((resolve) =>
    running.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with ${code}`)),
  )
  const ready = untilReady(running, ended).then((why) => {
    if (why === undefined) return
    running.kill('SIGKILL')
    throw startProblem('server-stopped', { server: place.title, why, log: place.logFile })
  })
  return { place, ready, ended, stop: () => running.kill('SIGTERM'), kill: () => running.kill('SIGKILL') }
}

function environmentFor(place: Place, administrator: TestAccount, sso: Place): NodeJS.ProcessEnv {
  const { PATH, HOME, TZ, LANG, LOG_LEVEL, NODE_OPTIONS, NODE_V8_COVERAGE, BITBUCKET_VERSION } = process.env
  return {
    ...Object.fromEntries(
      Object.entries({
        PATH,
        HOME,
        TZ,
        LANG,
        LOG_LEVEL,
        NODE_OPTIONS,
        NODE_V8_COVERAGE,
        BITBUCKET_VERSION,
      }).filter(([, value]) => value),
    ),
    // Only Bitbucket reads it: what stands at first where an add-on asks for the address of the SSO service.
    SSO_SERVICE: sso.address,
    PUBLIC_URL: place.address,
    PORT: String(place.port),
    DATA_DIR: place.dataDirectory,
    BOOTSTRAP_ADMIN_USERNAME: administrator.userName,
    BOOTSTRAP_ADMIN_PASSWORD: administrator.password,
  }
}

/** Only this start and the one before are kept, so that the logs have a bound. */
function openLog(file: string): number {
  if (existsSync(file)) renameSync(file, `${file}.before`)
  return openSync(file, 'a', 0o600)
}

/** Undefined when it answers, else why not. */
function untilReady(running: ChildProcess, ended: Promise<string>): Promise<string | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('no answer within 30 seconds.'), readyWait)
    const settle = (why: string | undefined) => {
      clearTimeout(timer)
      resolve(why)
    }
    running.once('message', (report: Report) => settle(report.ready ? undefined : report.why))
    running.once('error', (error) => settle(error.message))
    void ended.then((how) => settle(`the process ${how}.`))
  })
}
