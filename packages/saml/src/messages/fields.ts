/*
 * What several messages have in common: how a document becomes a message of one kind, and the fields that
 * all begin with. Elements are found by their place in a shape that was judged before, never by a search
 * through the document.
 */

import type { Element } from '../xml/element.ts'
import { readXml } from '../xml/reader.ts'
import type { Issuer, NameId } from './assertion.ts'
import { conform, type Shape } from './grammar.ts'
import { checkIds } from './ids.ts'
import { DS, SAML, SAMLP } from './names.ts'
import { messageProblem } from './problems.ts'

/** The properties of `of` that have a value: exact optional properties are absent, never undefined. */
export type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** Leaves out what is undefined. */
export function present<T extends object>(of: T): Present<T>
export function present(of: object): object {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined))
}

/** Reads a document whose root must be this protocol message, of this shape (ROOT-1, XSD-1, ID-1…3). */
export function readMessage(octets: Uint8Array, name: string, shape: Shape): Element {
  const { root } = readXml(octets)
  checkRoot(root, SAMLP, name)
  checkIds(root.document)
  conform(root, shape)
  return root
}

/** ROOT-1: whatever is inside, what was asked for is the root. */
export function checkRoot(root: Element, namespace: string, name: string): void {
  if (root.is(namespace, name)) return
  throw messageProblem('message-root', { expected: name, received: root.name })
}

/** The text of a name (entity ID, NameID, audience …), which the schema bounds (LIM-1). */
export function nameText(element: Element): string {
  const text = element.text()
  if (text.length > 1024) throw messageProblem('message-size', { element: element.name })
  return text
}

/** White space around a URI has no meaning (XML Schema `anyURI` collapses it); inside it is kept and then matches nothing. */
export function uriText(element: Element): string {
  const text = nameText(element)
  // Nearly always there is none.
  const spaced = text.charCodeAt(0) <= 0x20 || text.charCodeAt(text.length - 1) <= 0x20
  return spaced ? text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '') : text
}

/** The Issuer child, by position in the grammar; absent only where the grammar lets it be. */
export function issuerOf(parent: Element): Issuer | undefined {
  const element = parent.child(SAML, 'Issuer')
  return element && { value: uriText(element), format: element.attribute('Format') }
}

/** The NameID child. */
export function nameIdOf(parent: Element): NameId | undefined {
  const element = parent.child(SAML, 'NameID')
  return element && readNameId(element)
}

/** The text is kept octet for octet: trimming it would make two names one (NID-2). */
export function readNameId(element: Element): NameId {
  return {
    value: nameText(element),
    format: element.attribute('Format'),
    nameQualifier: element.attribute('NameQualifier'),
    spNameQualifier: element.attribute('SPNameQualifier'),
  }
}

/** Whether a ds:Signature stands in the element; nothing is said of whether it holds. */
export const hasSignature = (element: Element): boolean => element.child(DS, 'Signature') !== undefined

/** xs:boolean; absent is false, as every flag of SAML that we read defaults. */
export function flag(element: Element, attribute: string): boolean {
  const value = element.attribute(attribute)
  if (value === undefined || value === 'false' || value === '0') return false
  if (value === 'true' || value === '1') return true
  throw messageProblem('message-boolean', { element: element.name, attribute })
}

/** The attributes that every request and response begins with. */
export function headingOf(element: Element) {
  return {
    id: element.attribute('ID') ?? '',
    version: element.attribute('Version') ?? '',
    issueInstant: element.attribute('IssueInstant') ?? '',
  }
}
