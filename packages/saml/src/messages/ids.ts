/*
 * IDs. We find nothing by ID: the signed element is the parent of its signature. But nearly every published
 * wrapping needs two elements that answer to one ID, or one element that answers to two, and other readers
 * of the same message do look up; so that a message with any such thing is refused whole (ID-1, ID-2, ID-3).
 */

import { isNcName } from '../xml/characters.ts'
import type { Element } from '../xml/document.ts'
import { XML_URI } from '../xml/names.ts'
import { DS, MD, SAML, SAMLP, XENC } from './names.ts'
import { messageProblem } from './problems.ts'

/** Spellings that one library or another looks an element up by. */
const spellings: ReadonlySet<string> = new Set(['id', 'ID', 'Id', 'iD', 'AssertionID'])

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
export function checkIds(...roots: readonly Element[]): void {
  const seen = new Set<string>()
  for (const element of roots.flatMap((root) => [root, ...root.descendants()])) {
    for (const { namespace, name, value } of element.attributes()) {
      const isId = spellings.has(name) || (namespace === XML_URI && name === 'id')
      if (!isId) continue
      const place = namespace === '' && declared.get(element.namespace) === name
      if (seen.has(value)) throw messageProblem('message-id-duplicate', { id: value })
      if (!place) throw messageProblem('message-id-place', { element: element.name, attribute: name })
      if (value.length > 256 || !isNcName(value))
        throw messageProblem('message-id', { element: element.name, value: value.slice(0, 256) })
      seen.add(value)
    }
  }
}
