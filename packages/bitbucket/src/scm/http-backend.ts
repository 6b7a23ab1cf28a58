import type { IncomingMessage, ServerResponse } from 'node:http'
import { type GitProcess, killGit, spawnGit } from '../git/index.ts'
import { handOver, isForHandingOver } from './hand-over.ts'
import type { ScmRequest } from './request.ts'

export interface Backend {
  readonly root: string
  /** The folder of the bare repository, by its name below `root`. */
  readonly folder: string
  readonly scm: ScmRequest
  /** Whom git writes down as the one who pushed. */
  readonly user: string
  readonly address: string
}

const longestHead = 16_384
const idle = 10 * 60_000

/**
 * Answers through git's own `http-backend`, a CGI program (RFC 3875), without holding more than a pipe's worth of what
 * passes. Resolves with whether git ended well. The body goes as it came: gzip is undone by git, a chunked one has no
 * length. When the client goes away git is ended, with all it started.
 */
export async function httpBackend(
  request: IncomingMessage,
  response: ServerResponse,
  of: Backend,
): Promise<boolean> {
  // Told to send only now, when the caller is known to be allowed to (RFC 9110 10.1.1).
  if (request.headers.expect) response.writeContinue()
  if (await isForHandingOver(request)) return handOver(request, variables(request, of))
  return passThrough(request, response, of)
}

function passThrough(request: IncomingMessage, response: ServerResponse, of: Backend): Promise<boolean> {
  const child = spawnGit(['http-backend'], { more: variables(request, of) })
  response.setTimeout(idle, () => response.destroy())
  response.once('close', () => killGit(child))
  request.pipe(child.stdin)
  child.stderr.resume()
  passHead(child, response)
  return new Promise((resolve) => {
    child.once('error', () => {
      refuse(response)
      resolve(false)
    })
    child.once('close', (code) => {
      if (!response.headersSent) refuse(response)
      resolve(code === 0)
    })
  })
}

function variables(request: IncomingMessage, of: Backend): Record<string, string> {
  const { scm, root, folder, user, address } = of
  const { headers } = request
  return {
    GIT_PROJECT_ROOT: root,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: `/${folder}/${scm.action}`,
    REQUEST_METHOD: request.method ?? '',
    QUERY_STRING: scm.query,
    REMOTE_USER: user,
    REMOTE_ADDR: address,
    CONTENT_TYPE: headers['content-type'] ?? '',
    ...(headers['content-length'] ? { CONTENT_LENGTH: headers['content-length'] } : {}),
    HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
    GIT_PROTOCOL: protocolOf(headers['git-protocol']),
  }
}

/** `version=2`, and nothing that is not of its shape. */
const protocolOf = (header: string | string[] | undefined) =>
  typeof header === 'string' && /^[\w=:.-]{1,100}$/.test(header) ? header : ''

/** Reads the head that the program writes, then lets the rest flow by itself. */
function passHead(child: GitProcess, response: ServerResponse): void {
  let head = Buffer.alloc(0)
  const onData = (chunk: Buffer) => {
    head = Buffer.concat([head, chunk])
    const end = head.indexOf('\r\n\r\n')
    if (end < 0 && head.length < longestHead) return
    child.stdout.off('data', onData)
    if (end < 0) return killGit(child)
    writeHead(response, head.subarray(0, end).toString('latin1'))
    const rest = head.subarray(end + 4)
    if (rest.length > 0) response.write(rest)
    child.stdout.pipe(response)
  }
  child.stdout.on('data', onData)
}

function writeHead(response: ServerResponse, head: string): void {
  let status = 200
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':')
    const [name, value] = [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
    if (name === 'status') status = Number(value.slice(0, 3))
    else if (colon > 0) response.setHeader(name, value)
  }
  response.writeHead(status)
}

function refuse(response: ServerResponse): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' })
  response.end('git ended before it answered.\n')
}
