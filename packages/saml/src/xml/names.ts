import { limits } from './limits.ts'
import { xmlProblem } from './problems.ts'
import type { Vocabulary } from './vocabulary.ts'

/** The number of the empty string in every table of names. */
export const NONE = 0

const SLOTS = 256
const SLOT = 3

/**
 * Strings of one document, each known by its number, so that rows hold numbers and equal names are equal numbers: first
 * those of a vocabulary, then what else comes. For that a Map and not a hash of our own: its seed is not the sender's to
 * know.
 */
export class Names {
  private readonly known: Vocabulary
  private numbers: Map<string, number> | undefined
  private readonly strings: string[] = []
  /** Where a string of some hash stood last, its size and number: making strings of octets is what takes time. */
  private lately: Int32Array | undefined

  constructor(known: Vocabulary) {
    this.known = known
  }

  /** The number of a string, a new one when it was not seen before. Throws Problem `xml-names`. */
  number(of: string): number {
    return this.seen(of) ?? this.add(of)
  }

  /**
   * The number of the octets from `from` to `to`, whose hash is given: of the vocabulary, or of a string that stood
   * in these octets before; undefined when a string has to be made of them to find out.
   */
  find(octets: Buffer, from: number, to: number, hash: number): number | undefined {
    const known = this.known.find(octets, from, to, hash)
    if (known !== 0) return known
    const { lately } = this
    const slot = slotOf(hash)
    const start = lately?.[slot] ?? 0
    const same = (lately?.[slot + 1] ?? 0) === to - from && equalOctets(octets, start, from, to - from)
    return same ? lately?.[slot + 2] : undefined
  }

  /** Keeps the number of octets for `find`, in place of what was there. */
  keep(from: number, to: number, hash: number, number: number): void {
    this.lately ??= new Int32Array(SLOTS * SLOT)
    const slot = slotOf(hash)
    this.lately[slot] = from
    this.lately[slot + 1] = to - from
    this.lately[slot + 2] = number
  }

  /** The number of a string that was seen before, in this document or by the vocabulary. */
  seen(string: string): number | undefined {
    return this.known.number(string) ?? this.numbers?.get(string)
  }

  /** Whether none has come beside those of the vocabulary. */
  get isFamiliar(): boolean {
    return this.strings.length === 0
  }

  /** The string of a number. */
  string(number: number): string {
    const { strings } = this.known
    return (number < strings.length ? strings[number] : this.strings[number - strings.length]) ?? ''
  }

  private add(string: string): number {
    if (this.strings.length >= limits.names) throw xmlProblem('xml-names', {})
    const number = this.known.strings.length + this.strings.push(string) - 1
    this.numbers ??= new Map()
    this.numbers.set(string, number)
    return number
  }
}

const slotOf = (hash: number) => ((hash ^ (hash >>> 8)) & (SLOTS - 1)) * SLOT

function equalOctets(octets: Buffer, one: number, other: number, size: number): boolean {
  // A call out of JavaScript takes as long as to compare some forty.
  if (size > 40) return octets.compare(octets, one, one + size, other, other + size) === 0
  for (let at = 0; at < size; at++) if (octets[one + at] !== octets[other + at]) return false
  return true
}
