/*
 * The tables of a document: typed arrays in place of an object for each node. A message of 16 kB has some
 * 500 nodes, and allocating those costs more than reading them.
 */

import { limits } from './limits.ts'

/** What a row of the node table is. */
export const ELEMENT = 1
export const TEXT = 2

/** Flags of a text or value: octets that cannot be copied into the canonical form, or read, as they stand. */
export const CLEAN = 0
/** Has references, CDATA or line ends to normalise: must be decoded to be read. */
export const DECODE = 1
/** Reads as it stands but must be escaped in the canonical form. */
export const ESCAPE = 2
/** The row of text is a CDATA section: nothing in it is a reference. */
export const CDATA = 4

/**
 * Whole numbers of one kind, one for each row, growing by doubling. A document has a table of nodes and one of
 * attributes, each made of such columns: a few typed arrays in place of an object for each node.
 */
export class Column {
  private numbers: Int32Array

  constructor(rows: number) {
    this.numbers = new Int32Array(rows)
  }

  /** Zero for a row that was never set. */
  get(row: number): number {
    return this.numbers[row] ?? 0
  }

  set(row: number, value: number): void {
    if (row >= this.numbers.length) this.grow(row)
    this.numbers[row] = value
  }

  /** Doubles, but never beyond the bound of rows: the reader has refused before. */
  private grow(row: number): void {
    const numbers = new Int32Array(Math.min(limits.nodes + 1, Math.max(row + 1, this.numbers.length * 2)))
    numbers.set(this.numbers)
    this.numbers = numbers
  }
}

/** Nodes in document order. A node's descendants are the rows from the next one to `end`. */
export class NodeTable {
  rows = 0
  readonly kind: Column
  /** Element: its start tag's `<`. Text: first octet. */
  readonly from: Column
  /** Text: octet after the last. Element: unused. */
  readonly to: Column
  readonly flags: Column
  readonly parent: Column
  readonly end: Column
  readonly prefix: Column
  readonly local: Column
  readonly uri: Column
  readonly firstAttribute: Column
  readonly attributeCount: Column
  readonly firstDeclaration: Column
  readonly declarationCount: Column

  constructor(rows: number) {
    this.kind = new Column(rows)
    this.from = new Column(rows)
    this.to = new Column(rows)
    this.flags = new Column(rows)
    this.parent = new Column(rows)
    this.end = new Column(rows)
    this.prefix = new Column(rows)
    this.local = new Column(rows)
    this.uri = new Column(rows)
    this.firstAttribute = new Column(rows)
    this.attributeCount = new Column(rows)
    this.firstDeclaration = new Column(rows)
    this.declarationCount = new Column(rows)
  }
}

/** Attributes, or namespace declarations (`local` is then the declared prefix), of all elements in document order. */
export class AttributeTable {
  rows = 0
  readonly prefix: Column
  readonly local: Column
  readonly uri: Column
  readonly from: Column
  readonly to: Column
  readonly flags: Column

  constructor(rows: number) {
    this.prefix = new Column(rows)
    this.local = new Column(rows)
    this.uri = new Column(rows)
    this.from = new Column(rows)
    this.to = new Column(rows)
    this.flags = new Column(rows)
  }
}

/**
 * Whether two of the last rows, from `first` on, have one expanded name, whatever their prefixes. There are at most 64,
 * so that comparing each with each is bounded; it is also faster than a set for the few that elements have.
 */
export function repeatsName(table: AttributeTable, first: number): boolean {
  for (let at = first + 1; at < table.rows; at++) {
    for (let other = first; other < at; other++) {
      const same =
        table.local.get(at) === table.local.get(other) && table.uri.get(at) === table.uri.get(other)
      if (same) return true
    }
  }
  return false
}
