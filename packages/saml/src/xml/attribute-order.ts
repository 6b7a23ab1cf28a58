/*
 * The order of attributes in a canonical form (Canonical XML 2.2): by namespace name, then by local name.
 */

import { compare } from './code-points.ts'
import type { XmlDocument } from './document.ts'
import { ATTRIBUTE, ATTRIBUTES, ATTRIBUTES_END, FLAGS, LOCAL, REWRITE, URI } from './table.ts'

/** Whether the attributes of this row stand in their order and none is to be rewritten. */
export function attributesStand(document: XmlDocument, row: number): boolean {
  const { nodes, attributes } = document
  const { cells } = attributes
  const first = nodes.cells[row + ATTRIBUTES] ?? 0
  const end = nodes.cells[row + ATTRIBUTES_END] ?? 0
  for (let at = first; at < end; at += ATTRIBUTE) {
    if (((cells[at + FLAGS] ?? 0) & REWRITE) !== 0) return false
    if (at > first && attributeOrder(document, at - ATTRIBUTE, at) > 0) return false
  }
  return true
}

/** The rows of the attributes of this row, in their order. */
export function sortedAttributes(document: XmlDocument, row: number): readonly number[] {
  const { cells } = document.nodes
  const rows: number[] = []
  const end = cells[row + ATTRIBUTES_END] ?? 0
  for (let at = cells[row + ATTRIBUTES] ?? 0; at < end; at += ATTRIBUTE) rows.push(at)
  return rows.length < 2 ? rows : rows.sort((a, b) => attributeOrder(document, a, b))
}

function attributeOrder({ names, uris, attributes }: XmlDocument, a: number, b: number): number {
  const { cells } = attributes
  const [one, other] = [cells[a + URI] ?? 0, cells[b + URI] ?? 0]
  if (one !== other) return compare(uris.string(one), uris.string(other))
  return compare(names.string(cells[a + LOCAL] ?? 0), names.string(cells[b + LOCAL] ?? 0))
}
