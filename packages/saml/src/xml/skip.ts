/*
 * Passing over what needs no look: four octets at a time, each of which is tested by the one subtraction that borrows
 * into the highest bit of an octet when it is below a bound, or equals a character. A false alarm costs a second look;
 * there is no false calm.
 */

import { ORDINARY, textOctets, valueOctets } from './characters.ts'

const ONES = 0x01010101
const HIGH = 0x80808080 | 0
const BLANKS = 0x20202020

/** Whether one of the four may be special in a text: `<` or `>`, `&`, `]`, a control character, or beyond ASCII. */
function inText(four: number): number {
  const angle = (four | 0x02020202) ^ 0x3e3e3e3e
  const ampersand = four ^ 0x26262626
  const bracket = four ^ 0x5d5d5d5d
  const equal = ((angle - ONES) & ~angle) | ((ampersand - ONES) & ~ampersand) | ((bracket - ONES) & ~bracket)
  return (equal | ((four - BLANKS) & ~four) | four) & HIGH
}

/** In a value: a quote or `&`, an apostrophe, `<`, a control character, or beyond ASCII. */
function inValue(four: number): number {
  const quote = (four | 0x04040404) ^ 0x26262626
  const apostrophe = four ^ 0x27272727
  const angle = four ^ 0x3c3c3c3c
  const equal = ((quote - ONES) & ~quote) | ((apostrophe - ONES) & ~apostrophe) | ((angle - ONES) & ~angle)
  return (equal | ((four - BLANKS) & ~four) | four) & HIGH
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

/** Whether the octets at two places, both within, are equal, so many of them. */
export function equalAt(
  octets: Uint8Array,
  view: DataView,
  one: number,
  other: number,
  size: number,
): boolean {
  let at = 0
  for (; at + 4 <= size; at += 4)
    if (view.getInt32(one + at, true) !== view.getInt32(other + at, true)) return false
  for (; at < size; at++) if (octets[one + at] !== octets[other + at]) return false
  return true
}
