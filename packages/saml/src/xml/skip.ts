/*
 * Passing over what needs no look: four octets at a time. One is subtracted from each octet, of the four or of their
 * difference to a character: the highest bit comes up where the octet was nought, that is where it was the character; and
 * where it was beyond ASCII, which is tested too. Alarms may be false, since whoever is called looks again; calm is not.
 */

import { ORDINARY, textOctets, valueOctets } from './characters.ts'

const ONES = 0x01010101
const HIGH = 0x80808080 | 0
const BLANKS = 0x20202020

/** Whether one of the four may be special in a text: `<` or `>`, `&`, a control character, or beyond ASCII. */
function inText(four: number): number {
  const angle = (four | 0x02020202) ^ 0x3e3e3e3e
  const ampersand = four ^ 0x26262626
  return ((angle - ONES) | (ampersand - ONES) | (four - BLANKS) | four) & HIGH
}

/** In a value: `"`, `#`, `&` or an apostrophe, which differ in two bits; `<`, a control character, or beyond ASCII. */
function inValue(four: number): number {
  const quote = (four | 0x05050505) ^ 0x27272727
  const angle = four ^ 0x3c3c3c3c
  return ((quote - ONES) | (angle - ONES) | (four - BLANKS) | four) & HIGH
}

/**
 * The place of the first octet, from `at` on, that a text has to be looked at for; the length when there is none. `words`
 * are the octets by fours.
 */
export function skipText(octets: Uint8Array, words: Int32Array, from: number): number {
  let at = from
  while (at < octets.length) {
    if ((at & 3) === 0) {
      let word = at >> 2
      while (word < words.length && inText(words[word] ?? 0) === 0) word++
      at = word << 2
      if (at >= octets.length) break
    }
    if (textOctets[octets[at] ?? 0] !== ORDINARY) break
    at++
  }
  return at
}

/** The same for a value. */
export function skipValue(octets: Uint8Array, words: Int32Array, from: number): number {
  let at = from
  while (at < octets.length) {
    if ((at & 3) === 0) {
      let word = at >> 2
      while (word < words.length && inValue(words[word] ?? 0) === 0) word++
      at = word << 2
      if (at >= octets.length) break
    }
    if (valueOctets[octets[at] ?? 0] !== ORDINARY) break
    at++
  }
  return at
}

/** Whether so many octets at two places are equal; those beyond the end are equal to none. */
export function equalAt(
  octets: Uint8Array,
  view: DataView,
  one: number,
  other: number,
  size: number,
): boolean {
  if (Math.max(one, other) + size > octets.length) return false
  let at = 0
  for (; at + 4 <= size; at += 4)
    if (view.getInt32(one + at, true) !== view.getInt32(other + at, true)) return false
  for (; at < size; at++) if (octets[one + at] !== octets[other + at]) return false
  return true
}
