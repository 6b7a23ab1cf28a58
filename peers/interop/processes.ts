import { type ChildProcess, spawn } from 'node:child_process'

const patience = 20_000
const pause = () => new Promise((resolve) => setTimeout(resolve, 50))

/** A server of others that runs; `stop` ends it and waits for its end. */
export interface Running {
  stop(): Promise<void>
}

/**
 * Starts a server and waits until it answers at `address`. It stays in the group of the test run, so that Ctrl-C there
 * reaches it too.
 */
export async function startServer(
  [program, ...args]: readonly [string, ...string[]],
  address: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const child = spawn(program, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(String(part)))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for (const end = Date.now() + patience; !(await answers(address)); await pause()) {
    if (child.exitCode === null && Date.now() < end) continue
    await stop(child, ended)
    throw new Error(`${program} did not start:\n${said.join('').slice(-2_000)}`)
  }
  return { stop: () => stop(child, ended) }
}

function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
  return ended
}

const answers = (address: string) =>
  fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(5_000) }).then(
    () => true,
    () => false,
  )
