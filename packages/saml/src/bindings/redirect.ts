import type { VerificationKey } from '../signature/certificate.ts'
import type { SigningAlgorithm, SigningKey } from '../signature/signing-key.ts'
import type { Verified } from '../signature/verified.ts'

/** One message that came by HTTP-Redirect, taken from the raw query string. */
export interface RedirectMessage {
  readonly parameter: 'SAMLRequest' | 'SAMLResponse'
  /** The inflated XML. */
  readonly octets: Uint8Array
  readonly relayState?: string
  /** The query signature as received; whether it holds, only `verifyRedirect` tells. */
  readonly signature?: {
    readonly algorithm: string
    readonly value: Uint8Array
    /** The raw octets of the query that it covers, escapes as received (BIND-2). */
    readonly signedOctets: Uint8Array
  }
}

export interface RedirectToWrite {
  readonly location: string
  readonly samlRequest?: string
  readonly samlResponse?: string
  readonly relayState?: string
  readonly sign?: SigningKey
  readonly algorithm?: SigningAlgorithm
}

/** Reads a raw query string, without or with its leading `?`. Throws Problem `redirect-…`. */
export function readRedirect(_rawQuery: string): RedirectMessage {
  throw new Error('not written yet')
}

/** Verifies the query signature and reads the message with `read` (`readLogoutRequest`, `readAuthnRequest` …). */
export function verifyRedirect<T>(
  _message: RedirectMessage,
  _keys: readonly VerificationKey[],
  _read: (octets: Uint8Array) => T,
): Verified<T> {
  throw new Error('not written yet')
}

/** The URL to send the browser to. A query that `location` already has is kept. */
export function redirectUrl(_of: RedirectToWrite): string {
  throw new Error('not written yet')
}
