/*
 * Elements, for whoever reads a message: names and values as strings. What is judged a thousand times looks at
 * the rows themselves.
 */

import type { XmlAttribute, XmlDocument } from './document.ts'
import { NONE } from './names.ts'
import { ATTRIBUTE, ATTRIBUTES, ATTRIBUTES_END, ELEMENT, END, KIND, LOCAL, NODE, URI } from './table.ts'

/** One element: a row of its document, with names for a person. */
export class Element {
  readonly document: XmlDocument
  readonly row: number

  constructor(document: XmlDocument, row: number) {
    this.document = document
    this.row = row
  }

  get namespace(): string {
    return this.document.uris.string(this.cell(URI))
  }

  /** The local name. */
  get name(): string {
    return this.document.names.string(this.cell(LOCAL))
  }

  /** Names compare by namespace and local name, octet for octet (NS-1). */
  is(namespace: string, name: string): boolean {
    return this.document.isNamed(this.row, namespace, name)
  }

  /** The value of an attribute without a namespace. */
  attribute(name: string): string | undefined {
    const { attributes, names } = this.document
    const { cells } = attributes
    const end = this.cell(ATTRIBUTES_END)
    for (let row = this.cell(ATTRIBUTES); row < end; row += ATTRIBUTE) {
      const found = cells[row + URI] === NONE && names.string(cells[row + LOCAL] ?? 0) === name
      if (found) return this.document.value(row)
    }
    return undefined
  }

  attributes(): readonly XmlAttribute[] {
    const found: XmlAttribute[] = []
    const end = this.cell(ATTRIBUTES_END)
    for (let row = this.cell(ATTRIBUTES); row < end; row += ATTRIBUTE)
      found.push(this.document.attributeAt(row))
    return found
  }

  /** Child elements in order. */
  children(): readonly Element[] {
    const { document } = this
    const found: Element[] = []
    const end = this.cell(END)
    let row = document.elementFrom(this.row + NODE, end)
    for (; row < end; row = document.elementAfter(row, end)) found.push(new Element(document, row))
    return found
  }

  /** Those of one name. */
  childrenNamed(namespace: string, name: string): readonly Element[] {
    const { document } = this
    const found: Element[] = []
    const end = this.cell(END)
    let row = document.elementFrom(this.row + NODE, end)
    for (; row < end; row = document.elementAfter(row, end)) {
      if (document.isNamed(row, namespace, name)) found.push(new Element(document, row))
    }
    return found
  }

  /** The child element in this place, from 0 on. */
  childAt(place: number): Element | undefined {
    const { document } = this
    const end = this.cell(END)
    let row = document.elementFrom(this.row + NODE, end)
    for (let left = place; left > 0 && row < end; left--) row = document.elementAfter(row, end)
    return row < end ? new Element(document, row) : undefined
  }

  /** How many child elements there are. */
  get childCount(): number {
    const { document } = this
    const end = this.cell(END)
    let count = 0
    let row = document.elementFrom(this.row + NODE, end)
    for (; row < end; row = document.elementAfter(row, end)) count++
    return count
  }

  /**
   * The first child of this name. In a shape that was judged there is no second, unless the grammar says so.
   */
  child(namespace: string, name: string): Element | undefined {
    const { document } = this
    const end = this.cell(END)
    let row = document.elementFrom(this.row + NODE, end)
    while (row < end && !document.isNamed(row, namespace, name)) row = document.elementAfter(row, end)
    return row < end ? new Element(document, row) : undefined
  }

  /** How many elements, and texts beside elements, it has in it, itself included. */
  get size(): number {
    return (this.cell(END) - this.row) / NODE
  }

  /** All elements below this one, in document order. */
  descendants(): readonly Element[] {
    const { cells } = this.document.nodes
    const found: Element[] = []
    const end = this.cell(END)
    for (let row = this.row + NODE; row < end; row += NODE) {
      if (cells[row + KIND] === ELEMENT) found.push(new Element(this.document, row))
    }
    return found
  }

  /** The first of them whose names this holds of. */
  descendant(wanted: (namespace: string, name: string) => boolean): Element | undefined {
    const { nodes, names, uris } = this.document
    const { cells } = nodes
    const end = this.cell(END)
    for (let row = this.row + NODE; row < end; row += NODE) {
      if (cells[row + KIND] !== ELEMENT) continue
      const found = wanted(uris.string(cells[row + URI] ?? 0), names.string(cells[row + LOCAL] ?? 0))
      if (found) return new Element(this.document, row)
    }
    return undefined
  }

  /**
   * The whole text, all runs and CDATA sections together (TXT-1): text cut short at a comment or at CDATA was the
   * authentication bypass of 2018. An element inside is refused (TXT-2).
   */
  text(): string {
    return this.document.text(this.row)
  }

  /** The text of each child element, in order. */
  childTexts(): readonly string[] {
    const { document } = this
    const end = this.cell(END)
    let row = document.elementFrom(this.row + NODE, end)
    if (row < end && (document.nodes.cells[row + END] ?? 0) >= end) return [document.text(row)]
    const texts: string[] = []
    for (; row < end; row = document.elementAfter(row, end)) texts.push(document.text(row))
    return texts
  }

  /** Whether anything but white space stands directly in this element. */
  hasText(): boolean {
    return this.document.hasText(this.row)
  }

  private cell(which: number): number {
    return this.document.nodes.cells[this.row + which] ?? 0
  }
}
