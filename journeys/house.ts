import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What `sandbox.json` holds. */
export interface Sandbox {
  readonly bitbucket: string
  readonly sso: string
  readonly identityProvider: string
  readonly accounts: readonly {
    readonly system: 'identity-provider' | 'sso' | 'bitbucket'
    readonly role: 'administrator' | 'user'
    readonly userName: string
    readonly password: string
  }[]
}

/** Three servers that run as a person starts them, with a data directory of their own. */
export interface House extends Sandbox {
  readonly dataDirectory: string
  /** Ctrl-C. Resolves with the exit status. */
  stop(): Promise<number | null>
  /** `kill -9` of the whole group. */
  kill(): Promise<void>
  /** Starts again on the same data and the same ports. */
  again(): Promise<House>
  /** Stops and removes everything. */
  leave(): Promise<void>
}

/** The command line, as built. */
export const entrance = fileURLToPath(new URL('../packages/postern/dist/main.js', import.meta.url))
const patience = 60_000

export async function startHouse(
  options: { empty?: boolean; ports?: readonly number[]; version?: string } = {},
): Promise<House> {
  const [bitbucket, sso, identityProvider] = options.ports ?? (await freePorts(3))
  const environment = {
    ...process.env,
    DATA_DIR: mkdtempSync(join(tmpdir(), 'postern-journey-')),
    BITBUCKET_PORT: String(bitbucket),
    SSO_PORT: String(sso),
    IDENTITY_PROVIDER_PORT: String(identityProvider),
    ...(options.version ? { BITBUCKET_VERSION: options.version } : {}),
  }
  return run(environment, options.empty ? ['start', '--empty'] : ['start'])
}

async function run(
  environment: NodeJS.ProcessEnv & { DATA_DIR: string },
  words: readonly string[],
): Promise<House> {
  // A group of its own, so that the whole of it can be told to stop, as a terminal does.
  const running = spawn(process.execPath, [entrance, ...words], {
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  for (const stream of [running.stdout, running.stderr]) stream.on('data', (part) => said.push(String(part)))
  const ended = new Promise<number | null>((resolve) => running.once('exit', resolve))
  const sandbox = await untilReady(environment.DATA_DIR, running, said)
  const signal = (name: NodeJS.Signals) => {
    if (running.exitCode === null && running.signalCode === null && running.pid)
      process.kill(-running.pid, name)
    return ended
  }
  return {
    ...sandbox,
    dataDirectory: environment.DATA_DIR,
    stop: () => signal('SIGINT'),
    kill: async () => void (await signal('SIGKILL')),
    again: () => run(environment, words),
    leave: async () => {
      await signal('SIGINT')
      rmSync(environment.DATA_DIR, { recursive: true, force: true })
    },
  }
}

async function untilReady(
  dataDirectory: string,
  running: ChildProcess,
  said: readonly string[],
): Promise<Sandbox> {
  const file = join(dataDirectory, 'sandbox.json')
  // After a kill the file of the run before is still there; the start removes it before it says its first word.
  while (said.length === 0 && running.exitCode === null) await pause()
  for (const end = Date.now() + patience; Date.now() < end; await pause()) {
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Sandbox
    if (running.exitCode !== null) break
  }
  throw new Error(`postern start did not become ready:\n${said.join('')}`)
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20))
}

/** Ports that nobody listens on at this moment. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer()
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      return server
    }),
  )
  const ports = servers.map((server) => {
    const address = server.address()
    return address && typeof address === 'object' ? address.port : 0
  })
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

/** The account of `accounts` that fits. */
export function accountOf(
  house: Sandbox,
  system: Sandbox['accounts'][number]['system'],
  role: 'administrator' | 'user',
) {
  const account = house.accounts.find((one) => one.system === system && one.role === role)
  if (!account) throw new Error(`the sandbox names no ${role} of ${system}`)
  return account
}
