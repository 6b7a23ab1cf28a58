/** What is known of a signature that held. Rows of the table of checks judge it: genuine is not yet good enough. */
export interface SignatureFacts {
  /** Which element the signature covers; `query` for the Redirect binding. */
  readonly covers: 'response' | 'assertion' | 'request' | 'metadata' | 'query'
  /** The URI of the SignatureMethod or SigAlg. */
  readonly algorithm: string
  /** The URI of the DigestMethod; absent for `query`. */
  readonly digestAlgorithm?: string
  readonly keyType: 'RSA' | 'EC' | 'other'
  readonly keyBits: number
  /** SHA-256 of the certificate whose key verified it, lower-case hexadecimal. */
  readonly certificateSha256: string
}

declare const born: unique symbol

/**
 * A value read from octets whose signature held. Only `signature/` can make one, from the canonical octets that were
 * digested, parsed anew: verifier and reader cannot look at different things (saml-rules 1.1, the root of nearly every
 * bypass since 2012).
 */
export interface Verified<T> {
  readonly [born]: true
  readonly value: T
  readonly signatures: readonly SignatureFacts[]
}

/** What somebody claims and nothing has proved: for routing and for explaining errors, never for an identity. */
export interface Unverified<T> {
  readonly unverified: T
}
