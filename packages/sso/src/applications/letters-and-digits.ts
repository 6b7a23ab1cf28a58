const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const fair = 256 - (256 % alphabet.length)

/**
 * Random text of letters and digits alone. `client_secret_basic` wants ids and secrets form-encoded first (RFC 6749 2.3.1)
 * and clients differ on whether they do; these are the same either way. Octets above the last whole multiple are thrown
 * away, so that no letter is likelier than another.
 */
export function lettersAndDigits(random: (octets: number) => Buffer, length: number): string {
  let text = ''
  while (text.length < length) {
    for (const octet of random(length)) {
      if (octet < fair && text.length < length) text += alphabet[octet % alphabet.length]
    }
  }
  return text
}
