/*
 * Verification of a query's signature: the second of the two ways in which a `Verified` is born.
 */

import type { VerificationKey } from './certificate.ts'
import { Verified } from './verified.ts'
import { verifyingKey } from './verify.ts'

/** A signature as HTTP-Redirect carries it: beside the message, over octets of the query. */
export interface QuerySignature {
  readonly algorithm: string
  readonly value: Uint8Array
  readonly signedOctets: Uint8Array
}

/** Verifies over the raw octets as received; `read` gets those same octets, as the text of a query. */
export function verifyQuery<T>(
  signature: QuerySignature,
  keys: readonly VerificationKey[],
  read: (signed: string) => T,
): Verified<T> {
  const { algorithm, value, signedOctets } = signature
  const { keyType, keyBits, sha256 } = verifyingKey(algorithm, keys, signedOctets, value)
  return Verified.bear(read(Buffer.from(signedOctets).toString('utf8')), [
    { covers: 'query', algorithm, keyType, keyBits, certificateSha256: sha256 },
  ])
}
