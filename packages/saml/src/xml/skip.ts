/*
 * Passing over what needs no look: four octets at a time. One is subtracted from each octet, of the four or of their
 * difference to a character: the highest bit comes up where the octet was nought, that is where it was the character; and
 * where it was beyond ASCII, which is tested too. Alarms may be false, since whoever is called looks again; calm is not.
 */

const ONES = 0x01010101
const HIGH = 0x80808080 | 0
const BLANKS = 0x20202020

/** Octets of nought after a document, so that eight can be looked at from any place in it. */
export const padding = 8

/** Whether one of the four may be special in a text: `<` or `>`, `&`, a control character, or beyond ASCII. */
export function inText(four: number): number {
  const angle = (four | 0x02020202) ^ 0x3e3e3e3e
  const ampersand = four ^ 0x26262626
  return ((angle - ONES) | (ampersand - ONES) | (four - BLANKS) | four) & HIGH
}

/** In a value: `"`, `#`, `&` or an apostrophe, which differ in two bits; `<`, a control character, or beyond ASCII. */
export function inValue(four: number): number {
  const quote = (four | 0x05050505) ^ 0x27272727
  const angle = four ^ 0x3c3c3c3c
  return ((quote - ONES) | (angle - ONES) | (four - BLANKS) | four) & HIGH
}

/** Whether so many octets at two places are equal; the first of them are octets of the document. */
export function equalAt(view: DataView, one: number, other: number, size: number): boolean {
  if (other + size > view.byteLength - padding) return false
  let at = 0
  for (; at + 4 <= size; at += 4)
    if (view.getInt32(one + at, true) !== view.getInt32(other + at, true)) return false
  for (; at < size; at++) if (view.getUint8(one + at) !== view.getUint8(other + at)) return false
  return true
}
