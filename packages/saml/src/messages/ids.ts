/*
 * IDs. We find nothing by ID: the signed element is the parent of its signature. But nearly every published
 * wrapping needs two elements that answer to one ID, or one element that answers to two, and other readers
 * of the same message do look up; so that a message with any such thing is refused whole (ID-1, ID-2, ID-3).
 */

import { isNcName } from '../xml/characters.ts'
import type { XmlAttribute, XmlDocument } from '../xml/document.ts'
import { Element } from '../xml/element.ts'
import { ATTRIBUTE, LOCAL, OWNER } from '../xml/table.ts'
import { LAST_ID } from '../xml/vocabulary.ts'
import { DS, MD, SAML, SAMLP, XENC } from './names.ts'
import { messageProblem } from './problems.ts'

/** The one spelling that the schema of a namespace declares as an ID. */
const declared: ReadonlyMap<string, string> = new Map([
  [SAMLP, 'ID'],
  [SAML, 'ID'],
  [MD, 'ID'],
  [DS, 'Id'],
  [XENC, 'Id'],
])

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
      const isId = (cells[row + LOCAL] ?? 0) <= LAST_ID
      if (isId) checkId(new Element(document, cells[row + OWNER] ?? 0), document.attributeAt(row), seen)
    }
  }
}

function checkId(element: Element, { namespace, name, value }: XmlAttribute, seen: Set<string>): void {
  const place = namespace === '' && declared.get(element.namespace) === name
  if (seen.has(value)) throw messageProblem('message-id-duplicate', { id: value })
  if (!place) throw messageProblem('message-id-place', { element: element.name, attribute: name })
  if (value.length > 256 || !isNcName(value))
    throw messageProblem('message-id', { element: element.name, value: value.slice(0, 256) })
  seen.add(value)
}
