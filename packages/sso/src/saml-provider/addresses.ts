/** Where our SAML identity provider is; the entity ID is the address of its metadata, as is usual. */
export interface SamlAddresses {
  readonly entityId: string
  readonly singleSignOn: string
}

export const metadataPath = '/saml/metadata'
export const singleSignOnPath = '/saml/sso'

export function samlAddresses({ origin }: URL): SamlAddresses {
  return { entityId: `${origin}${metadataPath}`, singleSignOn: `${origin}${singleSignOnPath}` }
}
