/*
 * A document: what stands in its rows. There is no serializer here, no XPath, no look-up by ID and no way to
 * change anything: each has been the door of a published bypass, and nothing needs them.
 */

import { Element } from './element.ts'
import { limits } from './limits.ts'
import { closeAfterwards } from './memory.ts'
import type { Mould } from './mould.ts'
import { Names } from './names.ts'
import { xmlProblem } from './problems.ts'
import { AMPERSAND, BLANK } from './scanner.ts'
import { padding } from './skip.ts'
import {
  ATTRIBUTE,
  CDATA,
  CLOSE,
  DECLARATION,
  DECODE,
  ELEMENT,
  END,
  FLAGS,
  FROM,
  KIND,
  LEAF,
  LOCAL,
  NODE,
  Table,
  TEXT,
  TO,
  URI,
  WIDE,
} from './table.ts'
import { readText, readValue } from './text.ts'
import { nameVocabulary, uriVocabulary } from './vocabulary.ts'

/** Pieces are of as many octets as this power of two. */
const PIECE = 15

const nothing = Buffer.alloc(padding)
const noRows = new Table(1, 0, 0)

/** Flags of what cannot be cut out of the string of all octets. */
const ALTERED = DECODE | CDATA | WIDE

/** An attribute with its expanded name, its value normalised. */
export interface XmlAttribute {
  readonly namespace: string
  readonly name: string
  readonly value: string
}

/**
 * A document as it was read: its octets and tables, never written again until it is closed. Nothing is shared between
 * documents that are open, so that none can change under its holder when the next is read.
 */
export class XmlDocument {
  /** Followed by some of nought. */
  octets: Buffer
  /** How many octets the document itself has. */
  readonly size: number
  nodes: Table
  attributes: Table
  declarations: Table
  readonly names = new Names(nameVocabulary)
  readonly uris = new Names(uriVocabulary)
  private strings: string[] = []

  /** The mould whose tables these are, until it is closed. */
  readonly mould: Mould | undefined

  constructor(octets: Buffer, mould?: Mould) {
    this.octets = octets
    this.size = octets.length - padding
    this.mould = mould
    if (mould === undefined) {
      this.nodes = new Table(NODE, 16 + (this.size >> 5), limits.nodes)
      this.attributes = new Table(ATTRIBUTE, 8 + (this.size >> 7), limits.allAttributes)
      this.declarations = new Table(DECLARATION, 8, limits.allNamespaces)
    } else {
      mould.taken = true
      ;[this.nodes, this.attributes, this.declarations] = mould.tables
    }
    closeAfterwards(this)
  }

  /** Whether all its names are of the vocabulary: the numbers of others mean something in it alone. */
  get isFamiliar(): boolean {
    return this.names.isFamiliar && this.uris.isFamiliar
  }

  get root(): Element {
    return new Element(this, 0)
  }

  /** When its memory is to serve another: from now on there is nothing in it. */
  close(): void {
    if (this.mould !== undefined) this.mould.taken = false
    this.octets = nothing
    this.nodes = this.attributes = this.declarations = noRows
    this.strings = []
  }

  /**
   * Octets that are all ASCII, as characters: cut out of strings that each are made of a piece of the document when first
   * it is needed, which takes a fifth of making each anew.
   */
  private cut(from: number, to: number): string {
    const { strings } = this
    const piece = from >> PIECE
    if (to >> PIECE !== piece) return this.octets.toString('latin1', from, to)
    const start = piece << PIECE
    const end = Math.min(this.size, start + (1 << PIECE))
    strings[piece] ??= this.octets.toString('latin1', start, end)
    return strings[piece]?.slice(from - start, to - start) ?? ''
  }

  /** The first element among siblings, from the row `from` on; `end` when there is none. */
  elementFrom(from: number, end: number): number {
    const { cells } = this.nodes
    let row = from
    while (row < end && cells[row + KIND] !== ELEMENT) row = cells[row + END] ?? end
    return row
  }

  /** The next sibling element; `end`, which is the end of the parent, when there is none. */
  elementAfter(row: number, end: number): number {
    return this.elementFrom(this.nodes.cells[row + END] ?? end, end)
  }

  /** Whether the element of this row has this expanded name. */
  isNamed(row: number, namespace: string, name: string): boolean {
    const { cells } = this.nodes
    return (
      this.names.string(cells[row + LOCAL] ?? 0) === name &&
      this.uris.string(cells[row + URI] ?? 0) === namespace
    )
  }

  attributeAt(row: number): XmlAttribute {
    const { cells } = this.attributes
    const name = this.names.string(cells[row + LOCAL] ?? 0)
    return { namespace: this.uris.string(cells[row + URI] ?? 0), name, value: this.value(row) }
  }

  /** The value of the attribute of this row, as XML 1.0 3.3.3 means it. */
  value(row: number): string {
    const known = this.mould?.values[row]
    if (known !== undefined) return known
    const { cells } = this.attributes
    const [from, to, flags] = [cells[row + FROM] ?? 0, cells[row + TO] ?? 0, cells[row + FLAGS] ?? 0]
    if ((flags & ALTERED) === 0) return this.cut(from, to)
    return readValue(this.octets, from, to, flags)
  }

  /** The text of the element of this row, without an element in it (TXT-2). */
  text(element: number): string {
    const { cells } = this.nodes
    const flags = cells[element + FLAGS] ?? 0
    if ((flags & LEAF) !== 0) return this.run(cells[element + TO] ?? 0, cells[element + CLOSE] ?? 0, flags)
    const end = cells[element + END] ?? 0
    let text = ''
    for (let row = element + NODE; row < end; row += NODE) {
      if (cells[row + KIND] === ELEMENT) {
        throw xmlProblem('xml-nested', { element: this.names.string(cells[element + LOCAL] ?? 0) })
      }
      text += this.run(cells[row + FROM] ?? 0, cells[row + TO] ?? 0, cells[row + FLAGS] ?? 0)
    }
    return text
  }

  /** Whether anything but white space stands directly in the element of this row. */
  hasText(element: number): boolean {
    const { cells } = this.nodes
    const flags = cells[element + FLAGS] ?? 0
    if ((flags & LEAF) !== 0)
      return !this.isBlank(cells[element + TO] ?? 0, cells[element + CLOSE] ?? 0, flags)
    const end = cells[element + END] ?? 0
    for (let row = element + NODE; row < end; row = cells[row + END] ?? end) {
      if (cells[row + KIND] !== TEXT) continue
      if (!this.isBlank(cells[row + FROM] ?? 0, cells[row + TO] ?? 0, cells[row + FLAGS] ?? 0)) return true
    }
    return false
  }

  private isBlank(from: number, to: number, flags: number): boolean {
    for (let at = from; at < to; at++) {
      const octet = this.octets[at] ?? 0
      if (octet <= BLANK) continue
      return octet === AMPERSAND && (flags & DECODE) !== 0 && !/[^ \t\r\n]/.test(this.run(at, to, flags))
    }
    return true
  }

  /** One run of character data or one CDATA section. */
  private run(from: number, to: number, flags: number): string {
    if ((flags & ALTERED) === 0) return this.cut(from, to)
    return readText(this.octets, from, to, flags)
  }
}
