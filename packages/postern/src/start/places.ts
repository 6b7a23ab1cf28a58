import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import type { ServerName } from '../server.ts'
import { startProblem } from './problems.ts'

/** One of the three servers: where it answers and where it keeps its data. */
export interface Place {
  readonly name: ServerName
  /** As a person calls it. */
  readonly title: string
  readonly variable: string
  readonly port: number
  readonly address: string
  readonly dataDirectory: string
  readonly logFile: string
}

export interface Places {
  readonly dataDirectory: string
  readonly all: readonly Place[]
  readonly identityProvider: Place
  readonly sso: Place
  readonly bitbucket: Place
}

/**
 * The identity provider is at 127.0.0.1 and the other two at localhost, so that its response crosses sites as it does in
 * life: a difference of ports alone does not make two sites.
 */
export function readPlaces(environment: Readonly<Record<string, string | undefined>>, clone: string): Places {
  const dataDirectory = resolve(clone, environment.DATA_DIR || '.postern')
  const place = (name: ServerName, title: string, host: string, variable: string, usual: number): Place => {
    const port = readPort(environment, variable, usual)
    return {
      name,
      title,
      variable,
      port,
      address: `http://${host}:${port}`,
      dataDirectory: join(dataDirectory, name),
      logFile: join(dataDirectory, `${name}.log`),
    }
  }
  const identityProvider = place(
    'identity-provider',
    'identity provider',
    '127.0.0.1',
    'IDENTITY_PROVIDER_PORT',
    4100,
  )
  const sso = place('sso', 'SSO service', 'localhost', 'SSO_PORT', 4200)
  const bitbucket = place('bitbucket', 'Bitbucket host', 'localhost', 'BITBUCKET_PORT', 7990)
  return { dataDirectory, all: [identityProvider, sso, bitbucket], identityProvider, sso, bitbucket }
}

function readPort(
  environment: Readonly<Record<string, string | undefined>>,
  variable: string,
  usual: number,
): number {
  const value = environment[variable]
  if (!value) return usual
  const port = Number(value)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw startProblem('port-invalid', { variable, value })
  return port
}

/** Throws `port-in-use` before anything is started, so that there is one clear line and nothing to clean up. */
export async function requireFreePorts(places: readonly Place[]): Promise<void> {
  for (const { port, title, variable } of places) {
    const free = await new Promise<boolean>((answer) => {
      const probe = createServer()
      probe.once('error', () => answer(false))
      probe.listen({ port, host: '127.0.0.1' }, () => probe.close(() => answer(true)))
    })
    if (!free) throw startProblem('port-in-use', { port, server: title, variable })
  }
}
