/*
 * Where a canonical form goes: into octets that are digested, or past octets that it is compared with.
 */

import type { Escapes } from './escapes.ts'
import { limits } from './limits.ts'
import { xmlProblem } from './problems.ts'

/** What the canonicalization hands over, piece by piece. */
export interface CanonicalSink {
  /** Octets of the document, as they stand. */
  copy(from: number, to: number): void
  text(text: string): void
  /** Octets, each escaped that has to be. */
  escaped(octets: Buffer, escapes: Escapes): void
}

/** Octets in the making, bounded: a small document can have a canonical form many times its size. */
export class Octets implements CanonicalSink {
  private buffer: Buffer
  private length = 0
  private readonly source: Buffer
  /** Octets of the source that lie in one piece: copied when something else comes. */
  private from = 0
  private to = 0

  constructor(source: Buffer, size: number) {
    this.source = source
    this.buffer = Buffer.allocUnsafe(size)
  }

  copy(from: number, to: number): void {
    if (from !== this.to) {
      this.flush()
      this.from = from
    }
    this.to = to
  }

  text(text: string): void {
    this.flush()
    this.room(text.length * 3)
    const start = this.length
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      if (unit >= 0x80) {
        this.length = start + this.buffer.write(text, start)
        return
      }
      this.buffer[this.length++] = unit
    }
  }

  escaped(octets: Buffer, escapes: Escapes): void {
    this.flush()
    this.room(octets.length * 6)
    for (let at = 0; at < octets.length; at++) {
      const octet = octets[at] ?? 0
      const instead = escapes[octet]
      if (instead === undefined) this.buffer[this.length++] = octet
      else for (let i = 0; i < instead.length; i++) this.buffer[this.length++] = instead.charCodeAt(i)
    }
  }

  /** The octets written; nothing may be written afterwards. */
  take(): Buffer {
    this.flush()
    return this.buffer.subarray(0, this.length)
  }

  private flush(): void {
    const { source, from, to } = this
    this.from = to
    this.room(to - from)
    // A call out of JavaScript costs as much as some forty octets.
    if (to - from > 40) this.length += source.copy(this.buffer, this.length, from, to)
    else for (let at = from; at < to; at++) this.buffer[this.length++] = source[at] ?? 0
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

/** Whether a document is its own canonical form, octet for octet. */
export class Comparison implements CanonicalSink {
  private readonly octets: Buffer
  private at = 0
  private equal = true

  constructor(octets: Buffer) {
    this.octets = octets
  }

  /** What stands where it is to stand is equal; only what was moved has to be looked at. */
  copy(from: number, to: number): void {
    if (from === this.at) this.at = to
    else this.look(this.octets.subarray(from, to))
  }

  text(text: string): void {
    this.look(Buffer.from(text, 'utf8'))
  }

  escaped(octets: Buffer, escapes: Escapes): void {
    for (let at = 0; at < octets.length; at++) {
      const octet = octets[at] ?? 0
      const instead = escapes[octet]
      if (instead === undefined) this.next(octet)
      else for (let i = 0; i < instead.length; i++) this.next(instead.charCodeAt(i))
    }
  }

  /** Equal to the last octet: nothing is left over. */
  holds(): boolean {
    return this.equal && this.at === this.octets.length
  }

  private next(octet: number): void {
    if (this.octets[this.at++] !== octet) this.equal = false
  }

  private look(octets: Buffer): void {
    const end = this.at + octets.length
    if (!this.octets.subarray(this.at, end).equals(octets)) this.equal = false
    this.at = end
  }
}
