/*
 * Exclusive XML Canonicalization. It is tested octet for octet against libxml2. It walks the tables of the
 * reader and copies what stands there already in its canonical form, which is nearly everything in the
 * messages that matter.
 */

import { CLEAN, ELEMENT } from './columns.ts'
import type { Element, XmlDocument } from './document.ts'
import { NONE } from './names.ts'
import { Octets } from './octets.ts'
import { decodeText, decodeValue } from './text.ts'

/** `#default` in a PrefixList means the default namespace. */
const DEFAULT = '#default'

/** Code point order, which UTF-16 order is not for characters beyond U+FFFF. */
const compare = (a: string, b: string) => (a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b)))

/**
 * Exclusive XML Canonicalization 1.0, without comments (there are none), of `apex` and all below it but `without`:
 * the Signature that the enveloped-signature transform takes out. `prefixList` is InclusiveNamespaces' PrefixList.
 * The octets that are returned are the ones to digest, and the only ones to read from afterwards.
 */
export function canonicalize(apex: Element, without?: Element, prefixList: readonly string[] = []): Buffer {
  const writer = new Canonicalizer(apex.document, without?.row ?? -1, prefixList)
  writer.apex(apex.row)
  return writer.octets.take()
}

/**
 * One canonicalization: writes the octets while it walks the rows, and keeps what has been rendered where it
 * stands.
 */
class Canonicalizer {
  readonly octets = new Octets()
  private readonly document: XmlDocument
  private readonly without: number
  private readonly inclusive: readonly number[]
  /** Prefix → namespace as the nearest element of the output that shows the prefix has it. */
  private readonly rendered: (number | undefined)[] = []
  /** Prefix → namespace in scope; kept only for the prefixes of the PrefixList. */
  private readonly inScope: (number | undefined)[] = []

  constructor(document: XmlDocument, without: number, prefixList: readonly string[]) {
    this.document = document
    this.without = without
    this.inclusive = prefixList.map((prefix) => document.names.number(prefix === DEFAULT ? '' : prefix))
    this.rendered[NONE] = NONE
  }

  apex(row: number): void {
    const { nodes } = this.document
    const ancestors: number[] = []
    for (let at = row; at !== 0; ) {
      at = nodes.parent.get(at)
      ancestors.push(at)
    }
    for (const ancestor of ancestors.reverse()) this.enterScope(ancestor)
    this.element(row)
  }

  /** Depth is bounded by the reader, and with it this recursion. */
  private element(row: number): void {
    const { nodes } = this.document
    const left = this.inclusive.length > 0 ? this.enterScope(row) : []
    const name = this.qualified(nodes.prefix.get(row), nodes.local.get(row))
    this.octets.text(`<${name}`)
    const taken = this.namespaces(row)
    this.attributes(row)
    this.octets.text('>')
    const end = nodes.end.get(row)
    for (let child = row + 1; child < end; child = nodes.end.get(child)) {
      if (child === this.without) continue
      if (nodes.kind.get(child) === ELEMENT) this.element(child)
      else this.characters(child)
    }
    this.octets.text(`</${name}>`)
    for (const [prefix, uri] of taken) this.rendered[prefix] = uri
    for (const [prefix, uri] of left) this.inScope[prefix] = uri
  }

  /**
   * Only for a PrefixList: without one, what an element shows is known from its own row and those of its
   * attributes.
   */
  private enterScope(row: number): [number, number | undefined][] {
    const { nodes, declarations } = this.document
    const first = nodes.firstDeclaration.get(row)
    const left: [number, number | undefined][] = []
    for (let at = first; at < first + nodes.declarationCount.get(row); at++) {
      const prefix = declarations.local.get(at)
      left.push([prefix, this.inScope[prefix]])
      this.inScope[prefix] = declarations.uri.get(at)
    }
    return left.reverse()
  }

  /** Writes the declarations that this element has to show; returns what to put back when it is left. */
  private namespaces(row: number): [number, number | undefined][] {
    const show = this.visible(row)
    for (const prefix of this.inclusive) {
      const uri = this.inScope[prefix]
      if (uri !== undefined) show.set(prefix, uri)
    }
    const { names, uris } = this.document
    const taken: [number, number | undefined][] = []
    const lines: [string, string][] = []
    for (const [prefix, uri] of show) {
      if (names.string(prefix) === 'xml' || this.rendered[prefix] === uri) continue
      taken.push([prefix, this.rendered[prefix]])
      this.rendered[prefix] = uri
      lines.push([names.string(prefix), uris.string(uri)])
    }
    lines.sort((a, b) => compare(a[0], b[0]))
    for (const [prefix, uri] of lines) this.attribute(prefix === '' ? 'xmlns' : `xmlns:${prefix}`, uri)
    return taken
  }

  /** Visibly utilized (Exclusive C14N 1.1): the element's own prefix and those of its attributes. */
  private visible(row: number): Map<number, number> {
    const { nodes, attributes } = this.document
    const show = new Map<number, number>([[nodes.prefix.get(row), nodes.uri.get(row)]])
    const first = nodes.firstAttribute.get(row)
    for (let at = first; at < first + nodes.attributeCount.get(row); at++) {
      if (attributes.prefix.get(at) !== NONE) show.set(attributes.prefix.get(at), attributes.uri.get(at))
    }
    return show
  }

  /** Attributes by namespace name, then local name (Canonical XML 2.2). */
  private attributes(row: number): void {
    const { nodes, attributes, names, uris } = this.document
    const first = nodes.firstAttribute.get(row)
    const count = nodes.attributeCount.get(row)
    const rows = Array.from({ length: count }, (_, i) => first + i)
    const uri = (at: number) => uris.string(attributes.uri.get(at))
    const local = (at: number) => names.string(attributes.local.get(at))
    if (count > 1) rows.sort((a, b) => compare(uri(a), uri(b)) || compare(local(a), local(b)))
    for (const at of rows) this.writtenAttribute(at)
  }

  /** Copied as it stands where the reader saw nothing to change. */
  private writtenAttribute(at: number): void {
    const { attributes, octets } = this.document
    const name = this.qualified(attributes.prefix.get(at), attributes.local.get(at))
    const [from, to, flags] = [attributes.from.get(at), attributes.to.get(at), attributes.flags.get(at)]
    if (flags !== CLEAN) this.attribute(name, decodeValue(octets, from, to, flags))
    else {
      this.octets.text(` ${name}="`)
      this.octets.copy(octets, from, to)
      this.octets.text('"')
    }
  }

  /** A declaration, or an attribute that has to be escaped anew. */
  private attribute(name: string, value: string): void {
    this.octets.text(` ${name}="${escapeValue(value)}"`)
  }

  /** Text is copied too, unless it holds CDATA, references, line ends or `>`. */
  private characters(row: number): void {
    const { nodes, octets } = this.document
    const [from, to, flags] = [nodes.from.get(row), nodes.to.get(row), nodes.flags.get(row)]
    if (flags === CLEAN) this.octets.copy(octets, from, to)
    else this.octets.text(escapeText(decodeText(octets, from, to, flags)))
  }

  /** With the prefix of the document: exclusive canonicalization renames nothing. */
  private qualified(prefix: number, local: number): string {
    const { names } = this.document
    return prefix === NONE ? names.string(local) : `${names.string(prefix)}:${names.string(local)}`
  }
}

const inText: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' }
const inValue: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}

/** Escapes of Canonical XML for text; what we write ourselves uses the same, so that it is canonical as it stands. */
export const escapeText = (text: string) => text.replace(/[&<>\r]/g, (c) => inText[c] ?? c)
export const escapeValue = (value: string) => value.replace(/[&<"\t\n\r]/g, (c) => inValue[c] ?? c)
