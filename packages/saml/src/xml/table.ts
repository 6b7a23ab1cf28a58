/*
 * The tables of a document: one typed array each in place of an object for each node. A message of 16 kB has
 * some 500 nodes, and allocating those costs more than reading them. A row is known by the place of its first
 * cell, so that going to the next row is an addition.
 */

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

/** Flags. A text or value without any stands as its canonical form has it, and is ASCII. */
export const CLEAN = 0
/** Has references or line ends to normalise: must be decoded to be read. */
export const DECODE = 1
/** Reads as it stands but must be escaped in the canonical form. */
export const ESCAPE = 2
/** The row of text is a CDATA section: nothing in it is a reference. */
export const CDATA = 4
/** Holds characters beyond ASCII. */
export const WIDE = 8
/** Of an element: its tags are spaced and quoted as the canonical form has them; order and namespaces are not judged. */
export const PLAIN = 16

/** Flags that keep a text or value from being copied into the canonical form. */
export const REWRITE = DECODE | ESCAPE | CDATA

/**
 * Rows of whole numbers, growing by doubling. What a row holds before it is written is anything at all: whoever adds one
 * writes all of its cells.
 */
export class Table {
  cells: Int32Array
  /** The place of the row that is added next. */
  end = 0
  private readonly width: number

  constructor(width: number, rows: number) {
    this.width = width
    this.cells = room(width * rows)
  }

  /** Adds a row; returns the place of its first cell. How many there may be the reader has judged. */
  add(): number {
    const row = this.end
    this.end += this.width
    if (this.end > this.cells.length) this.grow()
    return row
  }

  private grow(): void {
    const cells = room(this.cells.length * 2)
    cells.set(this.cells)
    this.cells = cells
  }
}

/** Of the pool that buffers are made of: a typed array of its own costs ten times as much as filling it. */
function room(cells: number): Int32Array {
  const octets = Buffer.allocUnsafe(cells * 4)
  return new Int32Array(octets.buffer, octets.byteOffset, cells)
}
