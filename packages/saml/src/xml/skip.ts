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

/** Of four octets, the first so many. */
const first = Int32Array.of(0, 0xff, 0xffff, 0xffffff)

/** Whether so many octets at `at` in a document, none beyond its end, are those at `from` in another or in itself. */
export function equalAt(view: DataView, at: number, other: DataView, from: number, size: number): boolean {
  if (at + size > view.byteLength - padding) return false
  let i = 0
  for (; i + 16 <= size; i += 16) {
    const differ =
      differAt(view, at + i, other, from + i) |
      differAt(view, at + i + 4, other, from + i + 4) |
      differAt(view, at + i + 8, other, from + i + 8) |
      differAt(view, at + i + 12, other, from + i + 12)
    if (differ !== 0) return false
  }
  for (; i + 4 <= size; i += 4) if (differAt(view, at + i, other, from + i) !== 0) return false
  return (differAt(view, at + i, other, from + i) & (first[size & 3] ?? 0)) === 0
}

/** In which bits four octets differ from four others. */
const differAt = (view: DataView, at: number, other: DataView, from: number): number =>
  view.getInt32(at, true) ^ other.getInt32(from, true)
