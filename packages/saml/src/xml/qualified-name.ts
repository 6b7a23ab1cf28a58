/*
 * Names of elements and attributes as they are spelt, with a prefix or without.
 */

import { isNameCharacter, isNameStart, NAME_START, NAME_WIDE, nameOctets } from './characters.ts'
import { limits } from './limits.ts'
import { type Names, NONE } from './names.ts'
import { xmlProblem } from './problems.ts'
import type { Scanner } from './scanner.ts'
import { mix, nameVocabulary } from './vocabulary.ts'

const COLON = 0x3a

/**
 * What name came after which last time, in any document: messages are much alike. A guess is compared with what stands
 * there, so that nothing depends on it but how long it takes to find the number.
 */
const guesses = new Int16Array(nameVocabulary.strings.length)
const guessesAfterColon = new Int16Array(nameVocabulary.strings.length)

/** The name that stands where the scanner is: read into here, since every tag and attribute begins with one. */
export class QualifiedName {
  /** Numbers of the prefix, NONE without one, and of the local part. */
  prefix = NONE
  local = NONE
  private readonly scanner: Scanner
  private readonly names: Names

  constructor(scanner: Scanner, names: Names) {
    this.scanner = scanner
    this.names = names
  }

  /** Passes over a prefix and a local part, neither empty, with no second colon (NS-3). */
  read(): void {
    const { scanner } = this
    if (scanner.peek() === COLON) throw xmlProblem('xml-prefix', { offset: scanner.at })
    const last = this.local
    this.prefix = NONE
    this.local = this.guessed(guesses, last)
    if (scanner.peek() !== COLON) return
    scanner.at++
    this.prefix = this.local
    this.local = this.guessed(guessesAfterColon, last)
    if (scanner.peek() === COLON) throw xmlProblem('xml-prefix', { offset: scanner.at })
  }

  /** Passes over a name without a colon, looking first whether it is the one that came after `last` before. */
  private guessed(after: Int16Array, last: number): number {
    const { octets, view, at } = this.scanner
    const guess = last < after.length ? (after[last] ?? NONE) : NONE
    if (guess !== NONE) {
      const end = at + nameVocabulary.sizeAt(guess, view, at, octets.length)
      if (end > at && nameOctets[octets[end] ?? 0] === 0) {
        this.scanner.at = end
        return guess
      }
    }
    const number = this.part()
    if (last < after.length && number < after.length) after[last] = number
    return number
  }

  /** Passes over a name without a colon; returns its number. */
  private part(): number {
    const { octets, at: from } = this.scanner
    let classes = 0
    let hash = 0
    let at = from
    for (; ; at++) {
      const octet = octets[at] ?? 0
      const kind = nameOctets[octet] ?? 0
      if (kind === 0) break
      classes |= kind
      hash = mix(hash, octet)
    }
    if ((classes & NAME_WIDE) !== 0) return this.widePart(at, hash)
    if (at === from || ((nameOctets[octets[from] ?? 0] ?? 0) & NAME_START) === 0) this.scanner.fail('a name')
    this.end(from, at)
    const found = this.names.find(octets, from, at, hash)
    if (found !== undefined) return found
    const number = this.names.number(octets.toString('latin1', from, at))
    this.names.keep(from, at, hash, number)
    return number
  }

  /** The same where there is more than ASCII: by characters, as far as they fit, unless these octets were a name before. */
  private widePart(end: number, hash: number): number {
    const { scanner } = this
    const from = scanner.at
    const found = this.names.find(scanner.octets, from, end, hash)
    if (found !== undefined) {
      scanner.at = end
      return found
    }
    for (;;) {
      const c = this.codePoint()
      const fits = scanner.at === from ? isNameStart(c) : isNameCharacter(c)
      if (!fits) break
      scanner.at += width(c)
    }
    if (scanner.at === from) scanner.fail('a name')
    this.end(from, scanner.at)
    const number = this.names.number(scanner.octets.toString('utf8', from, scanner.at))
    if (scanner.at === end) this.names.keep(from, end, hash, number)
    return number
  }

  private end(from: number, at: number): void {
    if (at - from > limits.name) throw xmlProblem('xml-name-size', { offset: from })
    this.scanner.at = at
  }

  /** The character here. UTF-8 was checked, so that its first octet tells its length. */
  private codePoint(): number {
    const { scanner } = this
    const c = scanner.peek()
    if (c < 0x80) return c
    const second = scanner.peek(1) & 0x3f
    if (c < 0xe0) return ((c & 0x1f) << 6) | second
    const third = scanner.peek(2) & 0x3f
    if (c < 0xf0) return ((c & 0x0f) << 12) | (second << 6) | third
    return ((c & 0x07) << 18) | (second << 12) | (third << 6) | (scanner.peek(3) & 0x3f)
  }
}

/** Octets of a character in UTF-8. */
const width = (codePoint: number) =>
  codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4
