/*
 * Start tags: the name, attributes and namespace declarations, and what each prefix in them means.
 */

import type { XmlDocument } from './document.ts'
import { limits } from './limits.ts'
import { NONE } from './names.ts'
import { checkDeclaration, namespaceNumber, namespaceOf, Scope, UNBOUND } from './namespaces.ts'
import { xmlProblem } from './problems.ts'
import { QualifiedName } from './qualified-name.ts'
import { APOSTROPHE, BLANK, EQUALS, GT, QUOTE, type Scanner, SLASH } from './scanner.ts'
import {
  ATTRIBUTE,
  ATTRIBUTES,
  ATTRIBUTES_END,
  BEGINS,
  CLEAN,
  CLOSE,
  DECLARATION,
  DECLARATIONS,
  DECLARATIONS_END,
  DECLARED,
  ENDS,
  FLAGS,
  FROM,
  LOCAL,
  MEANS,
  MEANT,
  NAME_SIZE,
  OWNER,
  PREFIX,
  SPELT,
  SPELT_SIZE,
  TO,
  URI,
} from './table.ts'
import { flagsOf } from './tag-flags.ts'
import { decodedValue } from './text.ts'
import { XMLNS } from './vocabulary.ts'

/** Reads start tags of one document, one after the other. */
export class StartTag {
  private readonly scanner: Scanner
  private readonly document: XmlDocument
  private readonly name: QualifiedName
  private readonly scope = new Scope()
  /** Whether all so far is spaced and quoted as in a canonical form. */
  private plain = true

  constructor(scanner: Scanner, document: XmlDocument) {
    this.scanner = scanner
    this.document = document
    this.name = new QualifiedName(scanner, document.names)
  }

  /** Passes over the start tag of the element of this row and fills the row. Whether the element is empty. */
  read(row: number): boolean {
    const { scanner, document, name } = this
    const { cells } = document.nodes
    const offset = scanner.at++
    name.read()
    cells[row + PREFIX] = name.prefix
    cells[row + LOCAL] = name.local
    cells[row + NAME_SIZE] = scanner.at - offset - 1
    cells[row + ATTRIBUTES] = document.attributes.end
    cells[row + DECLARATIONS] = document.declarations.end
    this.plain = true
    if (scanner.peek() !== GT) while (this.another()) this.attribute(row)
    this.finish(row, offset)
    return this.end(row)
  }

  /** What a tag means. Only now is all read that a prefix can mean: a declaration may stand after what it declares. */
  finish(row: number, offset: number): void {
    const { nodes, attributes, declarations } = this.document
    const { cells } = nodes
    cells[row + ATTRIBUTES_END] = attributes.end
    cells[row + DECLARATIONS_END] = declarations.end
    cells[row + URI] = this.resolve(cells[row + PREFIX] ?? NONE, offset)
    if (cells[row + ATTRIBUTES] !== attributes.end) this.resolveAttributes(row, offset)
  }

  /** Takes back what the element of this row declared. */
  leave(row: number): void {
    const { nodes, declarations } = this.document
    const first = nodes.cells[row + DECLARATIONS] ?? 0
    let at = nodes.cells[row + DECLARATIONS_END] ?? 0
    while (at > first) {
      at -= DECLARATION
      this.scope.bind(declarations.cells[at + DECLARED] ?? 0, declarations.cells[at + MEANT] ?? UNBOUND)
    }
  }

  /** Whether an attribute follows, after white space that must be there. */
  private another(): boolean {
    const { scanner } = this
    const first = scanner.peek()
    if (first === GT || first === SLASH) return false
    if (first === BLANK && scanner.peek(1) > BLANK) scanner.at++
    else {
      this.plain = false
      if (!scanner.space()) return false
    }
    const next = scanner.peek()
    if (next !== GT && next !== SLASH) return true
    // Before the end of an empty element a blank is as good as none: its canonical form ends otherwise.
    if (next === GT) this.plain = false
    return false
  }

  private end(row: number): boolean {
    const { scanner } = this
    const { cells } = this.document.nodes
    const empty = scanner.peek() === SLASH
    if (empty) scanner.at++
    scanner.expect(GT)
    cells[row + TO] = scanner.at
    cells[row + CLOSE] = scanner.at
    cells[row + FLAGS] = flagsOf(this.document, row, this.plain, empty)
    return empty
  }

  /** An attribute or a declaration; which, its name alone tells. */
  private attribute(row: number): void {
    const { scanner, document, name } = this
    const spelt = scanner.at
    name.read()
    const { prefix, local } = name
    const size = scanner.at - spelt
    const quote = this.quote()
    const from = scanner.at
    scanner.value(quote)
    const to = scanner.at++
    if (prefix === NONE && local === XMLNS) this.addDeclaration(row, NONE, spelt, from)
    else if (prefix === XMLNS) this.addDeclaration(row, local, spelt, from)
    else {
      const at = document.attributes.add(spelt)
      const { cells } = document.attributes
      cells[at + OWNER] = row
      cells[at + FLAGS] = scanner.flags
      cells[at + FROM] = from
      cells[at + TO] = to
      cells[at + SPELT] = spelt
      cells[at + SPELT_SIZE] = size
      cells[at + PREFIX] = prefix
      cells[at + LOCAL] = local
      const first = document.nodes.cells[row + ATTRIBUTES] ?? 0
      if (at - first >= limits.attributes * ATTRIBUTE) throw xmlProblem('xml-attributes', { offset: spelt })
    }
  }

  /** Passes over `="` and what may stand around it; returns the quote. */
  private quote(): number {
    const { scanner } = this
    if (scanner.peek() === EQUALS && scanner.peek(1) === QUOTE) {
      scanner.at += 2
      return QUOTE
    }
    this.plain = false
    scanner.space()
    scanner.expect(EQUALS)
    scanner.space()
    const quote = scanner.peek()
    if (quote !== QUOTE && quote !== APOSTROPHE) scanner.fail('a quote')
    scanner.at++
    return quote
  }

  /** Twice the same prefix on one element is a duplicate attribute. */
  private addDeclaration(row: number, prefix: number, spelt: number, from: number): void {
    const { document, scanner } = this
    const { octets, flags } = scanner
    const to = scanner.at - 1
    const uri =
      flags === CLEAN
        ? namespaceNumber(document.uris, octets, from, to)
        : namespaceOf(document.uris, decodedValue(octets, from, to, flags).toString('utf8'), from)
    checkDeclaration(prefix, uri, from)
    const first = document.nodes.cells[row + DECLARATIONS] ?? 0
    const { end } = document.declarations
    for (let other = first; other < end; other += DECLARATION) {
      const repeated = document.declarations.cells[other + DECLARED] === prefix
      if (repeated) throw xmlProblem('xml-attribute-duplicate', { offset: from })
    }
    if (end - first >= limits.namespaces * DECLARATION) throw xmlProblem('xml-namespaces', { offset: from })
    this.declare(prefix, uri, spelt, scanner.at)
  }

  /** Binds a prefix from here on; where it stands is told. */
  declare(prefix: number, uri: number, begins: number, ends: number): void {
    const { document, scope } = this
    const at = document.declarations.add(begins)
    const { cells } = document.declarations
    cells[at + DECLARED] = prefix
    cells[at + MEANS] = uri
    cells[at + MEANT] = scope.uri(prefix)
    cells[at + BEGINS] = begins
    cells[at + ENDS] = ends
    scope.bind(prefix, uri)
  }

  /** The namespace of a prefix. `xmlns` is bound to none and so never a prefix of a name (NS-3). */
  resolve(prefix: number, offset: number): number {
    const uri = this.scope.uri(prefix)
    if (uri === UNBOUND) throw xmlProblem('xml-prefix', { offset })
    return uri
  }

  /** An attribute without a prefix is in no namespace, whatever the default is. */
  private resolveAttributes(row: number, offset: number): void {
    const { attributes, nodes } = this.document
    const { cells } = attributes
    const first = nodes.cells[row + ATTRIBUTES] ?? 0
    for (let at = first; at < attributes.end; at += ATTRIBUTE) {
      const prefix = cells[at + PREFIX] ?? NONE
      cells[at + URI] = prefix === NONE ? NONE : this.resolve(prefix, offset)
    }
    if (this.repeats(first)) throw xmlProblem('xml-attribute-duplicate', { offset })
  }

  /**
   * Whether two attributes from `first` on have one expanded name, whatever their prefixes. There are at most 64, so that
   * comparing each with each is bounded; it is also faster than a set for the few that elements have.
   */
  private repeats(first: number): boolean {
    const { cells, end } = this.document.attributes
    for (let at = first + ATTRIBUTE; at < end; at += ATTRIBUTE) {
      const local = cells[at + LOCAL]
      for (let other = first; other < at; other += ATTRIBUTE) {
        if (cells[other + LOCAL] === local && cells[other + URI] === cells[at + URI]) return true
      }
    }
    return false
  }
}
