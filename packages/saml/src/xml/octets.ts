/*
 * The octets of a canonical form while it is written.
 */

import { limits } from './limits.ts'
import { xmlProblem } from './problems.ts'

/** Octets in the making, bounded: a small document can have a canonical form many times its size. */
export class Octets {
  private buffer = Buffer.allocUnsafe(16 * 1024)
  private length = 0

  /** Appends text as UTF-8. */
  text(text: string): void {
    this.room(text.length * 3)
    this.length += this.buffer.write(text, this.length, 'utf8')
  }

  /** Appends octets of a document as they stand. */
  copy(source: Buffer, from: number, to: number): void {
    this.room(to - from)
    this.length += source.copy(this.buffer, this.length, from, to)
  }

  /** The octets written; nothing may be written afterwards. */
  take(): Buffer {
    return this.buffer.subarray(0, this.length)
  }

  /** Room for more, or the refusal: growth is by doubling, so that the whole stays linear. */
  private room(more: number): void {
    const needed = this.length + more
    if (needed <= this.buffer.length) return
    if (this.length > limits.canonical) throw xmlProblem('xml-canonical-size', {})
    const buffer = Buffer.allocUnsafe(Math.max(needed, this.buffer.length * 2))
    this.buffer.copy(buffer, 0, 0, this.length)
    this.buffer = buffer
  }
}
