/*
 * IDs. We find nothing by ID: the signed element is the parent of its signature. But nearly every published
 * wrapping needs two elements that answer to one ID, or one element that answers to two, and other readers
 * of the same message do look up; so that a message with any such thing is refused whole (ID-1, ID-2, ID-3).
 */

import { isNcName } from '../xml/characters.ts'
import type { XmlDocument } from '../xml/document.ts'
import { Element } from '../xml/element.ts'
import { NONE } from '../xml/names.ts'
import { ATTRIBUTE, LOCAL, OWNER, URI } from '../xml/table.ts'
import { LAST_ID, nameVocabulary, uriVocabulary } from '../xml/vocabulary.ts'
import { DS, MD, SAML, SAMLP, XENC } from './names.ts'
import { messageProblem } from './problems.ts'

/** The one spelling that the schema of a namespace declares as an ID; both by their numbers. */
const declared: ReadonlyMap<number, number> = new Map(
  (
    [
      [SAMLP, 'ID'],
      [SAML, 'ID'],
      [MD, 'ID'],
      [DS, 'Id'],
      [XENC, 'Id'],
    ] as const
  ).map(([uri, name]) => [uriVocabulary.known(uri), nameVocabulary.known(name)]),
)

/**
 * Every value that anybody could take for an ID is an xs:ID, unique, and stands where the schema puts one (ID-1, ID-2,
 * ID-3). We find nothing by ID; the others who read the same message do.
 */
export function checkIds(...documents: readonly XmlDocument[]): void {
  const seen = new Set<string>()
  for (const document of documents) {
    const { cells, end } = document.attributes
    for (let row = 0; row < end; row += ATTRIBUTE) {
      // Every spelling that one library or another looks an element up by comes first in the vocabulary.
      if ((cells[row + LOCAL] ?? 0) <= LAST_ID) checkId(document, row, seen)
    }
  }
}

function checkId(document: XmlDocument, row: number, seen: Set<string>): void {
  const { cells } = document.attributes
  const owner = cells[row + OWNER] ?? 0
  const local = cells[row + LOCAL] ?? 0
  const uri = document.nodes.cells[owner + URI] ?? NONE
  const value = document.value(row)
  if (seen.has(value)) throw messageProblem('message-id-duplicate', { id: value })
  if (cells[row + URI] !== NONE || declared.get(uri) !== local) {
    const attribute = document.names.string(local)
    throw messageProblem('message-id-place', { element: nameOf(document, owner), attribute })
  }
  if (value.length > 256 || !isNcName(value))
    throw messageProblem('message-id', { element: nameOf(document, owner), value: value.slice(0, 256) })
  seen.add(value)
}

const nameOf = (document: XmlDocument, row: number) => new Element(document, row).name
