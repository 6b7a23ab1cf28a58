import { type KeyWithCertificate, makeKeyWithCertificate, yearsFrom } from '@postern/kit/certificate'

export type NewSigningCertificate = KeyWithCertificate

/** Three years from `now`, whole seconds: how long a certificate lives unless told otherwise, and at most. */
export const threeYearsFrom = (now: number): number => yearsFrom(now, 3)

/**
 * Makes a signing key of one application with its certificate in Entra's shape (entra.md 2): X.509 v3, self-signed,
 * RSA-2048, sha256WithRSA, 16-octet serial number, no extensions at all. Valid from now until `until`, epoch milliseconds.
 */
export function makeSigningCertificate(
  now: number,
  random: (octets: number) => Buffer,
  until = threeYearsFrom(now),
): Promise<NewSigningCertificate> {
  return makeKeyWithCertificate({ commonName: 'Postern Federated SSO Certificate', now, until, random })
}
