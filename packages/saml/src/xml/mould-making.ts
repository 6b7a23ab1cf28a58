/*
 * What of a document is the same in others of its kind.
 */

import type { XmlDocument } from './document.ts'
import { beginsText, Mould, type Places } from './mould.ts'
import { padding } from './skip.ts'
import {
  ATTRIBUTE,
  BEGINS,
  CDATA,
  CLOSE,
  DECLARATION,
  ENDS,
  FLAGS,
  FROM,
  KIND,
  LEAF,
  LOCAL,
  NODE,
  OF_TEXT,
  SPELT,
  type Table,
  TEXT,
  TO,
} from './table.ts'
import { unique } from './tag-learning.ts'
import { readValue } from './text.ts'

type Slot = readonly [from: number, to: number, quote: number, flags: number]

/** A mould that keeps nothing of what stood in the slots. */
export function mouldOf(document: XmlDocument): Mould {
  const slots = [...textSlots(document), ...valueSlots(document)].sort(([one], [other]) => one - other)
  const octets = Buffer.allocUnsafeSlow(document.size + padding)
  document.octets.copy(octets)
  for (const [from, to] of slots) octets.fill(0, from, to)
  const [nodes, attributes, declarations] = [
    document.nodes.copy(),
    document.attributes.copy(),
    document.declarations.copy(),
  ]
  const ends = slots.map(([, end]) => end)
  const nodePlaces = (row: number) => (nodes.cells[row + KIND] === TEXT ? [FROM, TO] : [FROM, TO, CLOSE])
  const places = [
    placesIn(nodes, NODE, ends, nodePlaces),
    placesIn(attributes, ATTRIBUTE, ends, () => [FROM, TO, SPELT]),
    placesIn(declarations, DECLARATION, ends, () => [BEGINS, ENDS]),
  ]
  return new Mould({
    tables: [nodes, attributes, declarations],
    octets,
    slots: Int32Array.from(slots.flat()),
    places,
    values: fixedValues(document),
  })
}

/** Texts of more than white space. */
function* textSlots({ nodes: { cells, end }, octets }: XmlDocument): Iterable<Slot> {
  for (let row = 0; row < end; row += NODE) {
    const flags = cells[row + FLAGS] ?? 0
    const isText = cells[row + KIND] === TEXT
    if (isText ? (flags & CDATA) !== 0 : (flags & LEAF) === 0) continue
    const [begins, ends] = isText ? [FROM, TO] : [TO, CLOSE]
    const from = cells[row + begins] ?? 0
    if (beginsText(octets[from])) yield [from, cells[row + ends] ?? 0, 0, flags & OF_TEXT]
  }
}

/** Values that no two messages have alike. */
function* valueSlots({ attributes: { cells, end }, octets }: XmlDocument): Iterable<Slot> {
  for (let row = 0; row < end; row += ATTRIBUTE) {
    if (!varies(cells, row)) continue
    const to = cells[row + TO] ?? 0
    yield [cells[row + FROM] ?? 0, to, octets[to] ?? 0, cells[row + FLAGS] ?? 0]
  }
}

const varies = (cells: Int32Array, row: number) =>
  cells[row + FROM] !== cells[row + TO] && unique.includes(cells[row + LOCAL] ?? 0)

/** Made anew and not cut out of a string of the document, which would then be kept. */
function fixedValues({ attributes: { cells, end }, octets }: XmlDocument): readonly (string | undefined)[] {
  const values = Array.from<string | undefined>({ length: end })
  for (let row = 0; row < end; row += ATTRIBUTE) {
    if (varies(cells, row)) continue
    values[row] = readValue(octets, cells[row + FROM] ?? 0, cells[row + TO] ?? 0, cells[row + FLAGS] ?? 0)
  }
  return values
}

function placesIn(
  { cells, end }: Table,
  width: number,
  ends: readonly number[],
  cellsOf: (row: number) => readonly number[],
): Places {
  const list: number[] = []
  for (let row = 0; row < end; row += width) {
    for (const cell of cellsOf(row)) {
      const place = cells[row + cell] ?? 0
      list.push(row + cell, place, endedBy(place, ends))
    }
  }
  return { cells, list: Int32Array.from(list) }
}

/** How many slots end at a place or before it. By halves: a message can have hundreds of slots and thousands of places. */
function endedBy(place: number, ends: readonly number[]): number {
  let [low, high] = [0, ends.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ends[middle] ?? 0) <= place) low = middle + 1
    else high = middle
  }
  return low
}
