/*
 * Start tags as they come: first whether this one is the one that came in this place last time, to the octet; only else is
 * it read.
 */

import { ORDINARY, textOctets } from './characters.ts'
import type { XmlDocument } from './document.ts'
import { limits } from './limits.ts'
import { NONE } from './names.ts'
import { LT, type Scanner } from './scanner.ts'
import { inText } from './skip.ts'
import type { StartTag } from './start-tag.ts'
import {
  ATTRIBUTES,
  ATTRIBUTES_END,
  CLEAN,
  CLOSE,
  DECLARATIONS,
  DECLARATIONS_END,
  ELEMENT,
  EMPTY,
  END,
  FLAGS,
  FROM,
  fillText,
  KIND,
  LOCAL,
  NAME_SIZE,
  NODE,
  OWNER,
  PARENT,
  PREFIX,
  SPELT,
  SPELT_SIZE,
  TO,
  URI,
  WHOLE,
} from './table.ts'
import { learntTag } from './tag-learning.ts'
import {
  type KnownTag,
  namedTag,
  outside,
  REMEMBERED_ATTRIBUTE,
  REMEMBERED_DECLARATION,
} from './tag-memory.ts'

/** Octets of a document from whose tags nothing is learnt: what is large repeats itself, or is made to waste time. */
const large = 64 * 1024

/** The start tags of one document. */
export class Tags {
  private readonly scanner: Scanner
  private readonly document: XmlDocument
  private readonly startTag: StartTag
  private readonly learns: boolean
  /** Of the elements that are open, and of the one that was closed last if it is a sibling of what comes. */
  private readonly parents: KnownTag[] = []
  private parent = outside
  private sibling: KnownTag | undefined

  constructor(scanner: Scanner, document: XmlDocument, startTag: StartTag) {
    this.scanner = scanner
    this.document = document
    this.startTag = startTag
    this.learns = document.size <= large
  }

  /**
   * Passes over elements of the tag that is expected that are empty or hold nothing but a text that needs no look, as many
   * as stand here: most of any message. `open` is the row that they stand in. Whether there was one.
   */
  leaves(open: number): boolean {
    const { scanner } = this
    const { view, octets } = scanner
    const tag = this.sibling === undefined ? this.parent.child : this.sibling.sibling
    const first = scanner.at
    if (!tag?.isSimple || !tag.stands(view, first)) return false
    const empty = (tag.flags & EMPTY) !== 0
    const uri = this.startTag.resolve(tag.prefix, first)
    do {
      const from = scanner.at + tag.size
      let to = from
      if (!empty) {
        while (inText(view.getInt32(to, true)) === 0) to += 4
        while (textOctets[octets[to] ?? 0] === ORDINARY) to++
        if (octets[to] !== LT || to - from > limits.text || !tag.ends(view, to)) break
      }
      this.addLeaf(tag, uri, open, from, to)
      scanner.at = empty ? to : to + tag.nameSize + 3
    } while (tag.stands(view, scanner.at))
    if (scanner.at === first) return false
    const { cells } = this.document.nodes
    const whole = (tag.flags & WHOLE) !== 0 && tag.prefix === cells[open + PREFIX]
    if (!whole) cells[open + FLAGS] = (cells[open + FLAGS] ?? 0) & ~WHOLE
    this.sibling = tag
    return true
  }

  private addLeaf(tag: KnownTag, uri: number, open: number, from: number, to: number): void {
    const { nodes, attributes, declarations } = this.document
    const row = nodes.add(from)
    if (to > from) nodes.add(from)
    const { cells, end } = nodes
    cells[row + KIND] = ELEMENT
    cells[row + FLAGS] = tag.flags
    cells[row + FROM] = from - tag.size
    cells[row + TO] = from
    cells[row + END] = end
    cells[row + PARENT] = open
    cells[row + PREFIX] = tag.prefix
    cells[row + LOCAL] = tag.local
    cells[row + URI] = uri
    cells[row + ATTRIBUTES] = attributes.end
    this.recallAttributes(tag.attributes, from - tag.size, row)
    cells[row + ATTRIBUTES_END] = attributes.end
    cells[row + DECLARATIONS] = declarations.end
    cells[row + DECLARATIONS_END] = declarations.end
    cells[row + CLOSE] = to
    cells[row + NAME_SIZE] = tag.nameSize
    if (to > from) fillText(cells, row + NODE, row, from, to, CLEAN)
  }

  /** Passes over the start tag of the element of this row and fills the row. Whether the element is empty. */
  enter(row: number): boolean {
    const { scanner, document, parent, sibling } = this
    const expected = sibling === undefined ? parent.child : sibling.sibling
    this.parents.push(parent)
    this.sibling = undefined
    if (expected?.stands(scanner.view, scanner.at)) {
      this.parent = expected
      return this.recall(row, expected)
    }
    const empty = this.startTag.read(row)
    this.parent = this.learns ? learntTag(scanner, document, row) : namedTag(document, row)
    if (this.learns) {
      if (sibling === undefined) parent.child = this.parent
      else sibling.sibling = this.parent
    }
    return empty
  }

  /** The element of this row is closed. */
  leave(row: number): void {
    this.startTag.leave(row)
    this.sibling = this.parent
    this.parent = this.parents.pop() ?? outside
  }

  private recall(row: number, tag: KnownTag): boolean {
    const { scanner, document, startTag } = this
    const { cells } = document.nodes
    const offset = scanner.at
    scanner.at += tag.size
    cells[row + FLAGS] = tag.flags
    cells[row + PREFIX] = tag.prefix
    cells[row + LOCAL] = tag.local
    cells[row + NAME_SIZE] = tag.nameSize
    cells[row + TO] = scanner.at
    cells[row + CLOSE] = scanner.at
    cells[row + ATTRIBUTES] = document.attributes.end
    cells[row + DECLARATIONS] = document.declarations.end
    this.recallDeclarations(tag.declarations, offset)
    this.recallAttributes(tag.attributes, offset, row)
    startTag.finish(row, offset)
    return (tag.flags & EMPTY) !== 0
  }

  private recallDeclarations(list: readonly number[], offset: number): void {
    for (let i = 0; i < list.length; i += REMEMBERED_DECLARATION) {
      const [begins, ends] = [offset + (list[i + 2] ?? 0), offset + (list[i + 3] ?? 0)]
      this.startTag.declare(list[i] ?? 0, list[i + 1] ?? 0, begins, ends)
    }
  }

  private recallAttributes(list: readonly number[], offset: number, row: number): void {
    const { attributes } = this.document
    for (let i = 0; i < list.length; i += REMEMBERED_ATTRIBUTE) {
      const at = attributes.add(offset)
      const { cells } = attributes
      cells[at + OWNER] = row
      cells[at + FLAGS] = list[i] ?? 0
      cells[at + FROM] = offset + (list[i + 1] ?? 0)
      cells[at + TO] = offset + (list[i + 2] ?? 0)
      cells[at + SPELT] = offset + (list[i + 3] ?? 0)
      cells[at + SPELT_SIZE] = list[i + 4] ?? 0
      cells[at + PREFIX] = list[i + 5] ?? 0
      cells[at + LOCAL] = list[i + 6] ?? 0
      // Those with a prefix are asked for when the tag is complete.
      cells[at + URI] = NONE
    }
  }
}
