declare const brand: unique symbol
export type PasskeyId = string & { readonly [brand]: 'Passkey' }

export function passkeyId(text: string): PasskeyId {
  return text as PasskeyId
}

/** A key pair of WebAuthn whose private half stays in somebody's device; what is kept of it. */
export interface Passkey {
  readonly id: PasskeyId
  /** The administrator whose it is. */
  readonly owner: string
  /** As its owner calls it. */
  readonly name: string
  /** As the authenticator calls it; base64url. */
  readonly credentialId: string
  /** COSE_Key (RFC 9052 7), base64url. */
  readonly publicKey: string
  /** signCount of its last use (WebAuthn 6.1.1); 0 where the authenticator does not count. */
  readonly counter: number
  /** How a browser reaches it: `internal`, `usb`, `hybrid`. A hint, not judged. */
  readonly transports: readonly string[]
  /** Whether its maker copies it to the owner's other devices (backup eligible, WebAuthn 6.1.3). */
  readonly synced: boolean
  /** Epoch milliseconds. */
  readonly addedAt: number
  readonly lastUsedAt: number | undefined
}

/** Of one owner. All are shown on one page, and named to the browser in one request. */
export const mostPasskeys = 10
export const longestName = 60
