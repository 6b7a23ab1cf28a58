/*
 * LogoutResponse (Core 3.7.2): a status in answer to a LogoutRequest. Entra sends them and does not accept
 * them.
 */

import type { VerificationKey } from '../signature/certificate.ts'
import { signatureFor } from '../signature/sign.ts'
import type { SigningKey } from '../signature/signing-key.ts'
import type { Verified } from '../signature/verified.ts'
import { verify } from '../signature/verify.ts'
import type { Element } from '../xml/element.ts'
import { type Tag, tag, writeXml } from '../xml/writer.ts'
import { hasSignature, readMessage } from './fields.ts'
import { conform } from './grammar.ts'
import { instantText } from './instant.ts'
import { SAML, SAMLP, SUCCESS } from './names.ts'
import { type Envelope, envelopeOf } from './response.ts'
import { statusTag } from './response-writer.ts'
import { logoutResponseShape } from './shapes.ts'

/** The answer to a LogoutRequest: an envelope and nothing in it. */
export interface LogoutResponse extends Envelope {
  readonly signaturePresent: boolean
}

/** Times are epoch milliseconds. */
export interface LogoutResponseToWrite {
  readonly id: string
  readonly issueInstant: number
  readonly destination?: string
  readonly inResponseTo?: string
  readonly issuer: string
  /** Outermost first; default Success. */
  readonly codes?: readonly [string, string?]
  readonly message?: string
  /** An enveloped signature, for the POST binding only; on Redirect the query is signed. */
  readonly sign?: SigningKey
}

/** Reads a LogoutResponse without verifying anything. Throws Problem `xml-…`, `message-…`. */
export function readLogoutResponse(octets: Uint8Array): LogoutResponse {
  return logoutResponseOf(readMessage(octets, 'LogoutResponse', logoutResponseShape))
}

/** Verifies the enveloped signature of a LogoutResponse that came by POST (LO-3). Throws Problem `signature-…`. */
export function verifyLogoutResponse(
  octets: Uint8Array,
  keys: readonly VerificationKey[],
): Verified<LogoutResponse> {
  const root = readMessage(octets, 'LogoutResponse', logoutResponseShape)
  return verify(root, keys, (again) => ({ ...logoutResponseOf(again), signaturePresent: true }))
}

/** Judges the shape anew: the root may be one that was read again after verification. */
function logoutResponseOf(root: Element): LogoutResponse {
  conform(root, logoutResponseShape)
  return { ...envelopeOf(root), signaturePresent: hasSignature(root) }
}

/** The LogoutResponse in Entra's form. */
export function writeLogoutResponse(of: LogoutResponseToWrite): string {
  const response = (signature?: Tag) =>
    tag(
      'samlp:LogoutResponse',
      {
        ID: of.id,
        Version: '2.0',
        IssueInstant: instantText(of.issueInstant),
        Destination: of.destination,
        InResponseTo: of.inResponseTo,
        'xmlns:samlp': SAMLP,
      },
      tag('Issuer', { xmlns: SAML }, of.issuer),
      signature,
      statusTag(of.codes ?? [SUCCESS], of.message),
    )
  if (of.sign === undefined) return writeXml(response())
  return writeXml(response(signatureFor(response(), of.id, { key: of.sign })))
}
