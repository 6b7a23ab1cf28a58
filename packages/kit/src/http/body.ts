import type { Web } from './app.ts'
import { httpProblem } from './problems.ts'

/** The body's octets, at most `limit`: counted while they arrive, since Content-Length may be absent or a lie. */
export async function readOctets(web: Web, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(web.req.header('content-length') ?? 0) > limit) throw httpProblem('body-too-large', { limit })
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of web.req.raw.body ?? []) {
    length += chunk.length
    if (length > limit) throw httpProblem('body-too-large', { limit })
    chunks.push(chunk)
  }
  const octets = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    octets.set(chunk, at)
    at += chunk.length
  }
  return octets
}
