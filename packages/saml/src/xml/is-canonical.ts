/*
 * Whether octets are a canonical form: not by making it and comparing, but by what the reader has seen in them. A
 * canonical form has no choices left, so that each can be asked after: how tags are spaced and quoted, what is escaped
 * how, the order of attributes, and which namespaces are declared where.
 */

import { attributesStand } from './attribute-order.ts'
import { compare } from './code-points.ts'
import type { XmlDocument } from './document.ts'
import type { Element } from './element.ts'
import { escapeValue } from './escapes.ts'
import { NONE } from './names.ts'
import {
  ATTRIBUTE,
  ATTRIBUTES,
  ATTRIBUTES_END,
  BEGINS,
  CLOSE,
  DECLARATION,
  DECLARATIONS,
  DECLARATIONS_END,
  DECLARED,
  EMPTY,
  ENDS,
  FLAGS,
  FROM,
  KIND,
  MEANS,
  MEANT,
  NAME_SIZE,
  NODE,
  PLAIN,
  PREFIX,
  REWRITE,
  SPELT,
  TEXT,
} from './table.ts'

/**
 * Whether all octets of a document are its exclusive canonical form, with this PrefixList (C14N-3). It is the same as
 * `canonicalize(root).equals(octets)`, which a test holds it to.
 */
export function isCanonical({ document }: Element, prefixList: readonly string[]): boolean {
  const { cells, end } = document.nodes
  const ends = (cells[CLOSE] ?? 0) + (cells[NAME_SIZE] ?? 0) + 3
  if (cells[FROM] !== 0 || ends !== document.size) return false
  for (let row = 0; row < end; row += NODE) {
    if (((cells[row + FLAGS] ?? 0) & REWRITE) !== 0) return false
    if (cells[row + KIND] !== TEXT && !tagStands(document, row, prefixList)) return false
  }
  return true
}

function tagStands(document: XmlDocument, row: number, prefixList: readonly string[]): boolean {
  const { cells } = document.nodes
  if (((cells[row + FLAGS] ?? 0) & (PLAIN | EMPTY)) !== PLAIN) return false
  const declares = cells[row + DECLARATIONS] !== cells[row + DECLARATIONS_END]
  if (declares && !declarationsStand(document, row, prefixList)) return false
  return cells[row + ATTRIBUTES] === cells[row + ATTRIBUTES_END] || attributesFollow(document, row)
}

/** Right after the name, in their order; each needed, and none that holds already. */
function declarationsStand(document: XmlDocument, row: number, prefixList: readonly string[]): boolean {
  const { nodes, declarations, names, uris, octets } = document
  const { cells } = declarations
  const end = nodes.cells[row + DECLARATIONS_END] ?? 0
  let at = (nodes.cells[row + FROM] ?? 0) + 1 + (nodes.cells[row + NAME_SIZE] ?? 0)
  let last: string | undefined
  for (
    let declaration = nodes.cells[row + DECLARATIONS] ?? 0;
    declaration < end;
    declaration += DECLARATION
  ) {
    const prefix = cells[declaration + DECLARED] ?? NONE
    const name = names.string(prefix)
    const means = cells[declaration + MEANS] ?? NONE
    const ends = cells[declaration + ENDS] ?? 0
    const spelling = `${prefix === NONE ? 'xmlns' : `xmlns:${name}`}="${escapeValue(uris.string(means))}"`
    const stands =
      cells[declaration + BEGINS] === at + 1 &&
      (last === undefined || compare(last, name) < 0) &&
      means !== cells[declaration + MEANT] &&
      (prefixList.includes(prefix === NONE ? '#default' : name) || isUsed(document, row, prefix)) &&
      octets.toString('utf8', at + 1, ends) === spelling
    if (!stands) return false
    last = name
    at = ends
  }
  return true
}

/** Visibly utilized: by the name of the element or of an attribute. */
function isUsed({ nodes, attributes }: XmlDocument, row: number, prefix: number): boolean {
  if (nodes.cells[row + PREFIX] === prefix) return true
  if (prefix === NONE) return false
  const end = nodes.cells[row + ATTRIBUTES_END] ?? 0
  for (let at = nodes.cells[row + ATTRIBUTES] ?? 0; at < end; at += ATTRIBUTE) {
    if (attributes.cells[at + PREFIX] === prefix) return true
  }
  return false
}

/** After all declarations, in their order, escaped as a canonical form has them. */
function attributesFollow(document: XmlDocument, row: number): boolean {
  const { nodes, attributes, declarations } = document
  const { cells } = attributes
  const first = nodes.cells[row + ATTRIBUTES] ?? 0
  const declared = nodes.cells[row + DECLARATIONS_END] ?? 0
  const declares = declared !== nodes.cells[row + DECLARATIONS]
  if (declares && (cells[first + SPELT] ?? 0) < (declarations.cells[declared - DECLARATION + ENDS] ?? 0))
    return false
  return attributesStand(document, row)
}
