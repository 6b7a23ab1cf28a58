import { type ChildProcess, spawn } from 'node:child_process'
import { entrance, freePorts } from '../../journeys/house.ts'

export const administrator = { userName: 'admin@contoso.example', password: 'Passage-7-doors' }

export interface Server {
  readonly origin: string
  stop(): Promise<void>
}

/** The identity provider alone, as built, on the embedded store in `dataDirectory`. */
export async function startIdentityProvider(dataDirectory: string): Promise<Server> {
  const [port = 0] = await freePorts(1)
  const origin = `http://127.0.0.1:${port}`
  const { DATABASE_URL: _other, ...environment } = process.env
  const running = spawn(process.execPath, [entrance, 'identity-provider'], {
    env: {
      ...environment,
      PORT: String(port),
      PUBLIC_URL: origin,
      DATA_DIR: dataDirectory,
      LOG_LEVEL: 'silent',
      BOOTSTRAP_ADMIN_USERNAME: administrator.userName,
      BOOTSTRAP_ADMIN_PASSWORD: administrator.password,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  await untilAnswer(origin, running)
  return {
    origin,
    async stop() {
      const ended = new Promise((resolve) => running.once('exit', resolve))
      running.kill('SIGTERM')
      await ended
    },
  }
}

async function untilAnswer(origin: string, running: ChildProcess): Promise<void> {
  while (running.exitCode === null) {
    const answers = await fetch(origin, { redirect: 'manual' }).then(
      () => true,
      () => false,
    )
    if (answers) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the server ended before it answered')
}
