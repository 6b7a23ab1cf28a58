/*
 * What is worth remembering of start tags (tag-memory.ts).
 */

import type { XmlDocument } from './document.ts'
import type { Scanner } from './scanner.ts'
import {
  ATTRIBUTE,
  ATTRIBUTES,
  BEGINS,
  DECLARATION,
  DECLARATIONS,
  DECLARED,
  ENDS,
  FLAGS,
  FROM,
  LOCAL,
  MEANS,
  NAME_SIZE,
  PREFIX,
  SIMPLE,
  SPELT,
  SPELT_SIZE,
  TO,
} from './table.ts'
import { type KnownTag, longest, namedTag, placeOf } from './tag-memory.ts'
import { nameVocabulary, uriVocabulary } from './vocabulary.ts'

/** Attributes that no two messages have alike. */
export const unique: readonly number[] = [
  'ID',
  'Id',
  'URI',
  'IssueInstant',
  'InResponseTo',
  'NotBefore',
  'NotOnOrAfter',
  'AuthnInstant',
  'SessionIndex',
  'SessionNotOnOrAfter',
  'Address',
].map((name) => nameVocabulary.known(name))

const most = { attributes: 8, declarations: 4 }

/**
 * What the start tag of this row, which the scanner has just passed over, will be known as; where it will have other
 * octets next time, the one of all tags of its name.
 */
export function learntTag({ view, octets, at: to }: Scanner, document: XmlDocument, row: number): KnownTag {
  const from = document.nodes.cells[row + FROM] ?? 0
  if (to - from > longest || !isUsual(document, row)) return namedTag(document, row)
  const tag = placeOf(view, from, to)
  if (tag.size !== to - from || !tag.stands(view, from)) {
    tag.become(octets, from, to, document.nodes.cells[row + NAME_SIZE] ?? 0)
    fill(tag, document, row)
  }
  return tag
}

/**
 * Whether the tag may stand in another message too, and all its names are of the vocabulary: the numbers of others mean
 * something in their document alone.
 */
function isUsual({ nodes, attributes, declarations }: XmlDocument, row: number): boolean {
  const { cells } = attributes
  const first = nodes.cells[row + ATTRIBUTES] ?? 0
  const firstDeclared = nodes.cells[row + DECLARATIONS] ?? 0
  if (attributes.end - first > most.attributes * ATTRIBUTE) return false
  if (declarations.end - firstDeclared > most.declarations * DECLARATION) return false
  for (let at = first; at < attributes.end; at += ATTRIBUTE) {
    if (!isKnown(cells[at + PREFIX]) || !isKnown(cells[at + LOCAL])) return false
    if (unique.includes(cells[at + LOCAL] ?? 0)) return false
  }
  for (let at = firstDeclared; at < declarations.end; at += DECLARATION) {
    if (!isKnown(declarations.cells[at + DECLARED])) return false
    if ((declarations.cells[at + MEANS] ?? 0) >= uriVocabulary.strings.length) return false
  }
  return isKnown(nodes.cells[row + PREFIX]) && isKnown(nodes.cells[row + LOCAL])
}

const isKnown = (name: number | undefined) => name !== undefined && name < nameVocabulary.strings.length

function fill(tag: KnownTag, { nodes, attributes, declarations }: XmlDocument, row: number): void {
  const { cells } = nodes
  const from = cells[row + FROM] ?? 0
  tag.flags = cells[row + FLAGS] ?? 0
  tag.prefix = cells[row + PREFIX] ?? 0
  tag.local = cells[row + LOCAL] ?? 0
  const [remembered, declared]: [number[], number[]] = [[], []]
  for (let at = cells[row + ATTRIBUTES] ?? 0; at < attributes.end; at += ATTRIBUTE) {
    const of = (cell: number) => attributes.cells[at + cell] ?? 0
    remembered.push(of(FLAGS), of(FROM) - from, of(TO) - from, of(SPELT) - from)
    remembered.push(of(SPELT_SIZE), of(PREFIX), of(LOCAL))
  }
  for (let at = cells[row + DECLARATIONS] ?? 0; at < declarations.end; at += DECLARATION) {
    const of = (cell: number) => declarations.cells[at + cell] ?? 0
    declared.push(of(DECLARED), of(MEANS), of(BEGINS) - from, of(ENDS) - from)
  }
  tag.attributes = remembered
  tag.declarations = declared
  tag.isSimple = declared.length === 0 && (tag.flags & SIMPLE) !== 0
}
