/*
 * The octets of a canonical form while it is written.
 */

import type { Escapes } from './escapes.ts'
import { limits } from './limits.ts'
import { room } from './memory.ts'
import { xmlProblem } from './problems.ts'

/** What was appended: octets of the source, or a text. */
export type Piece = { readonly from: number; readonly to: number } | { readonly text: string }

/** Copies octets and returns how many. A call out of JavaScript costs as much as some forty of them. */
export function copied(source: Buffer, into: Buffer, at: number, from: number, to: number): number {
  if (to - from > 40) return source.copy(into, at, from, to)
  for (let i = from, own = at; i < to; i++, own++) into[own] = source[i] ?? 0
  return to - from
}

/** Octets in the making, bounded: a small document can have a canonical form many times its size. */
export class Octets {
  private buffer: Buffer
  private length = 0
  private readonly source: Buffer
  /** Octets of the source that lie in one piece: copied when something else comes. */
  private from = 0
  private to = 0
  private readonly most: number
  private readonly pieces: Piece[] | undefined

  /** With `pieces`, to be told what it is put together of. */
  constructor(source: Buffer, size: number, pieces?: Piece[]) {
    this.pieces = pieces
    this.source = source
    this.most = size + limits.canonical
    this.buffer = room(size)
  }

  /** Appends octets of the source as they stand. */
  copy(from: number, to: number): void {
    if (from !== this.to) {
      this.flush()
      this.from = from
    }
    this.to = to
  }

  /** Appends text as UTF-8. */
  text(text: string): void {
    this.flush()
    this.pieces?.push({ text })
    this.room(text.length)
    const start = this.length
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      if (unit >= 0x80) {
        this.length = start
        this.room(text.length * 3)
        this.length = start + this.buffer.write(text, start)
        return
      }
      this.buffer[this.length++] = unit
    }
  }

  /** Appends octets, each escaped that has to be. */
  escaped(octets: Buffer, escapes: Escapes): void {
    this.flush()
    for (let at = 0; at < octets.length; at++) {
      if (this.length + 6 > this.buffer.length) this.room(6)
      const octet = octets[at] ?? 0
      const instead = escapes[octet]
      if (instead === undefined) this.buffer[this.length++] = octet
      else for (let i = 0; i < instead.length; i++) this.buffer[this.length++] = instead[i] ?? 0
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
    if (from === to) return
    this.pieces?.push({ from, to })
    this.room(to - from)
    this.length += copied(source, this.buffer, this.length, from, to)
  }

  /** Room for more, or the refusal: growth is by doubling, so that the whole stays linear. */
  private room(more: number): void {
    const needed = this.length + more
    if (needed <= this.buffer.length) return
    if (needed > this.most) throw xmlProblem('xml-canonical-size', {})
    const buffer = room(Math.min(Math.max(needed, this.buffer.length * 2), this.most))
    this.buffer.copy(buffer, 0, 0, this.length)
    this.buffer = buffer
  }
}
