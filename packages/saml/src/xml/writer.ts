/*
 * The writer. Elements are data and values are escaped where they are written, in one place, so that no
 * message is ever put together from strings (IDP-6). It writes what canonicalization would, but for empty
 * elements and declarations.
 */

import { messageProblem } from '../messages/problems.ts'
import { escapeText, escapeValue } from './canonical.ts'

/** An element to write. Names are constants of the code; every value passes through the escapes below (IDP-6). */
export interface Tag {
  readonly name: string
  readonly attributes: readonly (readonly [name: string, value: string])[]
  readonly children: readonly (Tag | string)[]
}

/** What an attribute can be made of; undefined leaves it out. */
type Value = string | number | boolean | undefined

/** An element; attributes are written in the order given, those that are undefined are left out. */
export function tag(
  name: string,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: readonly (Tag | string | undefined)[]
): Tag {
  const written: [string, string][] = []
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) written.push([key, valid(key, String(value))])
  }
  return { name, attributes: written, children: children.filter((child) => child !== undefined) }
}

/** `' />'` is how Entra closes empty elements in metadata, `'/>'` in messages (entra.md 6.5). */
export type EmptyEnd = '/>' | ' />'

/** The element as XML, without a declaration and without white space of its own. */
export function writeXml(of: Tag, emptyEnd: EmptyEnd = '/>'): string {
  const attributes = of.attributes.map(([name, value]) => ` ${name}="${escapeValue(value)}"`).join('')
  const start = `<${of.name}${attributes}`
  if (of.children.length === 0) return start + emptyEnd
  const write = (child: Tag | string) =>
    typeof child === 'string' ? escapeText(valid(of.name, child)) : writeXml(child, emptyEnd)
  return `${start}>${of.children.map(write).join('')}</${of.name}>`
}
/** Control characters but tab, line feed and return, and the two that are none (XML 1.0 2.2). */
const forbidden = /[^\P{Cc}\t\n\r\x7f-\x9f]|[\ufffe\uffff]/u

/** XML has no way to write some characters, not even escaped: a value that holds one must not reach the signature. */
function valid(name: string, value: string): string {
  if (forbidden.test(value) || !value.isWellFormed()) throw messageProblem('value-character', { name })
  return value
}
