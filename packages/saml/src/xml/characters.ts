/** Classes of octets. Everything outside ASCII is decided on the decoded character. */
export const ORDINARY = 0
export const SPECIAL = 1

/** Octets of names: what may begin one, what may stand in one, and what only the whole character decides. */
export const NAME_START = 1
const NAME = 2
export const NAME_WIDE = 4

export const nameOctets = new Uint8Array(256).fill(NAME_WIDE, 128)
for (const c of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_')
  nameOctets[c.charCodeAt(0)] = NAME_START | NAME
for (const c of '0123456789-.') nameOctets[c.charCodeAt(0)] = NAME

/**
 * Octets of character data that can be skipped without a look. `>` is special for `]]>` and because canonical text
 * escapes it; the carriage return because line ends are normalised; what is beyond ASCII because it must be decoded
 * to be read, and for U+FFFE and U+FFFF, which begin with 0xEF.
 */
export const textOctets = new Uint8Array(256).fill(SPECIAL, 128)
/** The same for attribute values; the quotes because either may end the value, or must be escaped. */
export const valueOctets = new Uint8Array(256).fill(SPECIAL, 128)
for (let c = 0; c < 0x20; c++) {
  textOctets[c] = c === 0x09 || c === 0x0a ? ORDINARY : SPECIAL
  valueOctets[c] = SPECIAL
}
for (const c of '<&>') textOctets[c.charCodeAt(0)] = SPECIAL
for (const c of '<&"\'') valueOctets[c.charCodeAt(0)] = SPECIAL

/** The ranges of NameStartChar above ASCII, XML 1.0 (fifth edition) 2.3. */
const startRanges = [
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xd7ff],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
  [0x10000, 0xeffff],
] as const

/** What NameChar adds to them. */
const furtherRanges = [
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
] as const

const within = (ranges: readonly (readonly [number, number])[], c: number) =>
  ranges.some(([from, to]) => c >= from && c <= to)

/** NameStartChar without the colon, which Namespaces in XML keeps for itself. */
export function isNameStart(codePoint: number): boolean {
  if (codePoint < 128) return ((nameOctets[codePoint] ?? 0) & NAME_START) !== 0
  return within(startRanges, codePoint)
}

/** NameChar without the colon. */
export function isNameCharacter(codePoint: number): boolean {
  if (codePoint < 128) return ((nameOctets[codePoint] ?? 0) & NAME) !== 0
  return within(startRanges, codePoint) || within(furtherRanges, codePoint)
}

/** XML 1.0 2.2 Char: what a character reference may name. */
export function isCharacter(c: number): boolean {
  if (c < 0x20) return c === 0x09 || c === 0x0a || c === 0x0d
  return c <= 0xd7ff || (c >= 0xe000 && c <= 0xfffd) || (c >= 0x10000 && c <= 0x10ffff)
}

/** A name without a colon, as xs:ID demands (ID-2). Linear. */
export function isNcName(text: string): boolean {
  if (/^[A-Z_a-z][-.\w]*$/.test(text)) return true
  let first = true
  for (const character of text) {
    const c = character.codePointAt(0) ?? 0
    if (!(first ? isNameStart(c) : isNameCharacter(c))) return false
    first = false
  }
  return !first
}
