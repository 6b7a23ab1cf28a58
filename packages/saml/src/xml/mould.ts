/*
 * Messages that were read before, as moulds: what an identity provider writes for one person differs from what it wrote
 * for another in some texts and values alone. Where all octets between these are the same, and each of these reads in the
 * same way, what was well-formed is well-formed, and the rows are the same but for the places in them. Nothing of a mould
 * is believed that is not compared: who fills these with messages of their own makes the next ones slower to read, and
 * nothing more.
 */

import { KnownForms } from './known-forms.ts'
import { AMPERSAND, BLANK, type Scanner } from './scanner.ts'
import { equalAt, padding } from './skip.ts'
import type { Table } from './table.ts'

/** Cells of a slot: its first octet, the octet after its last, its quote or 0 for a text, its flags. */
export const SLOT = 4

/**
 * Whether a text that begins so is more than white space. Where elements are expected a text of white space is welcome
 * and another is refused (grammar.ts): one must not pass for the other.
 */
export const beginsText = (octet: number | undefined): boolean =>
  octet !== undefined && octet > BLANK && octet !== AMPERSAND

/** Cells of one table that hold places: for each its number, its place in the mould, and how many slots end before it. */
export interface Places {
  readonly cells: Int32Array
  readonly list: Int32Array
}

/** What a document comes to, whatever stands in its slots. */
export class Mould {
  /** Whether a document that is open has these tables. */
  taken = false
  /** The shape that its root was found to have (grammar.ts). It depends on names, and on texts that are in no slot. */
  conformsTo: unknown
  readonly tables: readonly [nodes: Table, attributes: Table, declarations: Table]
  readonly forms: KnownForms
  /** The values of attributes that stand in no slot, by their rows: the same in all documents of this mould. */
  readonly values: readonly (string | undefined)[]
  /** What stands between the slots, which are empty. */
  private readonly view: DataView
  private readonly size: number
  private readonly slots: Int32Array
  private readonly places: readonly Places[]
  /** How much further behind all stands than in the mould, by how many slots end before it; and whether the tables say so. */
  private readonly shifts: Int32Array
  private moved = true

  constructor(
    of: Pick<Mould, 'tables' | 'values'> & { octets: Buffer; slots: Int32Array; places: readonly Places[] },
  ) {
    this.tables = of.tables
    this.values = of.values
    this.view = new DataView(of.octets.buffer, of.octets.byteOffset, of.octets.length)
    this.size = of.octets.length - padding
    this.slots = of.slots
    this.places = of.places
    this.shifts = new Int32Array(of.slots.length / SLOT + 1)
    const cellsOf = (which: number) => of.slots.filter((_, cell) => cell % SLOT === which)
    this.forms = new KnownForms(cellsOf(0), cellsOf(1), this.shifts)
  }

  /**
   * Whether the octets are of this mould; its tables are then those of the octets. Refuses what stands in a slot as the
   * reader does, which would have come to it by the same octets.
   */
  fits(scanner: Scanner): boolean {
    const { slots, shifts } = this
    scanner.at = 0
    let from = 0
    for (let slot = 0; slot < slots.length; slot += SLOT) {
      if (!this.stands(scanner, from, slots[slot] ?? 0)) return false
      const { at } = scanner
      const quote = slots[slot + 2] ?? 0
      if (quote === 0) scanner.text()
      else scanner.value(quote)
      if (scanner.at === at || scanner.flags !== slots[slot + 3]) return false
      if (quote === 0 && !beginsText(scanner.octets[at])) return false
      from = slots[slot + 1] ?? 0
      const shift = scanner.at - from
      if (shift === shifts[slot / SLOT + 1]) continue
      shifts[slot / SLOT + 1] = shift
      this.moved = false
    }
    if (!this.stands(scanner, from, this.size) || !scanner.ended) return false
    if (!this.moved) for (const places of this.places) move(places, shifts)
    this.moved = true
    return true
  }

  /** Passes over what stands in the mould from one place to another, when it stands here too. */
  private stands(scanner: Scanner, from: number, to: number): boolean {
    if (!equalAt(scanner.view, scanner.at, this.view, from, to - from)) return false
    scanner.at += to - from
    return true
  }
}

function move({ cells, list }: Places, shifts: Int32Array): void {
  for (let i = 2; i < list.length; i += 3) {
    cells[list[i - 2] ?? 0] = (list[i - 1] ?? 0) + (shifts[list[i] ?? 0] ?? 0)
  }
}
