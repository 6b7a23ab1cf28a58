/*
 * Writes metadata in Entra's layout, down to the blank before `/>`: what reads Entra's reads ours, and what
 * trips over Entra's WS-Federation descriptors trips here already, before it is in production.
 */

import { type Certificate, certificateBase64 } from '../signature/certificate.ts'
import { signatureFor } from '../signature/sign.ts'
import type { SigningKey } from '../signature/signing-key.ts'
import { type EmptyEnd, type Tag, tag, writeXml } from '../xml/writer.ts'
import { instantText } from './instant.ts'
import { DS, HTTP_POST, HTTP_REDIRECT, MD, SAMLP } from './names.ts'
import { roleDescriptors } from './ws-federation.ts'

/** What an identity provider publishes for one application. */
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

/** What a service provider publishes; an administrator uploads it at the identity provider. */
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

const declaration = '<?xml version="1.0" encoding="utf-8"?>'
const entraEmptyEnd: EmptyEnd = ' />'

/** Metadata in the layout that Entra publishes for an application (entra.md 2 and 6.5). */
export function writeIdentityProviderMetadata(of: IdentityProviderMetadataToWrite): string {
  const keys = of.certificates.map((certificate) => keyDescriptor('signing', certificate))
  const service = (name: string, binding: string) => tag(name, { Binding: binding, Location: of.location })
  const role = tag(
    'IDPSSODescriptor',
    { protocolSupportEnumeration: SAMLP },
    ...keys,
    service('SingleLogoutService', HTTP_REDIRECT),
    service('SingleSignOnService', HTTP_REDIRECT),
    service('SingleSignOnService', HTTP_POST),
  )
  const others =
    of.wsFederationLocation === undefined ? [] : roleDescriptors(of.entityId, of.wsFederationLocation, keys)
  const entity = (signature?: Tag) =>
    tag('EntityDescriptor', { ID: of.id, entityID: of.entityId, xmlns: MD }, signature, ...others, role)
  return writeSigned(entity, of.id, of.sign)
}

/** One service, by POST, which is the default; logout by Redirect, since Entra speaks nothing else there. */
export function writeServiceProviderMetadata(of: ServiceProviderMetadataToWrite): string {
  const signing = of.signingCertificates ?? []
  const role = tag(
    'SPSSODescriptor',
    {
      AuthnRequestsSigned: signing.length > 0,
      WantAssertionsSigned: true,
      protocolSupportEnumeration: SAMLP,
    },
    ...signing.map((certificate) => keyDescriptor('signing', certificate)),
    ...(of.encryptionCertificates ?? []).map((certificate) => keyDescriptor('encryption', certificate)),
    of.singleLogoutLocation === undefined
      ? undefined
      : tag('SingleLogoutService', { Binding: HTTP_REDIRECT, Location: of.singleLogoutLocation }),
    tag('AssertionConsumerService', {
      Binding: HTTP_POST,
      Location: of.assertionConsumerServiceUrl,
      index: 0,
      isDefault: true,
    }),
  )
  const validUntil = of.validUntil === undefined ? undefined : instantText(of.validUntil)
  const entity = (signature?: Tag) =>
    tag('EntityDescriptor', { ID: of.id, entityID: of.entityId, validUntil, xmlns: MD }, signature, role)
  return writeSigned(entity, of.id, of.sign)
}

/** Signed over what is written, so that a reader can tell that it is whole. */
function writeSigned(entity: (signature?: Tag) => Tag, id: string, key: SigningKey | undefined): string {
  const signature = key && signatureFor(entity(), id, { key })
  return declaration + writeXml(entity(signature), entraEmptyEnd)
}

/** The certificate alone: no key name, no chain, nothing else that anybody could take for trust. */
function keyDescriptor(use: 'signing' | 'encryption', certificate: Certificate): Tag {
  const shown = tag('X509Certificate', {}, certificateBase64(certificate))
  return tag('KeyDescriptor', { use }, tag('KeyInfo', { xmlns: DS }, tag('X509Data', {}, shown)))
}
