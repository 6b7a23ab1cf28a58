import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { entrance, type House } from './house.ts'

const patience = 60_000

/** One server of a house that was stopped, alone, at its old address and on its old data: the others stay away. */
export async function startAlone(
  house: House,
  name: 'sso' | 'bitbucket',
): Promise<{ stop(): Promise<unknown> }> {
  const address = new URL(house[name])
  const running = spawn(process.execPath, [entrance, name], {
    env: {
      ...process.env,
      PUBLIC_URL: address.origin,
      PORT: address.port,
      DATA_DIR: join(house.dataDirectory, name),
    },
    stdio: 'ignore',
  })
  const ended = new Promise((resolve) => running.once('exit', resolve))
  for (const end = Date.now() + patience; Date.now() < end; await pause()) {
    if (await answers(address)) break
    if (running.exitCode !== null) throw new Error(`postern ${name} ended with ${running.exitCode}`)
  }
  return {
    stop() {
      running.kill('SIGINT')
      return ended
    },
  }
}

/** Whether anybody listens there. */
export async function answers(address: URL | string): Promise<boolean> {
  try {
    await fetch(address, { redirect: 'manual' })
    return true
  } catch {
    return false
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 100))
