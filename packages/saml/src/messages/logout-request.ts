/*
 * LogoutRequest (Core 3.7.1). Forged, it signs people out at will, and so it must be signed like a response:
 * the root itself, nothing inside it. samlify took a captured assertion in a forged request for its
 * signature (#634).
 */

import type { VerificationKey } from '../signature/certificate.ts'
import { signatureFor } from '../signature/sign.ts'
import type { SigningKey } from '../signature/signing-key.ts'
import type { Verified } from '../signature/verified.ts'
import { verify } from '../signature/verify.ts'
import type { Element } from '../xml/element.ts'
import { type Tag, tag, writeXml } from '../xml/writer.ts'
import type { Issuer, NameId } from './assertion.ts'
import { hasSignature, headingOf, issuerOf, nameIdOf, nameText, present, readMessage } from './fields.ts'
import { conform } from './grammar.ts'
import { instantText } from './instant.ts'
import { SAML, SAMLP } from './names.ts'
import { logoutRequestShape } from './shapes.ts'

/**
 * Who is to be signed out. Entra's has a NameID without Format, and perhaps another than it signed in
 * (entra.md 1.10).
 */
export interface LogoutRequest {
  readonly id: string
  readonly version: string
  readonly issueInstant: string
  readonly destination?: string
  readonly notOnOrAfter?: string
  readonly reason?: string
  readonly issuer?: Issuer
  readonly nameId?: NameId
  readonly sessionIndexes: readonly string[]
  readonly signaturePresent: boolean
}

/** Times are epoch milliseconds. */
export interface LogoutRequestToWrite {
  readonly id: string
  readonly issueInstant: number
  readonly destination?: string
  readonly notOnOrAfter?: number
  readonly issuer: string
  readonly nameId: NameId
  readonly sessionIndexes?: readonly string[]
  /** An enveloped signature, for the POST binding only; on Redirect the query is signed. */
  readonly sign?: SigningKey
}

/** Reads a LogoutRequest without verifying anything. Throws Problem `xml-…`, `message-…`. */
export function readLogoutRequest(octets: Uint8Array): LogoutRequest {
  return logoutRequestOf(readMessage(octets, 'LogoutRequest', logoutRequestShape))
}

/** Verifies the enveloped signature of a LogoutRequest that came by POST (LO-3). Throws Problem `signature-…`. */
export function verifyLogoutRequest(
  octets: Uint8Array,
  keys: readonly VerificationKey[],
): Verified<LogoutRequest> {
  const root = readMessage(octets, 'LogoutRequest', logoutRequestShape)
  return verify(root, keys, (again) => ({ ...logoutRequestOf(again), signaturePresent: true }))
}

/** Judges the shape anew: the root may be one that was read again after verification. */
function logoutRequestOf(root: Element): LogoutRequest {
  conform(root, logoutRequestShape)
  return present({
    ...headingOf(root),
    destination: root.attribute('Destination'),
    notOnOrAfter: root.attribute('NotOnOrAfter'),
    reason: root.attribute('Reason'),
    issuer: issuerOf(root),
    nameId: nameIdOf(root),
    sessionIndexes: root
      .children()
      .filter((child) => child.is(SAMLP, 'SessionIndex'))
      .map(nameText),
    signaturePresent: hasSignature(root),
  })
}

/** The LogoutRequest in Entra's form (entra.md 6.4). */
export function writeLogoutRequest(of: LogoutRequestToWrite): string {
  const { value, format, nameQualifier, spNameQualifier } = of.nameId
  const qualifiers = { NameQualifier: nameQualifier, SPNameQualifier: spNameQualifier, Format: format }
  const request = (signature?: Tag) =>
    tag(
      'samlp:LogoutRequest',
      {
        ID: of.id,
        Version: '2.0',
        IssueInstant: instantText(of.issueInstant),
        Destination: of.destination,
        NotOnOrAfter: of.notOnOrAfter === undefined ? undefined : instantText(of.notOnOrAfter),
        'xmlns:samlp': SAMLP,
      },
      tag('Issuer', { xmlns: SAML }, of.issuer),
      signature,
      tag('NameID', { ...qualifiers, xmlns: SAML }, value),
      ...(of.sessionIndexes ?? []).map((index) => tag('samlp:SessionIndex', {}, index)),
    )
  if (of.sign === undefined) return writeXml(request())
  return writeXml(request(signatureFor(request(), of.id, { key: of.sign })))
}
