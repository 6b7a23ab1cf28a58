/*
 * The one parser of this package. Why an own one: the JavaScript parsers take documents that are not well-formed
 * (28 of 198 in the W3C's suite) and hand out processing instructions as text; libxml2 brings DTDs and XPath along.
 */

import { checkUtf8, readDeclaration, startsDeclaration } from './declaration.ts'
import { XmlDocument } from './document.ts'
import { limits } from './limits.ts'
import { closes, room } from './memory.ts'
import { cast, poured } from './moulds.ts'
import { xmlProblem } from './problems.ts'
import { BANG, BLANK, GT, LT, QUESTION, Scanner, SLASH } from './scanner.ts'
import { equalAt, padding } from './skip.ts'
import { StartTag } from './start-tag.ts'
import {
  CDATA,
  CLOSE,
  ELEMENT,
  END,
  FLAGS,
  FROM,
  fillText,
  KIND,
  leafFlags,
  NAME_SIZE,
  NODE,
  PARENT,
  PLAIN,
  PREFIX,
  REWRITE,
  TEXT,
  WHOLE,
} from './table.ts'
import { Tags } from './tags.ts'

/**
 * Reads one document in one pass: full well-formedness of XML 1.0 (fifth edition) and Namespaces 1.0, of a language
 * without document types, comments and processing instructions, within `limits`. Throws Problem `xml-…`.
 */
export function readXml(input: Uint8Array): XmlDocument {
  if (input.length > limits.document) throw xmlProblem('xml-size', { octets: input.length })
  checkUtf8(input)
  const scanner = new Scanner(owned(input))
  if (!closes()) return new Reader(scanner).read()
  const known = poured(scanner)
  if (known !== undefined) return known
  const document = new Reader(scanner).read()
  cast(document)
  return document
}

/** A copy, which nobody else can change, with octets of nought after it. */
function owned(input: Uint8Array): Buffer {
  const octets = room(input.length + padding)
  octets.set(input)
  return octets.fill(0, input.length)
}

/** One reading. Its tables become the document's; nothing of it outlives `read`. */
class Reader {
  private readonly scanner: Scanner
  private readonly document: XmlDocument
  private readonly tags: Tags
  /** The element that is open, and how many are. */
  private open = 0
  private depth = 0

  constructor(scanner: Scanner) {
    this.scanner = scanner
    this.document = new XmlDocument(scanner.octets)
    this.tags = new Tags(this.scanner, this.document, new StartTag(this.scanner, this.document))
  }

  /** Declaration, white space, one element, white space, end. */
  read(): XmlDocument {
    const { scanner } = this
    readDeclaration(scanner)
    this.outside()
    this.element()
    while (this.depth > 0) this.content()
    this.outside()
    if (!scanner.ended) throw xmlProblem('xml-root', { offset: scanner.at })
    return this.document
  }

  /** Before and after the root: white space alone. Text there, or a second root, is two documents in one (WF-1). */
  private outside(): void {
    const { scanner } = this
    scanner.space()
    if (scanner.ended) {
      if (this.document.nodes.end === 0) throw xmlProblem('xml-empty', {})
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
    else {
      const next = scanner.peek(1)
      if (next === SLASH) this.endTag()
      else if (next !== BANG && next !== QUESTION) this.element()
      else if (scanner.take('<![CDATA[')) this.section()
      else this.refuseMarkup()
    }
  }

  /** Text runs to the next `<`; a document may not end in it. */
  private text(): void {
    const { scanner } = this
    const from = scanner.at
    scanner.text()
    if (scanner.ended) throw xmlProblem('xml-end', { offset: scanner.at })
    this.addText(from, scanner.at, scanner.flags)
  }

  private section(): void {
    const { scanner } = this
    const from = scanner.at
    const to = scanner.section()
    this.addText(from, to, scanner.flags)
  }

  private addText(from: number, to: number, flags: number): void {
    const { nodes } = this.document
    const row = nodes.add(from)
    fillText(nodes.cells, row, this.open, from, to, flags)
    if ((flags & REWRITE) !== 0) this.notWhole(this.open)
  }

  private element(): void {
    const offset = this.scanner.at
    if (this.depth >= limits.depth) throw xmlProblem('xml-depth', { offset })
    if (this.tags.leaves(this.open)) return
    const { nodes } = this.document
    const row = nodes.add(offset)
    const { cells } = nodes
    cells[row + KIND] = ELEMENT
    cells[row + FROM] = offset
    cells[row + PARENT] = this.open
    if (!this.tags.enter(row)) {
      this.open = row
      this.depth++
    } else this.close(row)
  }

  /** All rows since are its descendants; what it declared is out of scope. */
  private close(row: number): void {
    const { nodes } = this.document
    const { cells } = nodes
    if (nodes.end === row + 2 * NODE) this.fold(row)
    cells[row + END] = nodes.end
    const parent = cells[row + PARENT] ?? 0
    const whole = ((cells[row + FLAGS] ?? 0) & WHOLE) !== 0 && cells[row + PREFIX] === cells[parent + PREFIX]
    if (!whole) this.notWhole(parent)
    this.tags.leave(row)
  }

  /** Where one text is all that is in the element, takes back its row. */
  private fold(row: number): void {
    const { nodes } = this.document
    const { cells } = nodes
    const text = row + NODE
    const flags = cells[text + FLAGS] ?? 0
    if (cells[text + KIND] !== TEXT || (flags & CDATA) !== 0) return
    cells[row + FLAGS] = leafFlags(cells[row + FLAGS] ?? 0, flags)
    nodes.end = text
  }

  private notWhole(row: number): void {
    const { cells } = this.document.nodes
    cells[row + FLAGS] = (cells[row + FLAGS] ?? 0) & ~WHOLE
  }

  /** Must repeat the name of the element that is open, prefix and all: the same octets. */
  private endTag(): void {
    const { scanner, open: row } = this
    const { cells } = this.document.nodes
    const offset = scanner.at
    const size = cells[row + NAME_SIZE] ?? 0
    const name = offset + 2
    const left = Math.min(size, scanner.size - name)
    if (!equalAt(scanner.view, name, scanner.view, (cells[row + FROM] ?? 0) + 1, left)) {
      throw xmlProblem('xml-end-tag', { offset })
    }
    if (left < size) throw xmlProblem('xml-end', { offset: scanner.size })
    scanner.at = name + size
    cells[row + CLOSE] = offset
    if (scanner.peek() !== GT) {
      // A name that goes on is another name.
      if (scanner.peek() > BLANK) throw xmlProblem('xml-end-tag', { offset })
      cells[row + FLAGS] = (cells[row + FLAGS] ?? 0) & ~(PLAIN | WHOLE)
      scanner.space()
    }
    scanner.expect(GT)
    this.depth--
    this.open = cells[row + PARENT] ?? 0
    this.close(row)
  }
}
