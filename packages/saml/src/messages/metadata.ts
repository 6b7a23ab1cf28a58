import type { Certificate } from '../signature/certificate.ts'
import type { SigningKey } from '../signature/signing-key.ts'

export interface Endpoint {
  /** The binding's URI. */
  readonly binding: string
  /** An absolute http or https URL; anything else is refused when read (IDP-2). */
  readonly location: string
}

export interface IndexedEndpoint extends Endpoint {
  readonly index?: number
  readonly isDefault?: boolean
}

export interface IdentityProviderRole {
  readonly singleSignOn: readonly Endpoint[]
  readonly singleLogout: readonly Endpoint[]
  /** Every signing certificate, active or not: each is to be tried (entra.md 2). */
  readonly certificates: readonly Certificate[]
  readonly encryptionCertificates: readonly Certificate[]
  readonly nameIdFormats: readonly string[]
  readonly wantAuthnRequestsSigned: boolean
}

export interface ServiceProviderRole {
  readonly assertionConsumerServices: readonly IndexedEndpoint[]
  readonly singleLogout: readonly Endpoint[]
  readonly certificates: readonly Certificate[]
  readonly encryptionCertificates: readonly Certificate[]
  readonly nameIdFormats: readonly string[]
  readonly authnRequestsSigned: boolean
  readonly wantAssertionsSigned: boolean
}

export interface Entity {
  readonly entityId: string
  /** Epoch milliseconds; judged by `judgeMetadata`, not here (no clock). */
  readonly validUntil?: number
  readonly identityProvider?: IdentityProviderRole
  readonly serviceProvider?: ServiceProviderRole
}

/**
 * - `absent`: not signed.
 * - `trusted`: verified with a key that was given.
 * - `self-signed`: verified with a certificate that stands in the document itself (Entra's way): it proves that the
 *   document is whole, not who wrote it.
 * - `broken`: signed, and the signature does not hold.
 */
export type MetadataSignature =
  | { readonly state: 'absent' }
  | {
      readonly state: 'trusted' | 'self-signed'
      readonly certificate: Certificate
      readonly algorithm: string
    }
  | { readonly state: 'broken'; readonly code: string; readonly cause: string }

export interface Metadata {
  readonly entities: readonly Entity[]
  readonly validUntil?: number
  readonly signature: MetadataSignature
}

export interface IdentityProviderMetadataToWrite {
  /** `_` and a GUID. */
  readonly id: string
  readonly entityId: string
  /** Active first by custom; all of them, inactive ones too. */
  readonly certificates: readonly Certificate[]
  /** Both bindings of single sign-on, and Redirect of logout, as Entra publishes them. */
  readonly location: string
  /** Passive endpoint named in the WS-Federation descriptors, which are written when this is given. */
  readonly wsFederationLocation?: string
  readonly sign?: SigningKey
}

export interface ServiceProviderMetadataToWrite {
  readonly id: string
  readonly entityId: string
  readonly assertionConsumerServiceUrl: string
  readonly singleLogoutLocation?: string
  /** Certificates of the keys that sign our requests; none: AuthnRequestsSigned is false. */
  readonly signingCertificates?: readonly Certificate[]
  readonly encryptionCertificates?: readonly Certificate[]
  readonly validUntil?: number
  readonly sign?: SigningKey
}

/**
 * Reads an EntityDescriptor or EntitiesDescriptor. With `keys` a signature by one of them is `trusted`.
 * Throws Problem `xml-…`, `metadata-…`. A broken signature does not throw: it is a fact to show and to refuse.
 */
export function readMetadata(
  _octets: Uint8Array,
  _options: { readonly keys?: readonly Certificate[] } = {},
): Metadata {
  throw new Error('not written yet')
}

export function writeIdentityProviderMetadata(_of: IdentityProviderMetadataToWrite): string {
  throw new Error('not written yet')
}

export function writeServiceProviderMetadata(_of: ServiceProviderMetadataToWrite): string {
  throw new Error('not written yet')
}
