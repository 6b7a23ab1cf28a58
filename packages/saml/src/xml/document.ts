/*
 * A document: what stands in its rows. There is no serializer here, no XPath, no look-up by ID and no way to
 * change anything: each has been the door of a published bypass, and nothing needs them.
 */

import { Element } from './element.ts'
import { limits } from './limits.ts'
import { Names } from './names.ts'
import { xmlProblem } from './problems.ts'
import {
  ATTRIBUTE,
  CLEAN,
  DECLARATION,
  DECODE,
  ELEMENT,
  END,
  ESCAPE,
  FLAGS,
  FROM,
  KIND,
  LOCAL,
  NODE,
  Table,
  TEXT,
  TO,
  URI,
} from './table.ts'
import { decodedText, decodedValue } from './text.ts'
import { nameVocabulary, uriVocabulary } from './vocabulary.ts'

/** An attribute with its expanded name, its value normalised. */
export interface XmlAttribute {
  readonly namespace: string
  readonly name: string
  readonly value: string
}

/**
 * A document as it was read: its octets and tables of its own, never written again. Nothing is shared between
 * documents, so that one that is held cannot change under its holder when the next is read.
 */
export class XmlDocument {
  readonly octets: Buffer
  readonly nodes: Table
  readonly attributes: Table
  readonly declarations: Table
  readonly names = new Names(nameVocabulary)
  readonly uris = new Names(uriVocabulary)
  private count = 0
  private string: string | undefined

  constructor(octets: Buffer) {
    this.octets = octets
    this.nodes = new Table(NODE, 16 + ((octets.length * 3) >> 7))
    this.attributes = new Table(ATTRIBUTE, 8 + (octets.length >> 7))
    this.declarations = new Table(DECLARATION, 8)
  }

  get root(): Element {
    return new Element(this, 0)
  }

  /** The octets as characters, one for one: what is ASCII is cut out of it. */
  get latin1(): string {
    this.string ??= this.octets.toString('latin1')
    return this.string
  }

  /** For the reader alone: a row more, within the bound that holds for all of them together. */
  addNode(offset: number): number {
    this.bound(offset)
    return this.nodes.add()
  }

  addAttribute(offset: number): number {
    this.bound(offset)
    return this.attributes.add()
  }

  addDeclaration(offset: number): number {
    this.bound(offset)
    return this.declarations.add()
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
    const { cells } = this.attributes
    const [from, to, flags] = [cells[row + FROM] ?? 0, cells[row + TO] ?? 0, cells[row + FLAGS] ?? 0]
    if ((flags & ~ESCAPE) === CLEAN) return this.latin1.slice(from, to)
    return decodedValue(this.octets, from, to, flags).toString('utf8')
  }

  /** The text of the element of this row, without an element in it (TXT-2). */
  text(element: number): string {
    const { cells } = this.nodes
    const end = cells[element + END] ?? 0
    let text = ''
    for (let row = element + NODE; row < end; row += NODE) {
      if (cells[row + KIND] === ELEMENT) {
        throw xmlProblem('xml-nested', { element: this.names.string(cells[element + LOCAL] ?? 0) })
      }
      text += this.run(row)
    }
    return text
  }

  /** Whether anything but white space stands directly in the element of this row. */
  hasText(element: number): boolean {
    const { cells } = this.nodes
    const end = cells[element + END] ?? 0
    for (let row = element + NODE; row < end; row = cells[row + END] ?? end) {
      if (cells[row + KIND] === TEXT && !this.isBlank(row)) return true
    }
    return false
  }

  private isBlank(row: number): boolean {
    const { cells } = this.nodes
    if (((cells[row + FLAGS] ?? 0) & DECODE) !== 0) return !/[^ \t\r\n]/.test(this.run(row))
    const to = cells[row + TO] ?? 0
    for (let at = cells[row + FROM] ?? 0; at < to; at++) if ((this.octets[at] ?? 0) > 0x20) return false
    return true
  }

  /** One run of character data or one CDATA section. */
  private run(row: number): string {
    const { cells } = this.nodes
    const [from, to, flags] = [cells[row + FROM] ?? 0, cells[row + TO] ?? 0, cells[row + FLAGS] ?? 0]
    if ((flags & ~ESCAPE) === CLEAN) return this.latin1.slice(from, to)
    return decodedText(this.octets, from, to, flags).toString('utf8')
  }

  private bound(offset: number): void {
    if (this.count >= limits.nodes) throw xmlProblem('xml-nodes', { offset })
    this.count++
  }
}
