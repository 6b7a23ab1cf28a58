/*
 * Start tags as they come: first whether this one is the one that came in this place last time, to the octet; only else is
 * it read.
 */

import type { XmlDocument } from './document.ts'
import { NONE } from './names.ts'
import type { Scanner } from './scanner.ts'
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
  KIND,
  LOCAL,
  leafFlags,
  NAME_SIZE,
  OWNER,
  PARENT,
  PREFIX,
  REWRITE,
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

/** Tags that are learnt of one document: what has more repeats itself, or is made to waste time. */
const most = 500

/** The start tags of one document. */
export class Tags {
  private readonly scanner: Scanner
  private readonly document: XmlDocument
  private readonly startTag: StartTag
  private learnt = 0
  /** Of the elements that are open, and of the one that was closed last if it is a sibling of what comes. */
  private readonly parents: KnownTag[] = []
  private parent = outside
  private sibling: KnownTag | undefined

  constructor(scanner: Scanner, document: XmlDocument, startTag: StartTag) {
    this.scanner = scanner
    this.document = document
    this.startTag = startTag
  }

  /**
   * Passes over elements of the tag that is expected that are empty or hold nothing but a text, as many as stand here: most
   * of any message. `open` is the row that they stand in. Whether there was one.
   */
  leaves(open: number): boolean {
    const { scanner } = this
    const { view } = scanner
    const tag = this.sibling === undefined ? this.parent.child : this.sibling.sibling
    const first = scanner.at
    if (!tag?.isSimple || !tag.stands(view, first)) return false
    const empty = (tag.flags & EMPTY) !== 0
    const uri = this.startTag.resolve(tag.prefix, first)
    let at = first
    let flags = tag.flags
    let repeats = true
    while (repeats) {
      scanner.at += tag.size
      if (!empty) scanner.text()
      repeats = empty ? tag.stands(view, scanner.at) : tag.repeats(view, scanner.at)
      if (!repeats && !empty && !tag.ends(view, scanner.at)) break
      flags |= empty ? CLEAN : scanner.flags
      this.addLeaf(tag, uri, open, at)
      if (!empty) scanner.at += tag.nameSize + 3
      at = scanner.at
    }
    scanner.at = at
    if (at === first) return false
    const { cells } = this.document.nodes
    const whole = (flags & (WHOLE | REWRITE)) === WHOLE && tag.prefix === cells[open + PREFIX]
    if (!whole) cells[open + FLAGS] = (cells[open + FLAGS] ?? 0) & ~WHOLE
    this.sibling = tag
    return true
  }

  /** The element whose start tag stands at `from`, and whose end the scanner has come to. */
  private addLeaf(tag: KnownTag, uri: number, open: number, from: number): void {
    const { nodes, attributes, declarations } = this.document
    const { at: close, flags } = this.scanner
    const to = from + tag.size
    const leaf = close > to
    // Its text has no row, but there must be room for one, as there must be where the text is read by itself.
    const row = leaf ? nodes.addBeforeAnother(from) : nodes.add(from)
    const { cells } = nodes
    cells[row + KIND] = ELEMENT
    cells[row + FLAGS] = leaf ? leafFlags(tag.flags, flags) : tag.flags
    cells[row + FROM] = from
    cells[row + TO] = to
    cells[row + END] = nodes.end
    cells[row + PARENT] = open
    cells[row + PREFIX] = tag.prefix
    cells[row + LOCAL] = tag.local
    cells[row + URI] = uri
    cells[row + ATTRIBUTES] = attributes.end
    this.recallAttributes(tag.attributes, from, row)
    cells[row + ATTRIBUTES_END] = attributes.end
    cells[row + DECLARATIONS] = declarations.end
    cells[row + DECLARATIONS_END] = declarations.end
    cells[row + CLOSE] = close
    cells[row + NAME_SIZE] = tag.nameSize
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
    const learns = this.learnt++ < most
    this.parent = learns ? learntTag(scanner, document, row) : namedTag(document, row)
    if (learns) {
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
