/**
 * Where a browser ends its session at the application. Bitbucket's own link *Log out* leads there, by a GET without a token.
 * `from=sso` tells a proxy in front of it that we sent the browser: else one that leads log-outs to us would do so in a circle.
 */
export function exit(of: { readonly kind: 'bitbucket'; readonly baseUrl: string }): string {
  switch (of.kind) {
    case 'bitbucket':
      return `${of.baseUrl}/j_atl_security_logout?from=sso`
  }
}
