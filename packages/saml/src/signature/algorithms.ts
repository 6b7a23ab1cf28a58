/*
 * The algorithms of XML Signature that are in the code, by exact URI (RFC 9231). A Map and not an object, so
 * that no URI finds what it should not; no default, so that an unknown one stays unknown.
 */

import type { DigestName, SignatureScheme } from '../crypto.ts'
import { signatureProblem } from './problems.ts'

export const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#'
export const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'

const dsig = 'http://www.w3.org/2000/09/xmldsig#'
const more = 'http://www.w3.org/2001/04/xmldsig-more#'
const later = 'http://www.w3.org/2007/05/xmldsig-more#'
const xenc = 'http://www.w3.org/2001/04/xmlenc#'

/**
 * Every signature algorithm that is in the code, by exact URI (RFC 9231). SHA-1 is here so that a genuine but weak
 * signature can be told from a forged one; the row `algorithm` refuses it. What is not here is refused by `verify`:
 * there is no default to fall back to (samlify, 2026-04).
 */
const schemes: ReadonlyMap<string, SignatureScheme> = new Map<string, SignatureScheme>([
  [`${more}rsa-sha256`, { keyType: 'RSA', digest: 'sha256', padding: 'pkcs1' }],
  [`${more}rsa-sha384`, { keyType: 'RSA', digest: 'sha384', padding: 'pkcs1' }],
  [`${more}rsa-sha512`, { keyType: 'RSA', digest: 'sha512', padding: 'pkcs1' }],
  [`${dsig}rsa-sha1`, { keyType: 'RSA', digest: 'sha1', padding: 'pkcs1' }],
  [`${later}sha256-rsa-MGF1`, { keyType: 'RSA', digest: 'sha256', padding: 'pss' }],
  [`${later}sha384-rsa-MGF1`, { keyType: 'RSA', digest: 'sha384', padding: 'pss' }],
  [`${later}sha512-rsa-MGF1`, { keyType: 'RSA', digest: 'sha512', padding: 'pss' }],
  [`${more}ecdsa-sha256`, { keyType: 'EC', digest: 'sha256' }],
  [`${more}ecdsa-sha384`, { keyType: 'EC', digest: 'sha384' }],
  [`${more}ecdsa-sha512`, { keyType: 'EC', digest: 'sha512' }],
  [`${more}ecdsa-sha1`, { keyType: 'EC', digest: 'sha1' }],
])

const digests: ReadonlyMap<string, DigestName> = new Map<string, DigestName>([
  [`${xenc}sha256`, 'sha256'],
  [`${more}sha384`, 'sha384'],
  [`${xenc}sha512`, 'sha512'],
  [`${dsig}sha1`, 'sha1'],
])

/** HMAC lets whoever can verify sign, with a public key as the secret; DSA is long out of use (ALG-2). */
const forbidden = /hmac|#dsa-|umac|poly1305|siphash/i

/**
 * How to compute the algorithm of this URI. Throws Problem `signature-algorithm`,
 * `signature-algorithm-forbidden`.
 */
export function schemeOf(uri: string): SignatureScheme {
  const scheme = schemes.get(uri)
  if (scheme !== undefined) return scheme
  if (forbidden.test(uri)) throw signatureProblem('signature-algorithm-forbidden', { algorithm: uri })
  throw signatureProblem('signature-algorithm', { algorithm: uri })
}

/** The digest of this URI. Throws Problem `signature-algorithm`. */
export function digestOf(uri: string): DigestName {
  const digest = digests.get(uri)
  if (digest === undefined) throw signatureProblem('signature-algorithm', { algorithm: uri })
  return digest
}

/** SHA-1 anywhere: genuine, and refused by default. */
export const isWeak = (uri: string): boolean => uri.endsWith('sha1')

/** What we sign with, by name, and the digest that goes with each. */
export const signingAlgorithms = {
  'rsa-sha256': { uri: `${more}rsa-sha256`, digestUri: `${xenc}sha256` },
  'rsa-sha384': { uri: `${more}rsa-sha384`, digestUri: `${more}sha384` },
  'rsa-sha512': { uri: `${more}rsa-sha512`, digestUri: `${xenc}sha512` },
  'rsa-sha1': { uri: `${dsig}rsa-sha1`, digestUri: `${dsig}sha1` },
  'rsa-pss-sha256': { uri: `${later}sha256-rsa-MGF1`, digestUri: `${xenc}sha256` },
  'rsa-pss-sha384': { uri: `${later}sha384-rsa-MGF1`, digestUri: `${more}sha384` },
  'rsa-pss-sha512': { uri: `${later}sha512-rsa-MGF1`, digestUri: `${xenc}sha512` },
  'ecdsa-sha256': { uri: `${more}ecdsa-sha256`, digestUri: `${xenc}sha256` },
  'ecdsa-sha384': { uri: `${more}ecdsa-sha384`, digestUri: `${more}sha384` },
  'ecdsa-sha512': { uri: `${more}ecdsa-sha512`, digestUri: `${xenc}sha512` },
} as const
