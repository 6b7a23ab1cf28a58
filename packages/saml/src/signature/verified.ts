/** What is known of a signature that held. Rows of the table of checks judge it: genuine is not yet good enough. */
export interface SignatureFacts {
  /** Which element the signature covers; `query` for the Redirect binding. */
  readonly covers: string
  /** The URI of the SignatureMethod or SigAlg. */
  readonly algorithm: string
  /** The URI of the DigestMethod; absent for `query`. */
  readonly digestAlgorithm?: string
  readonly keyType: 'RSA' | 'EC' | 'other'
  readonly keyBits: number
  /** SHA-256 of the certificate whose key verified it, lower-case hexadecimal. */
  readonly certificateSha256: string
}

/**
 * A value read from octets whose signature held. Only `signature/` can make one, from what stands in the canonical
 * octets that were digested: verifier and reader cannot look at different things (saml-rules 1.1, the root of nearly every
 * bypass since 2012). Its constructor is private and `bear` is not part of the public API, so that whatever takes a
 * `Verified<T>` does not compile with anything else.
 */
export class Verified<T> {
  readonly #value: T
  readonly #signatures: readonly SignatureFacts[]

  private constructor(value: T, signatures: readonly SignatureFacts[]) {
    this.#value = value
    this.#signatures = signatures
    // Without types, too, no property can be put over `value`.
    Object.freeze(this)
  }

  get value(): T {
    return this.#value
  }

  get signatures(): readonly SignatureFacts[] {
    return this.#signatures
  }

  /** @internal For `signature/` alone; a test holds it. */
  static bear<T>(value: T, signatures: readonly SignatureFacts[]): Verified<T> {
    return new Verified(value, signatures)
  }

  /** Whether `value` was made here, for those who come without types. */
  static is(value: unknown): value is Verified<unknown> {
    return typeof value === 'object' && value !== null && #value in value
  }
}

/** What somebody claims and nothing has proved: for routing and for explaining errors, never for an identity. */
export interface Unverified<T> {
  readonly unverified: T
}
