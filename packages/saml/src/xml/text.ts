/*
 * What the octets of a text or value mean. Only called where the scanner saw something to resolve or
 * normalise.
 */

import { referenced, SEMICOLON } from './reference.ts'
import { CDATA, DECODE } from './table.ts'

const AMPERSAND = 0x26
const RETURN = 0x0d
const FEED = 0x0a
const TAB = 0x09
const BLANK = 0x20

/** Character data as XML 1.0 means it, in UTF-8: line ends normalised (2.11), references resolved. */
export function decodedText(octets: Buffer, from: number, to: number, flags: number): Buffer {
  if ((flags & (DECODE | CDATA)) === 0) return octets.subarray(from, to)
  return decoded(octets, from, to, FEED, (flags & CDATA) === 0, false)
}

/** An attribute value as XML 1.0 3.3.3 means it for CDATA: white space becomes blanks, references to it stay. */
export function decodedValue(octets: Buffer, from: number, to: number, flags: number): Buffer {
  if ((flags & DECODE) === 0) return octets.subarray(from, to)
  return decoded(octets, from, to, BLANK, true, true)
}

/** The same as a string, without a Buffer in between where nothing is to be decoded. */
export const readText = (octets: Buffer, from: number, to: number, flags: number): string =>
  (flags & (DECODE | CDATA)) === 0
    ? octets.toString('utf8', from, to)
    : decodedText(octets, from, to, flags).toString('utf8')

/** The same as a string, without a Buffer in between where nothing is to be decoded. */
export const readValue = (octets: Buffer, from: number, to: number, flags: number): string =>
  (flags & DECODE) === 0
    ? octets.toString('utf8', from, to)
    : decodedValue(octets, from, to, flags).toString('utf8')

/** Most values are short; what is longer gets room of its own. */
const scratch = Buffer.alloc(1024)

/**
 * What it decodes to is never longer than what is written. References were checked when they were read. Good until the
 * next call.
 */
function decoded(
  octets: Buffer,
  from: number,
  to: number,
  lineEnd: number,
  references: boolean,
  isValue: boolean,
): Buffer {
  const out = scratch.length >= to - from ? scratch : Buffer.allocUnsafe(to - from)
  let length = 0
  for (let at = from; at < to; at++) {
    const c = octets[at] ?? 0
    if (c === AMPERSAND && references) {
      const start = at + 1
      while (octets[at] !== SEMICOLON) at++
      length = putCodePoint(out, length, referenced(octets, start, at))
    } else if (c === RETURN) {
      out[length++] = lineEnd
      if (octets[at + 1] === FEED && at + 1 < to) at++
    } else out[length++] = isValue && (c === FEED || c === TAB) ? BLANK : c
  }
  return out.subarray(0, length)
}

/** UTF-8 (RFC 3629 3). Returns where the next one goes. */
function putCodePoint(out: Buffer, at: number, codePoint: number): number {
  if (codePoint >= 0x80) return at + out.write(String.fromCodePoint(codePoint), at)
  out[at] = codePoint
  return at + 1
}
