/** Crockford's alphabet: no letter that is read as a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Eight characters for a person to read aloud, such as `K7M4-29QX`. */
export function makeReference(random: (octets: number) => Buffer): string {
  const letters = Array.from(random(8), (octet) => alphabet[octet % 32]).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}
