/*
 * Base64 as RFC 4648 has it and not as `Buffer.from` takes it. Node's decoder skips every character that it
 * does not know, takes both alphabets at once and ignores what follows padding: each of these is a second
 * spelling of the same octets, and a second spelling is what one reader on the way sees and another does
 * not.
 */

/**
 * Strict base64 (RFC 4648 4) in which MIME line breaks and blanks are allowed: the alphabet and no other character,
 * padding only at the end, unused bits zero. Undefined when it is not: lenient decoders skip what they do not know,
 * and then two readers decode different octets (B64-1).
 */
export function decodeBase64(text: string): Buffer | undefined {
  const octets = Buffer.from(text, 'base64')
  if (isStrict(text, text.length, octets)) return octets
  const spaced = blanks.some((blank) => text.includes(blank))
  return spaced && isStrict(text, text.length - blanksIn(text), octets) ? octets : undefined
}

const blanks = [' ', '\n', '\r', '\t']

/** How many blanks and line breaks there are. Linear, however many. */
function blanksIn(text: string): number {
  let count = 0
  for (let from = 0; from < text.length; from += scratch.length) {
    const size = scratch.write(text.slice(from, from + scratch.length), 'latin1')
    for (let at = 0; at < size; at++) {
      const c = scratch[at]
      if (c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09) count++
    }
  }
  return count
}

const scratch = Buffer.alloc(64 * 1024)

/**
 * Whether `text`, which has so many characters that are not blank, is the one strict spelling of these octets. They are
 * as many as such a text has, so that no character was skipped; what the decoder takes beside the alphabet is not there:
 * the other one, and what is wide; and the last group, in which bits are unused, is spelt as it should be.
 */
function isStrict(text: string, characters: number, octets: Buffer): boolean {
  const group = lastGroup(text)
  const padding = group.endsWith('==') ? 2 : group.endsWith('=') ? 1 : 0
  if (octets.length !== (characters / 4) * 3 - padding) return false
  if (text.includes('-') || text.includes('_') || wide.test(text)) return false
  // The last letter before the padding has four bits that are unused, or two.
  return padding === 0 || (padding === 2 ? 'AQgw' : 'AEIMQUYcgkosw048').includes(group[3 - padding] ?? '=')
}

/** Characters of which the decoder looks at eight bits alone. V8 need not look at a string that can have none. */
const wide = /[^\0-\xff]/

/** The last four characters that are not blank. */
function lastGroup(text: string): string {
  const end = text.slice(-4)
  if (!/[ \n\r\t]/.test(end)) return end
  let group = ''
  for (let at = text.length - 1; at >= 0 && group.length < 4; at--) {
    const character = text[at] ?? ''
    if (!' \n\r\t'.includes(character)) group = character + group
  }
  return group
}

export const encodeBase64 = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64')

/** Of the UTF-8 octets of a text. Into memory that is there already, where they fit. */
export function encodeBase64Text(text: string): string {
  if (text.length * 3 > scratch.length) return Buffer.from(text, 'utf8').toString('base64')
  return scratch.toString('base64', 0, scratch.write(text, 'utf8'))
}
