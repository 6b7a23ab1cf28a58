/*
 * The tables of a document: one typed array each in place of an object for each node. A message of 16 kB has
 * some 500 nodes, and allocating those costs more than reading them. A row is known by the place of its first
 * cell, so that going to the next row is an addition.
 */

import { room } from './memory.ts'
import { xmlProblem } from './problems.ts'

/** Cells of a row of the table of nodes. */
export const NODE = 16
/** ELEMENT or TEXT. */
export const KIND = 0
export const FLAGS = 1
/** Element: its start tag's `<`. Text: its first octet. */
export const FROM = 2
/** Element: the octet after its start tag. Text: the octet after its last. */
export const TO = 3
/** The row after the last descendant. */
export const END = 4
export const PARENT = 5
export const PREFIX = 6
export const LOCAL = 7
export const URI = 8
/** Rows in the table of attributes: the first, and the one after the last. */
export const ATTRIBUTES = 9
export const ATTRIBUTES_END = 10
/** Rows in the table of declarations. */
export const DECLARATIONS = 11
export const DECLARATIONS_END = 12
/** The `<` of the end tag; of an empty element, where it ends. */
export const CLOSE = 13
/** Octets of the name as it is spelt, prefix and colon included. */
export const NAME_SIZE = 14

export const ELEMENT = 1
export const TEXT = 2

/** Cells of a row of attributes; FLAGS, PREFIX, LOCAL and URI are those of nodes, FROM and TO those of a text. */
export const ATTRIBUTE = 9
/** The row of its element. */
export const OWNER = 0
/** The first octet of its name, and how many there are. */
export const SPELT = 4
export const SPELT_SIZE = 5

/** Cells of a row of declarations: the prefix, the namespace, what the prefix meant before; and where it stands. */
export const DECLARATION = 5
export const DECLARED = 0
export const MEANS = 1
export const MEANT = 2
export const BEGINS = 3
export const ENDS = 4

/** Flags. A text or value without any reads as it stands, is its own canonical form, and is ASCII. */
export const CLEAN = 0
/** Has references or line ends to normalise: must be decoded to be read. */
export const DECODE = 1
/** Is spelt otherwise in the canonical form. */
export const REWRITE = 2
/** The row of text is a CDATA section: nothing in it is a reference. */
export const CDATA = 4
/** Holds characters beyond ASCII. */
export const WIDE = 8
/**
 * Of an element: its tags are spaced and quoted as the canonical form has them, but for how the tag of an empty one ends;
 * order and namespaces are not judged.
 */
export const PLAIN = 16
/** Of an element: one tag is both its tags, which the canonical form has apart. */
export const EMPTY = 32
/** Of an element: its attributes, if any, have no prefix, are none to be rewritten, and stand in their canonical order. */
export const SIMPLE = 64
/**
 * Of an element: all of it, down to its last descendant, is simple and plain, declares nothing, has the one prefix, and no
 * text that is to be rewritten. It is its own canonical form wherever its prefix is shown.
 */
export const WHOLE = 128
/**
 * Of an element: a text is all that is in it, and has no row of its own: it stands between TO and CLOSE, and its flags are
 * among those of the element.
 */
export const LEAF = 256
/** The flags of an element with a text of its own: with those of its start tag and those of the text. */
export const leafFlags = (tag: number, text: number): number =>
  (text & REWRITE) === 0 ? tag | text | LEAF : (tag | text | LEAF) & ~WHOLE
/** The flags that a text can have. */
export const OF_TEXT = DECODE | REWRITE | CDATA | WIDE

/**
 * Rows of whole numbers, growing by doubling up to a bound. What a row holds before it is written is anything at all:
 * whoever adds one writes all of its cells.
 */
export class Table {
  cells: Int32Array
  /** The place of the row that is added next. */
  end = 0
  private readonly width: number
  private readonly most: number

  /** With room for so many rows, and for `most` when it is needed. */
  constructor(width: number, rows: number, most: number) {
    this.width = width
    this.most = most * width
    this.cells = cellsOf(Math.min(rows, most) * width)
  }

  /** Adds a row for what stands at `offset`; returns the place of its first cell. Throws Problem `xml-nodes`. */
  add(offset: number): number {
    const row = this.end
    this.end += this.width
    if (this.end > this.cells.length) this.grow(offset)
    return row
  }

  /** Adds a row, where there is room for another after it. */
  addBeforeAnother(offset: number): number {
    const row = this.end
    this.end += 2 * this.width
    while (this.end > this.cells.length) this.grow(offset)
    this.end -= this.width
    return row
  }

  /** The same rows in memory of their own. */
  copy(): Table {
    const copy = new Table(this.width, 0, 0)
    copy.cells = this.cells.slice(0, this.end)
    copy.end = this.end
    return copy
  }

  private grow(offset: number): void {
    const { cells, most } = this
    if (cells.length >= most) throw xmlProblem('xml-nodes', { offset })
    this.cells = cellsOf(Math.min(cells.length * 2, most))
    this.cells.set(cells)
  }
}

function cellsOf(count: number): Int32Array {
  const octets = room(count * 4)
  return new Int32Array(octets.buffer, octets.byteOffset, count)
}

/** Writes a row of text. */
export function fillText(
  cells: Int32Array,
  row: number,
  parent: number,
  from: number,
  to: number,
  flags: number,
): void {
  cells[row + KIND] = TEXT
  cells[row + FLAGS] = flags
  cells[row + FROM] = from
  cells[row + TO] = to
  cells[row + END] = row + NODE
  cells[row + PARENT] = parent
}
