import { HOTP, Secret, TOTP } from 'otpauth'

/** RFC 6238 with what every authenticator app knows: HMAC-SHA-1, six digits, steps of 30 seconds. */
const algorithm = 'SHA1'
const digits = 6
const period = 30

/** A new secret of 160 bits (RFC 4226, 4 R6) in base32, as a person types it; keep it sealed. */
export function newOneTimeSecret(random: (octets: number) => Buffer): string {
  return new Secret({ buffer: Uint8Array.from(random(20)).buffer }).base32
}

/** The `otpauth://` address that an authenticator app reads from the picture. */
export function oneTimeUri(of: { secret: string; issuer: string; account: string }): string {
  const { secret, issuer, account } = of
  return new TOTP({
    secret: Secret.fromBase32(secret),
    issuer,
    label: account,
    algorithm,
    digits,
    period,
  }).toString()
}

/**
 * The step (a number that only grows) whose code was typed, or undefined where the code is wrong. Steps one before and one
 * after `now` are taken, for clocks that differ. Keep the step and give it as `after` the next time: a code that somebody
 * watched being typed does not work again (RFC 6238, 5.2).
 */
export function checkOneTimeCode(of: {
  readonly secret: string
  /** As typed; spaces are left out. */
  readonly code: string
  /** Epoch milliseconds. */
  readonly now: number
  readonly after: number | undefined
}): number | undefined {
  const token = of.code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const counter = Math.floor(of.now / 1000 / period)
  const secret = Secret.fromBase32(of.secret)
  const delta = HOTP.validate({ token, secret, algorithm, digits, counter, window: 1 })
  if (delta === null) return undefined
  const step = counter + delta
  return of.after !== undefined && step <= of.after ? undefined : step
}
