/*
 * The lexical rules of XML: names, text, values, references, each judged where it is passed over. Octets are
 * looked at one by one and skipped by a table; nothing is copied until somebody asks for it.
 */

import { isCharacter, isNameCharacter, isNameStart, SPECIAL, textOctets, valueOctets } from './characters.ts'
import { CLEAN, DECODE, ESCAPE } from './columns.ts'
import { limits } from './limits.ts'
import { xmlProblem } from './problems.ts'

export const LT = 0x3c
export const GT = 0x3e
export const SLASH = 0x2f
export const BANG = 0x21
export const QUESTION = 0x3f
const AMPERSAND = 0x26
const SEMICOLON = 0x3b
const BRACKET = 0x5d
const RETURN = 0x0d

const entities = new Set(['lt', 'gt', 'amp', 'apos', 'quot'])

/** A place in the octets of a document, and the lexical rules that need nothing else. UTF-8 was checked before. */
export class Scanner {
  readonly octets: Buffer
  at = 0
  /** Set by `text` and `value`: how the octets passed over may be used. */
  flags = CLEAN

  constructor(octets: Buffer) {
    this.octets = octets
  }

  /** The octet here, or -1 at the end. */
  peek(ahead = 0): number {
    return this.octets[this.at + ahead] ?? -1
  }

  /** Whether all is read. */
  get ended(): boolean {
    return this.at >= this.octets.length
  }

  /** Takes `literal` (ASCII) when it stands here. */
  take(literal: string): boolean {
    for (let i = 0; i < literal.length; i++) if (this.peek(i) !== literal.charCodeAt(i)) return false
    this.at += literal.length
    return true
  }

  /** Takes `literal` or refuses. */
  expect(literal: string): void {
    if (!this.take(literal)) this.fail(`"${literal}"`)
  }

  /** Refuses here: with `xml-end` where the document is over, since that is what somebody has to look for. */
  fail(expected: string): never {
    if (this.ended) throw xmlProblem('xml-end', { offset: this.at })
    throw xmlProblem('xml-syntax', { offset: this.at, expected })
  }

  /** Passes over white space; tells whether there was any. */
  space(): boolean {
    const from = this.at
    for (;;) {
      const c = this.peek()
      if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) return this.at > from
      this.at++
    }
  }

  /** Passes over a name without a colon. */
  ncName(): string {
    const from = this.at
    for (;;) {
      const c = this.codePoint()
      const fits = this.at === from ? isNameStart(c) : isNameCharacter(c)
      if (!fits) break
      this.at += width(c)
    }
    if (this.at === from) this.fail('a name')
    if (this.at - from > limits.name) throw xmlProblem('xml-name-size', { offset: from })
    return this.octets.toString('utf8', from, this.at)
  }

  /** The character here. UTF-8 was checked, so that its first octet tells its length. */
  private codePoint(): number {
    const c = this.peek()
    if (c < 0x80) return c
    const length = c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4
    return this.octets.toString('utf8', this.at, this.at + length).codePointAt(0) ?? -1
  }

  /** Passes over character data up to the next `<`. */
  text(): void {
    const { octets } = this
    const from = this.at
    this.flags = CLEAN
    let at = from
    for (;;) {
      while (at < octets.length && textOctets[octets[at] ?? 0] !== SPECIAL) at++
      this.at = at
      const c = octets[at]
      if (c === undefined || c === LT) break
      if (c === AMPERSAND) this.reference()
      else if (c === GT) this.flags |= ESCAPE
      else if (c === RETURN) this.flags |= DECODE
      else if (c === BRACKET) this.noSectionEnd()
      else this.character()
      at = this.at + (c === AMPERSAND ? 0 : 1)
    }
    if (at - from > limits.text) throw xmlProblem('xml-text-size', { offset: from })
  }

  /** `]]>` may not stand in character data (XML 1.0 2.4). */
  private noSectionEnd(): void {
    if (this.peek(1) === BRACKET && this.peek(2) === GT) this.fail('no "]]>" in text')
  }

  /** Passes over an attribute value up to its closing quote, which stays. */
  value(quote: number): void {
    const { octets } = this
    const from = this.at
    this.flags = CLEAN
    let at = from
    for (;;) {
      while (at < octets.length && valueOctets[octets[at] ?? 0] !== SPECIAL) at++
      this.at = at
      const c = octets[at]
      if (c === quote) break
      if (c === undefined || c === LT) this.fail('the end of an attribute value')
      if (c === AMPERSAND) this.reference()
      else if (c === 0x09 || c === 0x0a || c === RETURN) this.flags |= DECODE
      else if (c === 0x22) this.flags |= ESCAPE
      else if (c !== 0x27) this.character()
      at = this.at + (c === AMPERSAND ? 0 : 1)
    }
    if (at - from > limits.text) throw xmlProblem('xml-text-size', { offset: from })
  }

  /** Inside a CDATA section: to its end, which is passed over. Returns the octet after its text. */
  section(): number {
    const end = this.octets.indexOf(']]>', this.at, 'latin1')
    if (end < 0) throw xmlProblem('xml-end', { offset: this.octets.length })
    if (end - this.at > limits.text) throw xmlProblem('xml-text-size', { offset: this.at })
    for (; this.at < end; this.at++) if (textOctets[this.peek()] === SPECIAL) this.character()
    this.at = end + 3
    return end
  }

  /** Refuses control characters, U+FFFE and U+FFFF; everything else that is marked special is decided elsewhere. */
  private character(): void {
    const c = this.peek()
    const control = c < 0x20 && c !== 0x09 && c !== 0x0a && c !== RETURN
    const outside = c === 0xef && this.peek(1) === 0xbf && this.peek(2) >= 0xbe
    if (control || outside) throw xmlProblem('xml-character', { offset: this.at })
  }

  /** Passes over a reference: one of the five entities, or a character that XML allows. There are no others (DTD-1). */
  private reference(): void {
    const offset = this.at
    let end = offset + 1
    while (end - offset <= 12 && this.octets[end] !== SEMICOLON) end++
    const name = this.octets.toString('latin1', offset + 1, end)
    const known = entities.has(name) || isCharacter(characterNumber(name))
    if (this.octets[end] !== SEMICOLON || !known) throw xmlProblem('xml-entity', { offset })
    this.flags |= DECODE
    this.at = end + 1
  }
}

/** The code point that `#…` or `#x…` names, or -1. */
export function characterNumber(reference: string): number {
  if (/^#[0-9]{1,8}$/.test(reference)) return Number.parseInt(reference.slice(1), 10)
  if (/^#x[0-9A-Fa-f]{1,8}$/.test(reference)) return Number.parseInt(reference.slice(2), 16)
  return -1
}

/** Octets of a character in UTF-8. */
const width = (codePoint: number) =>
  codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4
