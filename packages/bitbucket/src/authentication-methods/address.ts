const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Whether an address of an identity provider may be used: https, or http on this machine. Tokens and the client secret go
 * there, so that anybody on the way could take them from plain http.
 */
export function isProviderAddress(text: string): boolean {
  if (text.length > 2_000 || !URL.canParse(text)) return false
  const { protocol, hostname, username, password, hash } = new URL(text)
  const secure = protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname))
  return secure && username === '' && password === '' && hash === ''
}

/** Where the pages of an identity provider are, as far as its settings tell. */
export function originsOf(of: {
  readonly issuerUrl: string
  readonly authorizationEndpoint: string
  readonly ssoUrl: string
}): readonly string[] {
  return [of.issuerUrl, of.authorizationEndpoint, of.ssoUrl]
    .filter((address) => isProviderAddress(address))
    .map((address) => new URL(address).origin)
}
