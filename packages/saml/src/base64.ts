/*
 * Base64 as RFC 4648 has it and not as `Buffer.from` takes it. Node's decoder skips every character that it
 * does not know, takes both alphabets at once and ignores what follows padding: each of these is a second
 * spelling of the same octets, and a second spelling is what one reader on the way sees and another does
 * not.
 */

const alphabet = /^[A-Za-z0-9+/]*={0,2}$/

/**
 * Strict base64 (RFC 4648 4) in which MIME line breaks and blanks are allowed: the alphabet and no other character,
 * padding only at the end, unused bits zero. Undefined when it is not: lenient decoders skip what they do not know,
 * and then two readers decode different octets (B64-1).
 */
export function decodeBase64(text: string): Buffer | undefined {
  const packed = /[ \t\r\n]/.test(text) ? text.replace(/[ \t\r\n]+/g, '') : text
  if (packed.length % 4 !== 0 || !alphabet.test(packed)) return undefined
  const octets = Buffer.from(packed, 'base64')
  // Only the last quantum can carry unused bits, and only when it is padded.
  const tail = octets.subarray(octets.length - (octets.length % 3))
  return packed.endsWith('=') && !packed.endsWith(tail.toString('base64')) ? undefined : octets
}

export const encodeBase64 = (octets: Uint8Array): string => Buffer.from(octets).toString('base64')
