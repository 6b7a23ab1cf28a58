/*
 * Exclusive XML Canonicalization. It is tested octet for octet against libxml2. It walks the tables of the
 * reader and copies what stands there already in its canonical form, which is nearly everything in the
 * messages that matter.
 */

import { attributesStand, sortedAttributes } from './attribute-order.ts'
import type { XmlDocument } from './document.ts'
import type { Element } from './element.ts'
import { type Escapes, escapeValue, textEscapes, valueEscapes } from './escapes.ts'
import { NONE } from './names.ts'
import { Octets, type Piece } from './octets.ts'
import { Rendering } from './rendering.ts'
import {
  ATTRIBUTE,
  ATTRIBUTES,
  ATTRIBUTES_END,
  CLOSE,
  DECLARATIONS,
  DECLARATIONS_END,
  ELEMENT,
  EMPTY,
  END,
  FLAGS,
  FROM,
  KIND,
  LEAF,
  NAME_SIZE,
  NODE,
  PLAIN,
  PREFIX,
  REWRITE,
  SIMPLE,
  SPELT,
  SPELT_SIZE,
  TO,
  URI,
  WHOLE,
} from './table.ts'
import { decodedText, decodedValue } from './text.ts'

/** Octets to digest. */
export interface CanonicalForm {
  readonly octets: Buffer
  /**
   * Whether every name, value and text in them is copied from where it was read: then they read as their element does,
   * since nothing but the order within a tag, blanks, quotes and ends of tags are not copied. Else something was spelt
   * anew.
   */
  readonly copied: boolean
}

/**
 * Exclusive XML Canonicalization 1.0, without comments (there are none), of `apex` and all below it but `without`:
 * the Signature that the enveloped-signature transform takes out. `prefixList` is InclusiveNamespaces' PrefixList.
 */
export function canonicalFormOf(
  apex: Element,
  without?: Element,
  prefixList: readonly string[] = [],
): CanonicalForm {
  const { document, row } = apex
  const left = without?.row ?? -1
  const forms = prefixList.length === 0 ? document.mould?.forms : undefined
  if (forms === undefined) return written(document, row, left, prefixList)
  const known = forms.octets(document.octets, row, left)
  if (known !== undefined) return { octets: known, copied: true }
  const pieces: Piece[] = []
  const form = written(document, row, left, [], pieces)
  if (form.copied) forms.keep(document.octets, row, left, pieces)
  return form
}

function written(
  document: XmlDocument,
  row: number,
  without: number,
  prefixList: readonly string[],
  pieces?: Piece[],
): CanonicalForm {
  const { cells } = document.nodes
  const size = (cells[row + CLOSE] ?? 0) - (cells[row + FROM] ?? 0)
  const octets = new Octets(document.octets, size + 256, pieces)
  const rendering = new Rendering(document, prefixList, row)
  const canonicalization = new Canonicalization(document, octets, without, rendering)
  canonicalization.element(row)
  return { octets: octets.take(), copied: canonicalization.copied }
}

/** The octets alone. */
export const canonicalize = (apex: Element, without?: Element, prefixList?: readonly string[]): Buffer =>
  canonicalFormOf(apex, without, prefixList).octets

/** One canonicalization: writes the octets while it walks the rows. */
class Canonicalization {
  copied = true
  private readonly document: XmlDocument
  private readonly cells: Int32Array
  private readonly sink: Octets
  private readonly without: number
  private readonly rendering: Rendering

  constructor(document: XmlDocument, sink: Octets, without: number, rendering: Rendering) {
    this.document = document
    this.cells = document.nodes.cells
    this.sink = sink
    this.without = without
    this.rendering = rendering
  }

  /** Depth is bounded by the reader, and with it this recursion. */
  element(row: number): void {
    const { cells, rendering } = this
    if (this.isWhole(row)) {
      const end = (cells[row + CLOSE] ?? 0) + (cells[row + NAME_SIZE] ?? 0) + 3
      this.sink.copy(cells[row + FROM] ?? 0, end)
      return
    }
    if (this.isBare(row)) {
      this.sink.copy(cells[row + FROM] ?? 0, this.endOfAttributes(row))
      this.closeStartTag(row)
      this.content(row)
      this.endTag(row)
      return
    }
    const mark = rendering.enter(row)
    this.startTag(row)
    this.content(row)
    this.endTag(row)
    rendering.leave(row, mark)
  }

  /** As all below it, and nothing below it is left out. */
  private isWhole(row: number): boolean {
    const { cells, without } = this
    return (
      ((cells[row + FLAGS] ?? 0) & WHOLE) !== 0 &&
      (without < row || without >= (cells[row + END] ?? 0)) &&
      this.rendering.isShown(cells[row + PREFIX] ?? NONE, cells[row + URI] ?? NONE)
    )
  }

  /** Written as it should be, in a namespace that is shown already: most elements. */
  private isBare(row: number): boolean {
    const { cells } = this
    return (
      ((cells[row + FLAGS] ?? 0) & (PLAIN | SIMPLE)) === (PLAIN | SIMPLE) &&
      cells[row + DECLARATIONS] === cells[row + DECLARATIONS_END] &&
      this.rendering.isShown(cells[row + PREFIX] ?? NONE, cells[row + URI] ?? NONE)
    )
  }

  private content(row: number): void {
    const { cells } = this
    const flags = cells[row + FLAGS] ?? 0
    if ((flags & LEAF) !== 0) this.characters(cells[row + TO] ?? 0, cells[row + CLOSE] ?? 0, flags)
    const end = cells[row + END] ?? 0
    for (let child = row + NODE; child < end; child = cells[child + END] ?? end) {
      if (child === this.without) continue
      if (cells[child + KIND] === ELEMENT) this.element(child)
      else this.characters(cells[child + FROM] ?? 0, cells[child + TO] ?? 0, cells[child + FLAGS] ?? 0)
    }
  }

  /** Copied as it stands where it is plain, declares nothing, and has its attributes in order. */
  private startTag(row: number): void {
    const { cells, sink } = this
    const { shown } = this.rendering
    const flags = cells[row + FLAGS] ?? 0
    const plain = (flags & PLAIN) !== 0
    const declares = cells[row + DECLARATIONS] !== cells[row + DECLARATIONS_END]
    const from = cells[row + FROM] ?? 0
    if (plain && !declares && shown.length === 0 && attributesStand(this.document, row)) {
      sink.copy(from, this.endOfAttributes(row))
    } else {
      sink.copy(from, from + 1 + (cells[row + NAME_SIZE] ?? 0))
      for (const prefix of shown) this.addDeclaration(prefix)
      for (const at of sortedAttributes(this.document, row)) this.attribute(at, plain)
    }
    this.closeStartTag(row)
  }

  private closeStartTag(row: number): void {
    const { cells, sink } = this
    const to = cells[row + TO] ?? 0
    if (((cells[row + FLAGS] ?? 0) & (PLAIN | EMPTY)) === PLAIN) sink.copy(to - 1, to)
    else sink.text('>')
  }

  /** The octet after the last attribute, or after the name. */
  private endOfAttributes(row: number): number {
    const { cells } = this
    const end = cells[row + ATTRIBUTES_END] ?? 0
    if (end === cells[row + ATTRIBUTES]) return (cells[row + FROM] ?? 0) + 1 + (cells[row + NAME_SIZE] ?? 0)
    return (this.document.attributes.cells[end - ATTRIBUTE + TO] ?? 0) + 1
  }

  private addDeclaration(prefix: number): void {
    const { names, uris } = this.document
    const uri = uris.string(this.rendering.means(prefix))
    const name = prefix === NONE ? ' xmlns' : ` xmlns:${names.string(prefix)}`
    this.sink.text(`${name}="${escapeValue(uri)}"`)
  }

  /** Under the name that it has: exclusive canonicalization renames nothing. */
  private attribute(at: number, plain: boolean): void {
    const { sink } = this
    const { octets } = this.document
    const { cells } = this.document.attributes
    const [spelt, flags] = [cells[at + SPELT] ?? 0, cells[at + FLAGS] ?? 0]
    const [from, to] = [cells[at + FROM] ?? 0, cells[at + TO] ?? 0]
    if (plain && (flags & REWRITE) === 0) {
      sink.copy(spelt - 1, to + 1)
      return
    }
    sink.text(' ')
    sink.copy(spelt, spelt + (cells[at + SPELT_SIZE] ?? 0))
    sink.text('="')
    if ((flags & REWRITE) === 0) sink.copy(from, to)
    else this.spell(decodedValue(octets, from, to, flags), valueEscapes)
    sink.text('"')
  }

  /** Text is copied too, unless it holds CDATA, references, line ends or `>`. */
  private characters(from: number, to: number, flags: number): void {
    const { octets } = this.document
    if ((flags & REWRITE) === 0) this.sink.copy(from, to)
    else this.spell(decodedText(octets, from, to, flags), textEscapes)
  }

  private spell(meaning: Buffer, escapes: Escapes): void {
    this.copied = false
    this.sink.escaped(meaning, escapes)
  }

  private endTag(row: number): void {
    const { cells, sink } = this
    const name = (cells[row + FROM] ?? 0) + 1
    const size = cells[row + NAME_SIZE] ?? 0
    const close = cells[row + CLOSE] ?? 0
    if (((cells[row + FLAGS] ?? 0) & (PLAIN | EMPTY)) === PLAIN) sink.copy(close, close + size + 3)
    else {
      sink.text('</')
      sink.copy(name, name + size)
      sink.text('>')
    }
  }
}
