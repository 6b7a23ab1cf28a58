/*
 * Compression, the one place of it. The published bombs (CVE-2023-26483, CVE-2023-28119, CVE-2025-25293) all
 * met a receiver that inflated first and measured afterwards; zlib stops at a bound if it is told one. What
 * follows the stream is refused: two receivers would disagree on whether it belongs to the message.
 */

import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { bindingProblem } from './problems.ts'

/** LIM-4. Two hundred megabytes come in a query of 190 kB. */
const mostInflated = 1024 * 1024

/** Inflates one raw DEFLATE stream and nothing after it (BIND-4), stopping at the bound. */
export function inflate(octets: Uint8Array): Buffer {
  let consumed = 0
  let inflated: Buffer
  try {
    const result: unknown = inflateRawSync(octets, { maxOutputLength: mostInflated, info: true })
    ;({ inflated, consumed } = outcome(result))
  } catch (cause) {
    const tooLarge = cause instanceof RangeError
    throw bindingProblem(tooLarge ? 'redirect-inflated-size' : 'redirect-deflate', {}, { cause })
  }
  if (consumed !== octets.length) throw bindingProblem('redirect-deflate', {})
  return inflated
}

/** With `info` zlib also tells how many octets it took; the types of Node do not know this form of answer. */
function outcome(result: unknown): { inflated: Buffer; consumed: number } {
  if (typeof result !== 'object' || result === null || !('buffer' in result) || !('engine' in result))
    throw Error()
  const { buffer, engine } = result
  const counted = typeof engine === 'object' && engine !== null && 'bytesWritten' in engine
  if (!Buffer.isBuffer(buffer) || !counted || typeof engine.bytesWritten !== 'number') throw Error()
  return { inflated: buffer, consumed: engine.bytesWritten }
}

/** Raw DEFLATE, as Bindings 3.4.4.1 demands: no zlib header, which some receivers guess at and we refuse. */
export const deflate = (xml: string): Buffer => deflateRawSync(Buffer.from(xml, 'utf8'))
