/*
 * EntityDescriptor (Metadata 2.3): who a party is, where it is spoken to, and with which keys it signs.
 * Every signing certificate is kept, since Entra publishes inactive ones on purpose and a party that takes
 * "the" certificate breaks at the next roll-over. Dates of certificates are shown and decide nothing (IIP-
 * MD12).
 */

import { type Certificate, readCertificate } from '../signature/certificate.ts'
import type { Element } from '../xml/element.ts'
import { flag, present, uriText } from './fields.ts'
import { instantOf } from './instant.ts'
import { metadataProblem } from './metadata-problems.ts'
import { DS, MD, SAMLP } from './names.ts'

/** An address and the binding that is spoken there. */
export interface Endpoint {
  /** The binding's URI. */
  readonly binding: string
  /** An absolute http or https URL; anything else is refused when read (IDP-2). */
  readonly location: string
}

/** One of several Assertion Consumer Services; requests may name it by its index. */
export interface IndexedEndpoint extends Endpoint {
  readonly index?: number
  readonly isDefault?: boolean
}

/** What an IDPSSODescriptor says. */
export interface IdentityProviderRole {
  readonly singleSignOn: readonly Endpoint[]
  readonly singleLogout: readonly Endpoint[]
  /** Every signing certificate, active or not: each is to be tried (entra.md 2). */
  readonly certificates: readonly Certificate[]
  readonly encryptionCertificates: readonly Certificate[]
  readonly nameIdFormats: readonly string[]
  readonly wantAuthnRequestsSigned: boolean
}

/** What an SPSSODescriptor says. */
export interface ServiceProviderRole {
  readonly assertionConsumerServices: readonly IndexedEndpoint[]
  readonly singleLogout: readonly Endpoint[]
  readonly certificates: readonly Certificate[]
  readonly encryptionCertificates: readonly Certificate[]
  readonly nameIdFormats: readonly string[]
  readonly authnRequestsSigned: boolean
  readonly wantAssertionsSigned: boolean
}

/** What an EntityDescriptor says of SAML 2.0; an entity may have both roles. */
export interface Entity {
  readonly entityId: string
  /** Epoch milliseconds; judged by `judgeMetadata`, not here (no clock). */
  readonly validUntil?: number
  readonly identityProvider?: IdentityProviderRole
  readonly serviceProvider?: ServiceProviderRole
}

/**
 * Reads one EntityDescriptor. Only the roles of SAML 2.0 are read; the WS-Federation RoleDescriptors that Entra puts
 * first, whose `xsi:type` trips schema validators, are passed over. Order inside a role is not judged: an
 * administrator reads and confirms what metadata says, nobody signs in by it.
 */
export function readEntity(element: Element): Entity {
  const entityId = element.attribute('entityID') ?? ''
  if (entityId === '' || entityId.length > 1024) throw metadataProblem('metadata-entity', {})
  const role = (name: string) => element.children().find((child) => child.is(MD, name) && speaksSaml(child))
  const identityProvider = role('IDPSSODescriptor')
  const serviceProvider = role('SPSSODescriptor')
  return present({
    entityId,
    validUntil: validUntilOf(element),
    identityProvider: identityProvider && readIdentityProvider(identityProvider),
    serviceProvider: serviceProvider && readServiceProvider(serviceProvider),
  })
}

/** A role may be for SAML 1.1 or WS-Federation alone, whose endpoints speak something else. */
const speaksSaml = (role: Element): boolean =>
  (role.attribute('protocolSupportEnumeration') ?? '').split(/[ \t\r\n]+/).includes(SAMLP)

/** Empty lists where nothing stands: whether that is enough, the one who makes a connection decides. */
function readIdentityProvider(role: Element): IdentityProviderRole {
  return {
    singleSignOn: children(role, 'SingleSignOnService').map(readEndpoint),
    singleLogout: children(role, 'SingleLogoutService').map(readEndpoint),
    certificates: certificatesFor(role, 'signing'),
    encryptionCertificates: certificatesFor(role, 'encryption'),
    nameIdFormats: children(role, 'NameIDFormat').map(uriText),
    wantAuthnRequestsSigned: flag(role, 'WantAuthnRequestsSigned'),
  }
}

/** Flags are false where they do not stand, as the schema says. */
function readServiceProvider(role: Element): ServiceProviderRole {
  return {
    assertionConsumerServices: children(role, 'AssertionConsumerService').map(readIndexedEndpoint),
    singleLogout: children(role, 'SingleLogoutService').map(readEndpoint),
    certificates: certificatesFor(role, 'signing'),
    encryptionCertificates: certificatesFor(role, 'encryption'),
    nameIdFormats: children(role, 'NameIDFormat').map(uriText),
    authnRequestsSigned: flag(role, 'AuthnRequestsSigned'),
    wantAssertionsSigned: flag(role, 'WantAssertionsSigned'),
  }
}

/** Of the metadata namespace and no other: extensions may use the same local names. */
const children = (parent: Element, name: string) => parent.children().filter((child) => child.is(MD, name))

/** Epoch milliseconds, or undefined when it is not given. */
export function validUntilOf(element: Element): number | undefined {
  const text = element.attribute('validUntil')
  if (text === undefined) return undefined
  const instant = instantOf(text)
  if (instant === undefined) throw metadataProblem('metadata-time', { received: text.slice(0, 64) })
  return instant
}

/** Bindings are not judged here: an unknown one is of no use, but no danger either. */
function readEndpoint(element: Element): Endpoint {
  const location = element.attribute('Location') ?? ''
  const binding = element.attribute('Binding') ?? ''
  if (!isEndpoint(location)) {
    throw metadataProblem('metadata-location', { element: element.name, location: location.slice(0, 256) })
  }
  return { binding, location }
}

/** An index that is none is left out; it chooses nothing then. */
function readIndexedEndpoint(element: Element): IndexedEndpoint {
  const index = element.attribute('index')
  const isDefault = element.attribute('isDefault') === undefined ? undefined : flag(element, 'isDefault')
  const number = index !== undefined && /^[0-9]{1,5}$/.test(index) ? Number(index) : undefined
  return present({ ...readEndpoint(element), index: number, isDefault })
}

/**
 * IDP-2: a browser is sent there with a credential. `javascript:` ran in the identity provider's origin
 * (CVE-2023-45683); http is for a machine that talks to itself.
 */
export function isEndpoint(location: string): boolean {
  if (/[^!-~]/.test(location) || !URL.canParse(location)) return false
  const { protocol, hostname, username, password } = new URL(location)
  if (username !== '' || password !== '') return false
  const loopback = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
  return protocol === 'https:' || (protocol === 'http:' && loopback)
}

/** Every certificate of the KeyDescriptors for this use; one without `use` is for both (Metadata 2.4.1.1). */
function certificatesFor(role: Element, use: 'signing' | 'encryption'): readonly Certificate[] {
  const found = new Map<string, Certificate>()
  for (const descriptor of children(role, 'KeyDescriptor')) {
    if ((descriptor.attribute('use') ?? use) !== use) continue
    for (const certificate of shownCertificates(descriptor)) found.set(certificate.sha256, certificate)
  }
  return [...found.values()]
}

/** The certificates in a KeyInfo. In metadata they are what is to be trusted; elsewhere only a hint (KEY-1). */
export function shownCertificates(holder: Element | undefined): readonly Certificate[] {
  const keyInfo = holder?.child(DS, 'KeyInfo')
  const data = (keyInfo?.children() ?? []).filter((child) => child.is(DS, 'X509Data'))
  const shown = data.flatMap((one) => one.children().filter((child) => child.is(DS, 'X509Certificate')))
  if (shown.length > 32) throw metadataProblem('metadata-certificates', { count: shown.length })
  return shown.map((element) => readCertificate(element.text()))
}
