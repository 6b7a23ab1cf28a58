/*
 * The writer. Elements are data and values are escaped where they are written, in one place, so that no
 * message is ever put together from strings (IDP-6). It writes what canonicalization would, but for empty
 * elements and declarations.
 */

import { messageProblem } from '../messages/problems.ts'
import { escapeText, escapeValue } from './escapes.ts'

/** An element to write. Names are constants of the code; every value passes through the escapes below (IDP-6). */
export interface Tag {
  readonly name: string
  readonly attributes: readonly (readonly [name: string, value: string])[]
  readonly children: readonly (Tag | Written | string)[]
}

/** An element that is written already, because it is to stand in two places: where it is signed and where it is sent. */
export class Written {
  readonly xml: string

  constructor(of: Tag) {
    this.xml = writeXml(of)
  }
}

/** What an attribute can be made of; undefined leaves it out. */
type Value = string | number | boolean | undefined

/** An element; attributes are written in the order given, those that are undefined are left out. */
export function tag(
  name: string,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: readonly (Tag | Written | string | undefined)[]
): Tag {
  const written: [string, string][] = []
  for (const key in attributes) {
    const value = attributes[key]
    if (value !== undefined) written.push([key, String(value)])
  }
  return { name, attributes: written, children: children.filter((child) => child !== undefined) }
}

/** The same with a child more, after the first. */
export const insertedAfterFirst = (of: Tag, child: Tag): Tag => ({
  ...of,
  children: [...of.children.slice(0, 1), child, ...of.children.slice(1)],
})

/** `' />'` is how Entra closes empty elements in metadata, `'/>'` in messages (entra.md 6.5); a canonical form has a pair. */
export type EmptyEnd = '/>' | ' />' | 'pair'

/** The element as XML, without a declaration and without white space of its own. Throws Problem `value-character`. */
export function writeXml(of: Tag, emptyEnd: EmptyEnd = '/>'): string {
  let xml = `<${of.name}`
  for (const [name, value] of of.attributes) xml += ` ${name}="${safeValue(name, value)}"`
  if (of.children.length === 0 && emptyEnd !== 'pair') return xml + emptyEnd
  xml += '>'
  for (const child of of.children) {
    if (typeof child === 'string') xml += safeText(of.name, child)
    else xml += child instanceof Written ? child.xml : writeXml(child, emptyEnd)
  }
  return `${xml}</${of.name}>`
}

/** Nearly all values: nothing in them to be escaped or refused, in text and in attributes. */
const plain = /^[ !#-%'-;=?-~]*$/

const safeValue = (name: string, value: string) =>
  plain.test(value) ? value : escapeValue(valid(name, value))
const safeText = (name: string, text: string) => (plain.test(text) ? text : escapeText(valid(name, text)))

/** Control characters but tab, line feed and return, and the two that are none (XML 1.0 2.2). */
const forbidden = /[^\P{Cc}\t\n\r\x7f-\x9f]|[\ufffe\uffff]/u

/** XML has no way to write some characters, not even escaped: a value that holds one must not reach the signature. */
function valid(name: string, value: string): string {
  if (forbidden.test(value) || !value.isWellFormed()) throw messageProblem('value-character', { name })
  return value
}
