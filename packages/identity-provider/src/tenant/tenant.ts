/** The one directory that this server holds. */
export interface Tenant {
  /** GUID, made at the first start and never again: it is part of the entityID that every application trusts. */
  readonly id: string
  /** What people read on the sign-in page. */
  readonly name: string
}

/** The public addresses of a tenant (entra.md 1.1 and 2), never taken from a request. */
export function addressesOf(publicUrl: URL, tenant: Tenant) {
  const root = `${publicUrl.origin}/${tenant.id}`
  return {
    /** entityID and Issuer. The trailing slash is part of it. */
    entityId: `${root}/`,
    /** One endpoint for single sign-on and single logout. */
    login: `${root}/saml2`,
    /** The same for one application, whatever Issuer its requests have. */
    instance: (applicationId: string) => `${root}/saml2/${applicationId}`,
    /** The passive endpoint that the WS-Federation descriptors of the metadata name. */
    wsFederation: `${root}/wsfed`,
    metadata: (applicationId: string) =>
      `${root}/federationmetadata/2007-06/federationmetadata.xml?appid=${applicationId}`,
  }
}

/** `contoso.example` → `Contoso`: a name to begin with. */
export function nameFromDomain(domain: string): string {
  const label = domain.split('.')[0] ?? domain
  return label.charAt(0).toUpperCase() + label.slice(1)
}
