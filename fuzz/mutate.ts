import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Random } from './random.ts'
import { tokens } from './tokens.ts'

type Change = (input: Buffer, random: Random, other: Buffer) => Buffer

/** What every target is given at most; a little more than the limit of a document. */
const largest = 600 * 1024
const join = (...parts: readonly (Buffer | string)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))
const replaced = (input: Buffer, from: number, to: number, by: Buffer | string) =>
  join(input.subarray(0, from), by, input.subarray(to))

const flipBit: Change = (input, random) => {
  const flipped = Buffer.from(input)
  const at = random.below(input.length)
  flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8))
  return flipped
}
const setOctet: Change = (input, random) => {
  const at = random.below(input.length)
  return replaced(input, at, at + 1, Buffer.from([random.below(256)]))
}
const insertToken: Change = (input, random) => {
  const at = random.below(input.length + 1)
  return replaced(input, at, at, random.one(tokens))
}
const overwriteToken: Change = (input, random) => {
  const at = random.below(input.length)
  const token = random.one(tokens)
  return replaced(input, at, at + Buffer.byteLength(token), token)
}
const range = (input: Buffer, random: Random): readonly [number, number] => {
  const from = random.below(input.length)
  return [from, Math.min(input.length, from + 1 + random.below(1 << (1 + random.below(10))))]
}
const cut: Change = (input, random) => replaced(input, ...range(input, random), '')
const copy: Change = (input, random) => {
  const [from, to] = range(input, random)
  const at = random.below(input.length + 1)
  return replaced(input, at, at, input.subarray(from, to))
}
const repeat: Change = (input, random) => {
  const [from, to] = range(input, random)
  // Large inputs are slow, and few of them show all that there is to see.
  const times = 1 << (1 + random.below(random.below(32) === 0 ? 12 : 3))
  const piece = input.subarray(from, to)
  return piece.length * times > largest
    ? copy(input, random, input)
    : replaced(input, to, to, Buffer.concat(Array<Buffer>(times).fill(piece)))
}
const splice: Change = (input, random, other) =>
  join(input.subarray(0, random.below(input.length)), other.subarray(random.below(other.length + 1)))

/** From one `<` to another, as whoever wraps a signature cuts. */
function piece(of: Buffer, random: Random): readonly [number, number] {
  const starts: number[] = []
  for (let at = of.indexOf('<'); at !== -1 && starts.length < 500; at = of.indexOf('<', at + 1))
    starts.push(at)
  const [a = 0, b = of.length] = [
    starts[random.below(starts.length || 1)],
    starts[random.below(starts.length || 1)],
  ]
  return a < b ? [a, b] : [b, a]
}
const moveElements: Change = (input, random) => {
  const [from, to] = piece(input, random)
  const rest = replaced(input, from, to, '')
  const [at] = piece(rest, random)
  return replaced(rest, at, at, input.subarray(from, to))
}
const copyElements: Change = (input, random, other) => {
  const [from, to] = piece(other, random)
  const [at] = piece(input, random)
  return replaced(input, at, at, other.subarray(from, to))
}
const cutElements: Change = (input, random) => replaced(input, ...piece(input, random), '')
/** The value of an attribute, or a text, by another of the same message. */
const swapValue: Change = (input, random) => {
  const text = input.toString('latin1')
  const values = [...text.matchAll(/(?<=")[^"<]*(?=")|(?<=>)[^<>]+(?=<)/g)]
  const [into, from] = [values[random.below(values.length || 1)], values[random.below(values.length || 1)]]
  if (into === undefined || from === undefined) return insertToken(input, random, input)
  return replaced(input, into.index, into.index + into[0].length, Buffer.from(from[0], 'latin1'))
}

const changes: readonly [Change, ...Change[]] = [
  flipBit,
  setOctet,
  insertToken,
  overwriteToken,
  cut,
  copy,
  repeat,
  splice,
  moveElements,
  copyElements,
  cutElements,
  swapValue,
]

/** One to several changes of an input; half of the time inside its encoding, when it has one. */
export function mutate(input: Buffer, random: Random, other: Buffer): Buffer {
  const packed = random.below(2) === 0 ? inside(input) : undefined
  if (packed !== undefined) {
    return packed.pack(mutate(packed.octets, random, inside(other)?.octets ?? other)).subarray(0, largest)
  }
  let changed = input
  do {
    changed =
      changed.length === 0 ? Buffer.from(random.one(tokens)) : random.one(changes)(changed, random, other)
  } while (random.below(3) > 0)
  return changed.subarray(0, largest)
}

interface Packed {
  readonly octets: Buffer
  readonly pack: (octets: Buffer) => Buffer
}

/** What is in base64, or deflated in a query. */
function inside(input: Buffer): Packed | undefined {
  if (input.length > largest || input.includes('<')) return undefined
  const text = input.toString('latin1')
  const query = /SAML(?:Request|Response)=([A-Za-z0-9%]+)/.exec(text)
  if (query?.[1] !== undefined) return inQuery(text, query[1])
  if (!/^[A-Za-z0-9+/=\s]{8,}$/.test(text)) return undefined
  return {
    octets: Buffer.from(text, 'base64'),
    pack: (octets) => Buffer.from(octets.toString('base64')),
  }
}

function inQuery(text: string, value: string): Packed | undefined {
  try {
    const deflated = Buffer.from(decodeURIComponent(value), 'base64')
    return {
      octets: inflateRawSync(deflated, { maxOutputLength: largest }),
      pack: (octets) =>
        Buffer.from(
          text.replace(value, () => encodeURIComponent(deflateRawSync(octets).toString('base64'))),
          'latin1',
        ),
    }
  } catch {
    return undefined
  }
}
