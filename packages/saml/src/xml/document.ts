/*
 * A document and its elements. There is no serializer here, no XPath, no look-up by ID and no way to change
 * anything: each has been the door of a published bypass, and nothing needs them.
 */

import { type AttributeTable, ELEMENT, type NodeTable, TEXT } from './columns.ts'
import type { Names } from './names.ts'
import { xmlProblem } from './problems.ts'
import { decodeText, decodeValue } from './text.ts'

/**
 * A document as it was read: its octets and tables of its own, never written again. Nothing is shared between
 * documents, so that one that is held cannot change under its holder when the next is read.
 */
export class XmlDocument {
  readonly octets: Buffer
  readonly nodes: NodeTable
  readonly attributes: AttributeTable
  readonly declarations: AttributeTable
  readonly names: Names
  readonly uris: Names

  constructor(
    octets: Buffer,
    nodes: NodeTable,
    attributes: AttributeTable,
    declarations: AttributeTable,
    names: Names,
    uris: Names,
  ) {
    this.octets = octets
    this.nodes = nodes
    this.attributes = attributes
    this.declarations = declarations
    this.names = names
    this.uris = uris
  }

  get root(): Element {
    return new Element(this, 0)
  }
}

/** An attribute with its expanded name, its value normalised. */
export interface XmlAttribute {
  readonly namespace: string
  readonly name: string
  readonly value: string
}

/** One element: a row of its document, with names for a person. */
export class Element {
  readonly document: XmlDocument
  readonly row: number

  constructor(document: XmlDocument, row: number) {
    this.document = document
    this.row = row
  }

  get namespace(): string {
    return this.document.uris.string(this.document.nodes.uri.get(this.row))
  }

  /** The local name. */
  get name(): string {
    return this.document.names.string(this.document.nodes.local.get(this.row))
  }

  /** The element that this one stands in; none for the root. */
  get parent(): Element | undefined {
    return this.row === 0 ? undefined : new Element(this.document, this.document.nodes.parent.get(this.row))
  }

  /** Names compare by namespace and local name, octet for octet (NS-1). */
  is(namespace: string, name: string): boolean {
    return this.name === name && this.namespace === namespace
  }

  /** Whether both are the same element of the same document: by place, not by content. */
  equals(other: Element): boolean {
    return this.document === other.document && this.row === other.row
  }

  /** The value of an attribute without a namespace. */
  attribute(name: string): string | undefined {
    const { nodes, attributes, names } = this.document
    const first = nodes.firstAttribute.get(this.row)
    for (let row = first; row < first + nodes.attributeCount.get(this.row); row++) {
      if (attributes.uri.get(row) === 0 && names.string(attributes.local.get(row)) === name)
        return this.value(row)
    }
    return undefined
  }

  attributes(): readonly XmlAttribute[] {
    const { nodes, attributes, names, uris } = this.document
    const first = nodes.firstAttribute.get(this.row)
    const found: XmlAttribute[] = []
    for (let row = first; row < first + nodes.attributeCount.get(this.row); row++) {
      const name = names.string(attributes.local.get(row))
      found.push({ namespace: uris.string(attributes.uri.get(row)), name, value: this.value(row) })
    }
    return found
  }

  /** The value as XML 1.0 3.3.3 means it. */
  private value(row: number): string {
    const { attributes, octets } = this.document
    return decodeValue(octets, attributes.from.get(row), attributes.to.get(row), attributes.flags.get(row))
  }

  /** Child elements in order. */
  children(): readonly Element[] {
    const { nodes } = this.document
    const found: Element[] = []
    const end = nodes.end.get(this.row)
    for (let row = this.row + 1; row < end; row = nodes.end.get(row)) {
      if (nodes.kind.get(row) === ELEMENT) found.push(new Element(this.document, row))
    }
    return found
  }

  /** All elements below this one, in document order. */
  descendants(): readonly Element[] {
    const { nodes } = this.document
    const found: Element[] = []
    for (let row = this.row + 1; row < nodes.end.get(this.row); row++) {
      if (nodes.kind.get(row) === ELEMENT) found.push(new Element(this.document, row))
    }
    return found
  }

  /**
   * The first child of this name. In a shape that was judged there is no second, unless the grammar says so.
   */
  child(namespace: string, name: string): Element | undefined {
    return this.children().find((child) => child.is(namespace, name))
  }

  /**
   * The whole text, all runs and CDATA sections together (TXT-1): text cut short at a comment or at CDATA was the
   * authentication bypass of 2018. An element inside is refused (TXT-2).
   */
  text(): string {
    const { nodes } = this.document
    let text = ''
    for (let row = this.row + 1; row < nodes.end.get(this.row); row++) {
      if (nodes.kind.get(row) === ELEMENT) throw xmlProblem('xml-nested', { element: this.name })
      text += this.run(row)
    }
    return text
  }

  /** Whether anything but white space stands directly in this element. */
  hasText(): boolean {
    const { nodes } = this.document
    const end = nodes.end.get(this.row)
    for (let row = this.row + 1; row < end; row = nodes.end.get(row)) {
      if (nodes.kind.get(row) === TEXT && /[^ \t\r\n]/.test(this.run(row))) return true
    }
    return false
  }

  /** One run of character data or one CDATA section. */
  private run(row: number): string {
    const { nodes, octets } = this.document
    return decodeText(octets, nodes.from.get(row), nodes.to.get(row), nodes.flags.get(row))
  }
}
