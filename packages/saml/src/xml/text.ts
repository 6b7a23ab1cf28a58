/*
 * What the octets of a text or value mean. Only called where the scanner saw something to resolve or
 * normalise.
 */

import { CDATA, DECODE } from './columns.ts'
import { characterNumber } from './scanner.ts'

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' }

/** References were checked when they were read: what is none of the five is a character. */
const resolve = (text: string) =>
  text.replace(/&([^;]*);/g, (_, name: string) => named[name] ?? String.fromCodePoint(characterNumber(name)))

/** Character data as XML 1.0 means it: line ends normalised (2.11) before references are resolved. */
export function decodeText(octets: Buffer, from: number, to: number, flags: number): string {
  const raw = octets.toString('utf8', from, to)
  if ((flags & (DECODE | CDATA)) === 0) return raw
  const lines = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw
  return (flags & CDATA) !== 0 || !lines.includes('&') ? lines : resolve(lines)
}

/** An attribute value as XML 1.0 3.3.3 means it for CDATA: white space becomes blanks, references to it stay. */
export function decodeValue(octets: Buffer, from: number, to: number, flags: number): string {
  const raw = octets.toString('utf8', from, to)
  if ((flags & DECODE) === 0) return raw
  return resolve(raw.replace(/\r\n|[\r\n\t]/g, ' '))
}
