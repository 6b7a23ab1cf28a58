/*
 * The lexical rules of XML: text, values, references, white space, each judged where it is passed over. Nothing
 * is copied until somebody asks for it.
 */

import { isCharacter, ORDINARY, SPECIAL, textOctets, valueOctets } from './characters.ts'
import { limits } from './limits.ts'
import { xmlProblem } from './problems.ts'
import { canonicalReference, referenced, SEMICOLON } from './reference.ts'
import { inText, inValue, padding } from './skip.ts'
import { CDATA, CLEAN, DECODE, REWRITE, WIDE } from './table.ts'

export const LT = 0x3c
export const GT = 0x3e
export const SLASH = 0x2f
export const BANG = 0x21
export const QUESTION = 0x3f
export const BLANK = 0x20
export const EQUALS = 0x3d
export const QUOTE = 0x22
export const APOSTROPHE = 0x27
export const AMPERSAND = 0x26
const BRACKET = 0x5d
const TAB = 0x09
const FEED = 0x0a
const RETURN = 0x0d

/**
 * A place in the octets of a document, and the lexical rules that need nothing else. UTF-8 was checked before. After the
 * last octet stand some of nought, which XML has no place for: whatever runs over octets ends there.
 */
export class Scanner {
  readonly octets: Buffer
  readonly view: DataView
  /** How many octets the document has, without those after it. */
  readonly size: number
  at = 0
  /** Set by `text`, `value` and `section`: how the octets passed over may be used. */
  flags = CLEAN

  constructor(octets: Buffer) {
    this.octets = octets
    this.view = new DataView(octets.buffer, octets.byteOffset, octets.length)
    this.size = octets.length - padding
  }

  /** The octet here, or nought at the end. */
  peek(ahead = 0): number {
    return this.octets[this.at + ahead] ?? 0
  }

  /** Whether all is read. */
  get ended(): boolean {
    return this.at >= this.size
  }

  /** Takes `literal` (ASCII, shorter than what stands after the end) when it stands here. */
  take(literal: string): boolean {
    for (let i = 0; i < literal.length; i++) if (this.peek(i) !== literal.charCodeAt(i)) return false
    this.at += literal.length
    return true
  }

  /** Takes one octet or refuses. */
  expect(octet: number): void {
    if (this.octets[this.at] !== octet) this.fail(`"${String.fromCharCode(octet)}"`)
    this.at++
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
      if (c !== BLANK && c !== FEED && c !== RETURN && c !== TAB) return this.at > from
      this.at++
    }
  }

  /** Passes over character data up to the next `<`, or to the end. */
  text(): void {
    const { octets, view } = this
    const from = this.at
    let at = from
    let flags = CLEAN
    this.flags = CLEAN
    while (octets[at] !== LT) {
      while ((inText(view.getInt32(at, true)) | inText(view.getInt32(at + 4, true))) === 0) at += 8
      if (inText(view.getInt32(at, true)) === 0) at += 4
      // One of the next four needs a look.
      for (const end = at + 4; at < end; at++) {
        const c = octets[at] ?? 0
        if (c === LT) break
        if (textOctets[c] === ORDINARY) continue
        const size = c === AMPERSAND ? canonicalReference(view, at, false) : 0
        if (size > 0) {
          flags |= DECODE
          at += size - 1
        } else if (c === RETURN) {
          flags |= DECODE | REWRITE
          while (octets[at + 1] === RETURN || octets[at + 1] === FEED) at++
        } else {
          this.at = at
          if (this.ended) return
          this.inText(c, from)
          at = this.at
        }
      }
    }
    this.at = at
    this.flags |= flags
    if (at - from > limits.text) throw xmlProblem('xml-text-size', { offset: from })
  }

  /** What in a text needs a look; to the last octet of it. */
  private inText(c: number, from: number): void {
    if (c === GT) this.greater(from)
    else if (c === AMPERSAND) this.reference(false)
    else this.character()
  }

  /** `]]>` may not stand in character data (XML 1.0 2.4); `>` alone may, but not in a canonical form. */
  private greater(from: number): void {
    const { octets, at } = this
    this.flags |= REWRITE
    if (at - 2 < from || octets[at - 1] !== BRACKET || octets[at - 2] !== BRACKET) return
    this.at = at - 2
    this.fail('no "]]>" in text')
  }

  /** Passes over an attribute value up to its closing quote, which stays. */
  value(quote: number): void {
    const { octets, view } = this
    const from = this.at
    let at = from
    this.flags = CLEAN
    while (octets[at] !== quote) {
      while (inValue(view.getInt32(at, true)) === 0) at += 4
      // One of the next four needs a look.
      for (const end = at + 4; at < end; at++) {
        const c = octets[at] ?? 0
        if (c === quote) break
        if (valueOctets[c] === ORDINARY || c === APOSTROPHE) continue
        this.at = at
        this.inValue(c)
        at = this.at
      }
    }
    this.at = at
    if (at - from > limits.text) throw xmlProblem('xml-text-size', { offset: from })
  }

  /** What in a value needs a look; to the last octet of it. */
  private inValue(c: number): void {
    if (c === LT || this.ended) this.fail('the end of an attribute value')
    if (c === AMPERSAND) this.reference(true)
    else if (c === TAB || c === FEED || c === RETURN) this.flags |= DECODE | REWRITE
    else if (c === QUOTE) this.flags |= REWRITE
    else this.character()
  }

  /** Inside a CDATA section: to its end, which is passed over. Returns the octet after its text. */
  section(): number {
    const end = this.endOfSection()
    if (end < 0) throw xmlProblem('xml-end', { offset: this.size })
    if (end - this.at > limits.text) throw xmlProblem('xml-text-size', { offset: this.at })
    this.flags = CDATA | REWRITE
    for (; this.at < end; this.at++) if (textOctets[this.peek()] === SPECIAL) this.character()
    this.at = end + 3
    return end
  }

  /** Where `]]>` stands, or -1. A call out of JavaScript takes longer than to pass over some octets. */
  private endOfSection(): number {
    const { octets, at } = this
    for (let end = at; end < at + 64; end++) {
      if (octets[end] === BRACKET && octets[end + 1] === BRACKET && octets[end + 2] === GT) return end
    }
    return octets.indexOf(']]>', at + 64, 'latin1')
  }

  /**
   * Refuses control characters, U+FFFE and U+FFFF; passes over what lies beyond ASCII, all but the last octet of it. What
   * else is special is decided elsewhere.
   */
  private character(): void {
    const c = this.peek()
    const control = c < 0x20 && c !== TAB && c !== FEED && c !== RETURN
    const outside = c === 0xef && this.peek(1) === 0xbf && this.peek(2) >= 0xbe
    if (control || outside) throw xmlProblem('xml-character', { offset: this.at })
    if (c < 0x80) return
    this.flags |= WIDE
    while (this.peek(1) >= 0x80 && this.peek(1) !== 0xef) this.at++
  }

  /**
   * Passes over a reference, all but its semicolon: one of the five entities, or a character that XML allows. There are
   * no others (DTD-1).
   */
  private reference(isValue: boolean): void {
    const { octets, view, at: offset } = this
    this.flags |= DECODE
    const size = canonicalReference(view, offset, isValue)
    if (size > 0) {
      this.at = offset + size - 1
      return
    }
    this.flags |= REWRITE
    let end = offset + 1
    while (end - offset <= 12 && octets[end] !== SEMICOLON) end++
    const known = octets[end] === SEMICOLON && isCharacter(referenced(octets, offset + 1, end))
    if (!known) throw xmlProblem('xml-entity', { offset })
    this.at = end
  }
}
