/*
 * AuthnRequest (Core 3.4): a service provider asks who the person at the browser is. Most of it is optional
 * and identity providers differ in what they honour; the reader keeps all that Entra judges (entra.md 1.2),
 * the writer sends the little that Entra likes best. No NameIDPolicy: a format that differs from the
 * configured one changes the name.
 */

import type { VerificationKey } from '../signature/certificate.ts'
import { signatureFor } from '../signature/sign.ts'
import type { SigningKey } from '../signature/signing-key.ts'
import type { Verified } from '../signature/verified.ts'
import { verify } from '../signature/verify.ts'
import type { Element } from '../xml/element.ts'
import { type Tag, tag, writeXml } from '../xml/writer.ts'
import type { Issuer } from './assertion.ts'
import { flag, hasSignature, headingOf, issuerOf, present, readMessage, uriText } from './fields.ts'
import { conform } from './grammar.ts'
import { instantText } from './instant.ts'
import { HTTP_POST, SAML, SAMLP } from './names.ts'
import { messageProblem } from './problems.ts'
import { authnRequestShape } from './shapes.ts'

/** What kind of name the sender wants to be told. */
export interface NameIdPolicy {
  readonly format?: string
  readonly spNameQualifier?: string
  readonly allowCreate?: boolean
}

/** Whom the sender would have asked further; kept because Entra refuses some of it. */
export interface Scoping {
  readonly proxyCount?: string
  readonly idpListPresent: boolean
  readonly requesterIds: readonly string[]
}

/** Every part of an AuthnRequest that an identity provider judges (entra.md 1.2). */
export interface AuthnRequest {
  readonly id: string
  readonly version: string
  readonly issueInstant: string
  readonly destination?: string
  readonly issuer?: Issuer
  readonly assertionConsumerServiceUrl?: string
  readonly assertionConsumerServiceIndex?: string
  readonly protocolBinding?: string
  readonly forceAuthn: boolean
  readonly isPassive: boolean
  readonly providerName?: string
  readonly nameIdPolicy?: NameIdPolicy
  readonly requestedAuthnContext?: {
    /** `exact` when absent in the message. */
    readonly comparison: string
    readonly classRefs: readonly string[]
    readonly declRefs: readonly string[]
  }
  readonly subjectPresent: boolean
  readonly scoping?: Scoping
  /** An enveloped ds:Signature is there; whether it holds, only `verifyAuthnRequest` tells. */
  readonly signaturePresent: boolean
}

/** What a service provider asks. Times are epoch milliseconds. */
export interface AuthnRequestToWrite {
  /** An NCName: `_` and 32 hexadecimal digits. */
  readonly id: string
  readonly issueInstant: number
  readonly destination: string
  readonly assertionConsumerServiceUrl: string
  readonly issuer: string
  readonly forceAuthn?: boolean
  readonly isPassive?: boolean
  readonly nameIdFormat?: string
  /** An enveloped signature, for the POST binding only; on Redirect the query is signed. */
  readonly sign?: SigningKey
}

/** Reads an AuthnRequest without verifying anything. Throws Problem `xml-…`, `message-…`. */
export function readAuthnRequest(octets: Uint8Array): AuthnRequest {
  return authnRequestOf(readMessage(octets, 'AuthnRequest', authnRequestShape))
}

/** Verifies the enveloped signature of an AuthnRequest that came by POST. Throws Problem `signature-…`. */
export function verifyAuthnRequest(
  octets: Uint8Array,
  keys: readonly VerificationKey[],
): Verified<AuthnRequest> {
  const root = readMessage(octets, 'AuthnRequest', authnRequestShape)
  return verify(root, keys, (again) => ({ ...authnRequestOf(again), signaturePresent: true }))
}

/** Judges the shape anew: the root may be one that was read again after verification. */
function authnRequestOf(root: Element): AuthnRequest {
  conform(root, authnRequestShape)
  const index = root.attribute('AssertionConsumerServiceIndex')
  const url = root.attribute('AssertionConsumerServiceURL')
  const protocolBinding = root.attribute('ProtocolBinding')
  if (index !== undefined && (url !== undefined || protocolBinding !== undefined)) {
    throw messageProblem('message-exclusive', { element: root.name })
  }
  return present({
    ...headingOf(root),
    destination: root.attribute('Destination'),
    issuer: issuerOf(root),
    assertionConsumerServiceUrl: url,
    assertionConsumerServiceIndex: index,
    protocolBinding,
    forceAuthn: flag(root, 'ForceAuthn'),
    isPassive: flag(root, 'IsPassive'),
    providerName: root.attribute('ProviderName'),
    nameIdPolicy: nameIdPolicyOf(root),
    requestedAuthnContext: requestedAuthnContextOf(root),
    subjectPresent: root.child(SAML, 'Subject') !== undefined,
    scoping: scopingOf(root),
    signaturePresent: hasSignature(root),
  })
}

/** AllowCreate absent is not AllowCreate false, for those who answer with an error. */
function nameIdPolicyOf(root: Element): NameIdPolicy | undefined {
  const policy = root.child(SAMLP, 'NameIDPolicy')
  if (policy === undefined) return undefined
  const allowCreate = policy.attribute('AllowCreate') === undefined ? undefined : flag(policy, 'AllowCreate')
  return present({
    format: policy.attribute('Format'),
    spNameQualifier: policy.attribute('SPNameQualifier'),
    allowCreate,
  })
}

/** The comparison is `exact` when it is not given (Core 3.3.2.2.1). */
function requestedAuthnContextOf(root: Element): AuthnRequest['requestedAuthnContext'] {
  const context = root.child(SAMLP, 'RequestedAuthnContext')
  const texts = (name: string) =>
    (context?.children() ?? []).filter((child) => child.is(SAML, name)).map(uriText)
  return (
    context && {
      comparison: context.attribute('Comparison') ?? 'exact',
      classRefs: texts('AuthnContextClassRef'),
      declRefs: texts('AuthnContextDeclRef'),
    }
  )
}

/** Not honoured, but seen. */
function scopingOf(root: Element): Scoping | undefined {
  const scoping = root.child(SAMLP, 'Scoping')
  if (scoping === undefined) return undefined
  return present({
    proxyCount: scoping.attribute('ProxyCount'),
    idpListPresent: scoping.child(SAMLP, 'IDPList') !== undefined,
    requesterIds: scoping
      .children()
      .filter((child) => child.is(SAMLP, 'RequesterID'))
      .map(uriText),
  })
}

/** The AuthnRequest that Entra likes best: no NameIDPolicy unless asked, no RequestedAuthnContext (entra.md 6.1). */
export function writeAuthnRequest(of: AuthnRequestToWrite): string {
  const request = (signature?: Tag) =>
    tag(
      'samlp:AuthnRequest',
      {
        'xmlns:samlp': SAMLP,
        ID: of.id,
        Version: '2.0',
        IssueInstant: instantText(of.issueInstant),
        Destination: of.destination,
        ForceAuthn: of.forceAuthn || undefined,
        IsPassive: of.isPassive || undefined,
        ProtocolBinding: HTTP_POST,
        AssertionConsumerServiceURL: of.assertionConsumerServiceUrl,
      },
      tag('saml:Issuer', { 'xmlns:saml': SAML }, of.issuer),
      signature,
      of.nameIdFormat === undefined ? undefined : tag('samlp:NameIDPolicy', { Format: of.nameIdFormat }),
    )
  if (of.sign === undefined) return writeXml(request())
  return writeXml(request(signatureFor(request(), of.id, { key: of.sign })))
}
