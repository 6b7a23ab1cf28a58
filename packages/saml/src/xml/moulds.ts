/*
 * The moulds that there are (mould.ts): of messages of a kind that came twice.
 */

import { XmlDocument } from './document.ts'
import type { Mould } from './mould.ts'
import { mouldOf } from './mould-making.ts'
import type { Scanner } from './scanner.ts'
import { NODE } from './table.ts'

/** What is larger repeats itself, or is made to waste memory. */
const largest = { octets: 32 * 1024, rows: 1000 }
/** Each costs some comparing before the next is tried. */
const most = 4
/** The one first that served last. */
const moulds: Mould[] = []
/** Of the documents that fitted into none: how many rows they had. */
const lately: number[] = []

/** The document, where it fits into a mould. */
export function poured(scanner: Scanner): XmlDocument | undefined {
  const mould = moulds.find((one) => !one.taken && one.fits(scanner))
  if (mould === undefined) {
    scanner.at = 0
    return undefined
  }
  if (mould !== moulds[0]) {
    moulds.splice(moulds.indexOf(mould), 1)
    moulds.unshift(mould)
  }
  return new XmlDocument(scanner.octets, mould)
}

/** Makes a mould of a document that fitted into none, when lately there was one with as many rows. */
export function cast(document: XmlDocument): void {
  const { nodes, attributes, size } = document
  if (size > largest.octets || nodes.end > largest.rows * NODE || !document.isFamiliar) return
  const kind = nodes.end * 1e6 + attributes.end
  const place = lately.indexOf(kind)
  if (place < 0) keep(lately, kind, 2 * most)
  else {
    lately.splice(place, 1)
    keep(moulds, mouldOf(document), most)
  }
}

function keep<T>(list: T[], first: T, at: number): void {
  list.unshift(first)
  list.length = Math.min(list.length, at)
}
