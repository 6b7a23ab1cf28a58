const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/]

/** What is wrong with a new password (entra.md 3.4), as a sentence; undefined when nothing is. */
export function faultOfPassword(password: string): string | undefined {
  if (password.length < 8) return 'Use at least 8 characters in the password.'
  if (password.length > 256) return 'Use at most 256 characters in the password.'
  if (/[^\x20-\x7e]/.test(password)) {
    return 'Use only letters A to Z, digits, symbols and blanks in the password: no accents, no other alphabets.'
  }
  if (kinds.filter((kind) => kind.test(password)).length < 3) {
    return 'Mix at least three of these in the password: small letters, capital letters, digits, symbols.'
  }
  return undefined
}

/** No letter or digit that is read as another: a person copies it from a screen. */
const letters = 'abcdefghijkmnpqrstuvwxyz'
const capitals = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const digits = '23456789'
const alphabet = letters + capitals + digits

/** A random password of four groups of four, about 93 bits, that satisfies the rules above. */
export function generatePassword(random: (octets: number) => Buffer): string {
  const draw = (from: string) => from[Number(random(4).readUInt32BE() % from.length)] ?? ''
  for (;;) {
    const groups = Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => draw(alphabet)).join(''))
    const password = groups.join('-')
    if (faultOfPassword(password) === undefined) return password
  }
}
