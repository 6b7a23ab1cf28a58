import { Problem } from '@postern/saml/problem'

export type ServerName = 'identity-provider' | 'sso' | 'bitbucket'

/** What a server tells the process that started it: that it answers, or in one line why it does not. */
export type Report = { readonly ready: true } | { readonly ready: false; readonly why: string }

interface Running {
  stop(): Promise<void>
}

const starts: Record<ServerName, () => Promise<{ start(environment: NodeJS.ProcessEnv): Promise<Running> }>> =
  {
    'identity-provider': () => import('@postern/identity-provider'),
    sso: () => import('@postern/sso'),
    bitbucket: () => import('@postern/bitbucket'),
  }

/** Runs one server until it is told to stop (SIGINT, SIGTERM) or the process that started it is gone. */
export async function runServer(name: ServerName): Promise<number> {
  const server = await starts[name]()
  let running: Running
  try {
    running = await server.start(process.env)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    report({ ready: false, why: `${error.message} ${error.remedy}` })
    throw error
  }
  report({ ready: true })
  await untilToldToStop()
  await running.stop()
  if (process.connected) process.disconnect()
  return 0
}

function report(of: Report): void {
  process.send?.(of)
}

function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(signal, () => resolve())
  })
}
