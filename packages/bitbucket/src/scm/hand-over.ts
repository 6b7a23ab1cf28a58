import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { type GitProcess, killGit, spawnGit } from '../git/index.ts'

/** A pack of any size takes its time; nobody keeps a place for longer than this. */
const longest = 4 * 60 * 60_000
const probeAfter = 60_000

/**
 * Whether what git answers may go to the client's socket without passing here: a pack, over plain HTTP. What lists references
 * is told by its beginning and goes the usual way, because git writes that through buffers that give up on a socket which
 * is full; a pack it writes with patience (`xwrite` waits).
 */
export async function isForHandingOver(request: IncomingMessage): Promise<boolean> {
  if ('encrypted' in request.socket || !request.url?.endsWith('/git-upload-pack')) return false
  if (request.method !== 'POST') return false
  if (request.headers['content-encoding'] === 'gzip') return true
  const begin = await peek(request)
  return /^[0-9a-f]{4}(?:command=fetch|want )/.test(begin)
}

/** The first octets of a body, which stay in it. */
async function peek(request: IncomingMessage): Promise<string> {
  await Promise.race([once(request, 'readable'), once(request, 'end'), once(request, 'close')])
  const chunk: unknown = request.read()
  if (!Buffer.isBuffer(chunk)) return ''
  request.unshift(chunk)
  return chunk.subarray(0, 20).toString('latin1')
}

/**
 * Lets `http-backend` write the rest of the answer, its head with it, straight to the client: no octet of the pack passes
 * through this process, which would cost it about as much as git itself. Where the answer ends is told by closing.
 */
export async function handOver(
  request: IncomingMessage,
  variables: Readonly<Record<string, string>>,
): Promise<boolean> {
  const { socket } = request
  // With what the kernel has of it before git writes behind it.
  await new Promise<void>((resolve, reject) =>
    socket.write('HTTP/1.1 200 OK\r\nConnection: close\r\n', (error) => (error ? reject(error) : resolve())),
  )
  const child = spawnGit(['http-backend'], { more: variables, stdout: socket })
  const ended = endOf(child, socket)
  request.pipe(child.stdin)
  child.stderr.resume()
  return ended
}

function endOf(child: GitProcess, socket: Socket): Promise<boolean> {
  socket.setTimeout(0)
  // git writes the head of each packet by itself: five octets must not travel alone.
  socket.setNoDelay(false)
  socket.setKeepAlive(true, probeAfter)
  const timer = setTimeout(() => killGit(child), longest)
  socket.once('close', () => killGit(child))
  return new Promise((resolve) => {
    const end = (ok: boolean) => {
      clearTimeout(timer)
      socket.end(() => socket.destroy())
      resolve(ok)
    }
    child.once('error', () => end(false))
    child.once('exit', (code) => end(code === 0))
  })
}
