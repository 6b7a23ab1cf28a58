/*
 * The one parser of this package. Why an own one: the JavaScript parsers take documents that are not well-formed
 * (28 of 198 in the W3C's suite) and hand out processing instructions as text; libxml2 brings DTDs and XPath along.
 */

import { AttributeTable, CDATA, ELEMENT, NodeTable, repeatsName, TEXT } from './columns.ts'
import { checkUtf8, readDeclaration, startsDeclaration } from './declaration.ts'
import { XmlDocument } from './document.ts'
import { limits } from './limits.ts'
import { Names, NONE } from './names.ts'
import { checkDeclaration, Scope, UNBOUND } from './namespaces.ts'
import { xmlProblem } from './problems.ts'
import { QualifiedName } from './qualified-name.ts'
import { BANG, GT, LT, QUESTION, Scanner, SLASH } from './scanner.ts'
import { decodeValue } from './text.ts'

/**
 * Reads one document in one pass: full well-formedness of XML 1.0 (fifth edition) and Namespaces 1.0, of a language
 * without document types, comments and processing instructions, within `limits`. Throws Problem `xml-…`.
 */
export function readXml(input: Uint8Array): XmlDocument {
  if (input.length > limits.document) throw xmlProblem('xml-size', { octets: input.length })
  const octets = Buffer.from(input.buffer, input.byteOffset, input.length)
  checkUtf8(octets)
  return new Reader(octets).read()
}

/** One reading. Its tables become the document's; nothing of it outlives `read`. */
class Reader {
  private readonly scanner: Scanner
  private readonly nodes: NodeTable
  private readonly attributes: AttributeTable
  private readonly declarations = new AttributeTable(8)
  private readonly names = new Names()
  private readonly uris = new Names()
  private readonly scope = new Scope(this.names, this.uris)
  private readonly open: { row: number; mark: number }[] = []
  private readonly name: QualifiedName

  constructor(octets: Buffer) {
    this.scanner = new Scanner(octets)
    this.name = new QualifiedName(this.scanner, this.names)
    const rows = Math.min(limits.nodes, 16 + (octets.length >> 5))
    this.nodes = new NodeTable(rows)
    this.attributes = new AttributeTable(rows)
  }

  /** Declaration, white space, one element, white space, end. */
  read(): XmlDocument {
    const { scanner } = this
    readDeclaration(scanner)
    this.outside()
    this.startTag()
    while (this.open.length > 0) this.content()
    this.outside()
    if (!scanner.ended) throw xmlProblem('xml-root', { offset: scanner.at })
    const { nodes, attributes, declarations, names, uris } = this
    return new XmlDocument(scanner.octets, nodes, attributes, declarations, names, uris)
  }

  /** Before and after the root: white space alone. Text there, or a second root, is two documents in one (WF-1). */
  private outside(): void {
    const { scanner } = this
    scanner.space()
    if (scanner.ended) {
      if (this.nodes.rows === 0) throw xmlProblem('xml-empty', {})
      return
    }
    if (scanner.peek() !== LT) throw xmlProblem('xml-root', { offset: scanner.at })
    this.refuseMarkup()
  }

  /** What starts with `<!` or `<?` and is not CDATA is refused before anything in it is looked at. */
  private refuseMarkup(): void {
    const offset = this.scanner.at
    if (startsDeclaration(this.scanner)) throw xmlProblem('xml-declaration', { offset })
    if (this.scanner.peek(1) === QUESTION) throw xmlProblem('xml-processing-instruction', { offset })
    if (this.scanner.peek(1) !== BANG) return
    if (this.scanner.peek(2) === 0x2d) throw xmlProblem('xml-comment', { offset })
    throw xmlProblem('xml-doctype', { offset })
  }

  private content(): void {
    const { scanner } = this
    if (scanner.peek() !== LT) this.text()
    else if (scanner.peek(1) === SLASH) this.endTag()
    else if (scanner.take('<![CDATA[')) this.section()
    else {
      this.refuseMarkup()
      this.startTag()
    }
  }

  /** Text runs to the next `<`; a document may not end in it. */
  private text(): void {
    const from = this.scanner.at
    this.scanner.text()
    if (this.scanner.ended) throw xmlProblem('xml-end', { offset: this.scanner.at })
    this.addText(from, this.scanner.at, this.scanner.flags)
  }

  private section(): void {
    const from = this.scanner.at
    this.addText(from, this.scanner.section(), CDATA)
  }

  private addText(from: number, to: number, flags: number): void {
    const row = this.addNode(TEXT, from)
    this.nodes.to.set(row, to)
    this.nodes.flags.set(row, flags)
    this.nodes.end.set(row, row + 1)
  }

  private addNode(kind: number, from: number): number {
    this.count(from)
    const row = this.nodes.rows++
    this.nodes.kind.set(row, kind)
    this.nodes.from.set(row, from)
    this.nodes.parent.set(row, this.open.at(-1)?.row ?? 0)
    return row
  }

  /** The bound holds for nodes, attributes and declarations together. */
  private count(offset: number): void {
    const rows = this.nodes.rows + this.attributes.rows + this.declarations.rows
    if (rows >= limits.nodes) throw xmlProblem('xml-nodes', { offset })
  }

  /** Names are resolved only when all attributes are read: a declaration may stand after what it declares. */
  private startTag(): void {
    const { scanner, nodes } = this
    const offset = scanner.at
    if (this.open.length >= limits.depth) throw xmlProblem('xml-depth', { offset })
    const row = this.addNode(ELEMENT, offset)
    scanner.at++
    this.name.read()
    nodes.prefix.set(row, this.name.prefix)
    nodes.local.set(row, this.name.local)
    nodes.firstAttribute.set(row, this.attributes.rows)
    nodes.firstDeclaration.set(row, this.declarations.rows)
    const mark = this.scope.mark()
    while (scanner.space() && scanner.peek() !== GT && scanner.peek() !== SLASH) this.attribute(row)
    this.closeStartTag(row, mark, offset)
  }

  /** Resolves the element and its attributes, and opens it unless it is empty. */
  private closeStartTag(row: number, mark: number, offset: number): void {
    const { scanner, nodes } = this
    nodes.attributeCount.set(row, this.attributes.rows - nodes.firstAttribute.get(row))
    nodes.declarationCount.set(row, this.declarations.rows - nodes.firstDeclaration.get(row))
    nodes.uri.set(row, this.resolve(nodes.prefix.get(row), offset))
    this.resolveAttributes(row, offset)
    const empty = scanner.take('/')
    scanner.expect('>')
    if (!empty) this.open.push({ row, mark })
    else this.close(row, mark)
  }

  /** All rows since are its descendants; what it declared is out of scope. */
  private close(row: number, mark: number): void {
    this.nodes.end.set(row, this.nodes.rows)
    this.scope.backTo(mark)
  }

  /** Must repeat the name of the element that is open, prefix and all. */
  private endTag(): void {
    const { scanner, nodes } = this
    const offset = scanner.at
    scanner.at += 2
    const top = this.open.pop()
    if (top === undefined) throw xmlProblem('xml-end-tag', { offset })
    this.name.read()
    const same =
      nodes.prefix.get(top.row) === this.name.prefix && nodes.local.get(top.row) === this.name.local
    if (!same) throw xmlProblem('xml-end-tag', { offset })
    scanner.space()
    scanner.expect('>')
    this.close(top.row, top.mark)
  }

  /** An attribute or a declaration; which, its name alone tells. */
  private attribute(row: number): void {
    const { scanner } = this
    const offset = scanner.at
    this.name.read()
    const { prefix, local } = this.name
    scanner.space()
    scanner.expect('=')
    scanner.space()
    const quote = scanner.peek()
    if (quote !== 0x22 && quote !== 0x27) scanner.fail('a quote')
    const from = ++scanner.at
    scanner.value(quote)
    const to = scanner.at++
    this.count(offset)
    const isDefault = prefix === NONE && this.names.string(local) === 'xmlns'
    if (isDefault) this.declare(row, NONE, from, to)
    else if (this.names.string(prefix) === 'xmlns') this.declare(row, local, from, to)
    else {
      this.attributes.prefix.set(this.add(this.attributes, local, from, to), prefix)
      const count = this.attributes.rows - this.nodes.firstAttribute.get(row)
      if (count > limits.attributes) throw xmlProblem('xml-attributes', { offset })
    }
  }

  /** Twice the same prefix on one element is a duplicate attribute. */
  private declare(row: number, prefix: number, from: number, to: number): void {
    const uri = decodeValue(this.scanner.octets, from, to, this.scanner.flags)
    checkDeclaration(this.names.string(prefix), uri, from)
    const table = this.declarations
    const first = this.nodes.firstDeclaration.get(row)
    for (let other = first; other < table.rows; other++) {
      if (table.local.get(other) === prefix) throw xmlProblem('xml-attribute-duplicate', { offset: from })
    }
    const at = this.add(table, prefix, from, to)
    table.uri.set(at, this.uris.number(uri))
    if (table.rows - first > limits.namespaces) throw xmlProblem('xml-namespaces', { offset: from })
    this.scope.bind(prefix, this.uris.number(uri))
  }

  private add(table: AttributeTable, local: number, from: number, to: number): number {
    const at = table.rows++
    table.local.set(at, local)
    table.from.set(at, from)
    table.to.set(at, to)
    table.flags.set(at, this.scanner.flags)
    return at
  }

  /** The namespace of a prefix. `xmlns` is bound to none and so never a prefix of a name (NS-3). */
  private resolve(prefix: number, offset: number): number {
    const uri = this.scope.uri(prefix)
    if (uri === UNBOUND) throw xmlProblem('xml-prefix', { offset })
    return uri
  }

  /** An attribute without a prefix is in no namespace, whatever the default is. */
  private resolveAttributes(row: number, offset: number): void {
    const { attributes, nodes } = this
    for (let at = nodes.firstAttribute.get(row); at < attributes.rows; at++) {
      const prefix = attributes.prefix.get(at)
      const uri = prefix === NONE ? NONE : this.resolve(prefix, offset)
      attributes.uri.set(at, uri)
    }
    if (repeatsName(attributes, nodes.firstAttribute.get(row))) {
      throw xmlProblem('xml-attribute-duplicate', { offset })
    }
  }
}
