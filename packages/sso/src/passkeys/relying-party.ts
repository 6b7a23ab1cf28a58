import { isIP } from 'node:net'

/** As which this service asks for passkeys. */
export interface RelyingParty {
  /** The host name: passkeys are made for it, and work nowhere else (WebAuthn 5.1.2). */
  readonly id: string
  /** Where the pages must be that ask. */
  readonly origin: string
}

/**
 * Of the public address, never of what a request calls this host. Undefined where that is an IP address: a relying party is
 * named by a domain (WebAuthn 5.1.3).
 */
export function relyingParty(publicUrl: URL): RelyingParty | undefined {
  const { hostname, origin } = publicUrl
  return isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? { id: hostname, origin } : undefined
}
