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
  if (isStrict(text, octets)) return octets
  return isSpaced(text, octets.toString('base64')) ? octets : undefined
}

/**
 * Whether `text` is the one strict spelling of these octets, without making that. They are as many as a text of its
 * length has, so that no character was skipped; what the decoder takes beside the alphabet is not there: the other one,
 * and characters of which it looks at eight bits alone; and the last group, in which bits are unused, is spelt as it
 * should be.
 */
function isStrict(text: string, octets: Buffer): boolean {
  const { length } = text
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  if (length % 4 !== 0 || octets.length !== (length / 4) * 3 - padding) return false
  if (text.includes('-') || text.includes('_') || Buffer.byteLength(text) !== length) return false
  return padding === 0 || text.endsWith(octets.toString('base64', octets.length + padding - 3))
}

/** Whether `text` is the one strict spelling with nothing but white space put in. Linear, without another copy. */
function isSpaced(text: string, spelling: string): boolean {
  let next = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    const blank = unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09
    if (!blank && unit !== spelling.charCodeAt(next++)) return false
  }
  return next === spelling.length
}

export const encodeBase64 = (octets: Uint8Array): string => Buffer.from(octets).toString('base64')
