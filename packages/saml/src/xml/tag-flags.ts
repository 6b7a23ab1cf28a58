import { attributesStand } from './attribute-order.ts'
import type { XmlDocument } from './document.ts'
import { NONE } from './names.ts'
import { ATTRIBUTE, ATTRIBUTES, DECLARATIONS, EMPTY, PLAIN, PREFIX, SIMPLE, WHOLE } from './table.ts'

/** The flags of the element of this row, of which no more than its start tag was read. */
export function flagsOf(document: XmlDocument, row: number, plain: boolean, empty: boolean): number {
  const flags = (plain ? PLAIN : 0) | (empty ? EMPTY : 0) | (isSimple(document, row) ? SIMPLE : 0)
  const declares = document.nodes.cells[row + DECLARATIONS] !== document.declarations.end
  return flags === (PLAIN | SIMPLE) && !declares ? flags | WHOLE : flags
}

function isSimple(document: XmlDocument, row: number): boolean {
  const { nodes, attributes } = document
  for (let at = nodes.cells[row + ATTRIBUTES] ?? 0; at < attributes.end; at += ATTRIBUTE) {
    if (attributes.cells[at + PREFIX] !== NONE) return false
  }
  return attributesStand(document, row)
}
