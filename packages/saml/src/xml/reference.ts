import { mix, Vocabulary } from './vocabulary.ts'

export const SEMICOLON = 0x3b
const HASH = 0x23
const X = 0x78

/** The five entities that XML predefines, and what they mean. There is no way to declare others (DTD-1). */
const entities = new Vocabulary(['', 'lt', 'gt', 'amp', 'apos', 'quot'])
const meanings = '\0<>&\'"'

/** The first four octets of references, as a whole number. */
const four = (text: string) => Buffer.from(text, 'latin1').readInt32LE()
const AMP = four('&amp')
const LT = four('&lt;')
const GT = four('&gt;')
const QUO = four('&quo')
const T = 0x74
const HEX_D = four('&#xD')
const HEX_A = four('&#xA')
const HEX_9 = four('&#x9')

/** How many octets the reference at `at` has when it is one that a canonical form writes (Canonical XML 2.3); else 0. */
export function canonicalReference(octets: DataView, at: number, isValue: boolean): number {
  const begin = octets.getInt32(at, true)
  if (begin === LT) return 4
  if (begin === GT) return isValue ? 0 : 4
  const next = octets.getUint8(at + 4)
  if (begin === AMP || begin === HEX_D) return next === SEMICOLON ? 5 : 0
  if (!isValue) return 0
  if (begin === QUO) return next === T && octets.getUint8(at + 5) === SEMICOLON ? 6 : 0
  return (begin === HEX_A || begin === HEX_9) && next === SEMICOLON ? 5 : 0
}

/** The code point that a reference names, of which the octets between `&` and `;` are given; -1 when it names none. */
export function referenced(octets: Uint8Array, from: number, to: number): number {
  if (octets[from] === HASH) {
    return octets[from + 1] === X ? number(octets, from + 2, to, 16) : number(octets, from + 1, to, 10)
  }
  let hash = 0
  for (let at = from; at < to; at++) hash = mix(hash, octets[at] ?? 0)
  const entity = entities.find(octets, from, to, hash)
  return entity === 0 ? -1 : meanings.charCodeAt(entity)
}

/** One to eight digits of this base. */
function number(octets: Uint8Array, from: number, to: number, base: 10 | 16): number {
  if (to <= from || to - from > 8) return -1
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = digitOf(octets[at] ?? 0)
    if (digit >= base) return -1
    value = value * base + digit
  }
  return value
}

/** The value of a digit, hexadecimal ones included; 16 for what is none. */
function digitOf(octet: number): number {
  if (octet >= 0x30 && octet <= 0x39) return octet - 0x30
  const letter = octet | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : 16
}
