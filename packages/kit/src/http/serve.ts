import { readFileSync } from 'node:fs'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Settings } from '../settings/index.ts'
import type { Env } from './app.ts'
import { httpProblem } from './problems.ts'

export interface RunningServer {
  readonly port: number
  /** Lets the requests under way end (at most five seconds), then closes. */
  stop(): Promise<void>
}

const bounds = {
  headersTimeout: 10_000,
  // Ours, below: node's holds for every request alike, and would cut a push short.
  requestTimeout: 0,
  keepAliveTimeout: 5_000,
  maxHeaderSize: 32_768,
}
const longestBody = 30_000
const stopWait = 5_000

/**
 * Serves `app` on plain `node:http` (or with TLS where files are given). `before` sees each request first and may take it
 * whole by returning true: its body may take any time, and a client that waits to be told to send it (`Expect`) is told by
 * whoever takes the request. A public address on loopback listens on loopback only.
 */
export async function serve(of: {
  app: Hono<Env>
  settings: Settings
  before?: (request: IncomingMessage, response: ServerResponse) => boolean
}): Promise<RunningServer> {
  const listener = getRequestListener(of.app.fetch, { overrideGlobalObjects: false })
  const handle: RequestListener = (request, response) => {
    if (of.before?.(request, response)) return
    const late = setTimeout(() => request.destroy(), longestBody)
    request.once('close', () => clearTimeout(late))
    if (request.headers.expect) response.writeContinue()
    void listener(request, response)
  }
  const { tls, port, publicUrl } = of.settings
  const server: Server = tls
    ? createTlsServer(
        { ...bounds, cert: readFileSync(tls.certificateFile), key: readFileSync(tls.keyFile) },
        handle,
      )
    : createServer(bounds, handle)
  server.on('checkContinue', handle)
  await listen(server, port, publicUrl.protocol === 'https:' ? undefined : '127.0.0.1')
  const address = server.address()
  return {
    port: address && typeof address === 'object' ? address.port : port,
    stop: () => stop(server),
  }
}

function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? httpProblem('port-in-use', { port }, { cause: error }) : error),
    )
    server.listen({ port, host }, resolve)
  })
}

function stop(server: Server): Promise<void> {
  const force = setTimeout(() => server.closeAllConnections(), stopWait)
  return new Promise((resolve) => {
    server.close(() => {
      clearTimeout(force)
      resolve()
    })
    server.closeIdleConnections()
  })
}
