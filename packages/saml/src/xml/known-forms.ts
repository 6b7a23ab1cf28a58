/*
 * Canonical forms of a mould (mould.ts): which pieces of the document they are made of depends on nothing that a slot
 * holds.
 */

import { room } from './memory.ts'
import { copied, type Piece } from './octets.ts'

/** Of a document to be digested there are two, of one that is signed as a whole and in part four. */
const most = 4

/** A place in the mould, and how many slots end before it. */
interface Place {
  readonly at: number
  readonly slot: number
}

/** Octets of the document from one place to another; or, where they are the same in all of this mould, these octets. */
type KnownPiece = { readonly from: Place; readonly to: Place } | { readonly fixed: Buffer }

interface KnownForm {
  readonly row: number
  readonly without: number
  readonly pieces: readonly KnownPiece[]
}

/** The forms of the documents of one mould, of which one is open at a time. */
export class KnownForms {
  private readonly forms: KnownForm[] = []
  /** Of each slot its first octet and the one after its last, in the mould; how much further behind all after it stands. */
  private readonly starts: Int32Array
  private readonly ends: Int32Array
  private readonly shifts: Int32Array

  constructor(starts: Int32Array, ends: Int32Array, shifts: Int32Array) {
    this.starts = starts
    this.ends = ends
    this.shifts = shifts
  }

  /** The canonical form of the element of a row without that of another, in the document that is open; when it is known. */
  octets(document: Buffer, row: number, without: number): Buffer | undefined {
    const known = this.forms.find((form) => form.row === row && form.without === without)
    if (known === undefined) return undefined
    let size = 0
    for (const piece of known.pieces) size += this.sizeOf(piece)
    const form = room(size)
    let length = 0
    for (const piece of known.pieces) {
      length +=
        'fixed' in piece
          ? copied(piece.fixed, form, length, 0, piece.fixed.length)
          : copied(document, form, length, this.placeOf(piece.from), this.placeOf(piece.to))
    }
    return form
  }

  /** Keeps how the form of the element of a row, without that of another, was put together in this document. */
  keep(document: Buffer, row: number, without: number, pieces: readonly Piece[]): void {
    if (this.forms.length >= most) return
    const known: KnownPiece[] = []
    for (const piece of pieces) {
      const own = this.inMould(document, piece)
      const last = known.at(-1)
      const joins = 'fixed' in own && last !== undefined && 'fixed' in last
      if (joins) known[known.length - 1] = { fixed: Buffer.concat([last.fixed, own.fixed]) }
      else known.push(own)
    }
    this.forms.push({ row, without, pieces: known })
  }

  private inMould(document: Buffer, piece: Piece): KnownPiece {
    if ('text' in piece) return { fixed: Buffer.from(piece.text) }
    const [from, to] = [this.placeInMould(piece.from), this.placeInMould(piece.to)]
    const holdsNoSlot = (this.starts[from.slot] ?? Number.POSITIVE_INFINITY) >= to.at
    return holdsNoSlot ? { fixed: Buffer.from(document.subarray(piece.from, piece.to)) } : { from, to }
  }

  private sizeOf(piece: KnownPiece): number {
    return 'fixed' in piece ? piece.fixed.length : this.placeOf(piece.to) - this.placeOf(piece.from)
  }

  private placeOf({ at, slot }: Place): number {
    return at + (this.shifts[slot] ?? 0)
  }

  private placeInMould(place: number): Place {
    const { ends, shifts } = this
    let slot = 0
    while ((ends[slot] ?? Number.NaN) + (shifts[slot + 1] ?? 0) <= place) slot++
    return { at: place - (shifts[slot] ?? 0), slot }
  }
}
