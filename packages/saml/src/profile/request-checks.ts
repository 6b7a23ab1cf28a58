/*
 * The table for an AuthnRequest, as far as SAML itself demands it. What one identity provider demands
 * beyond, in its own order and with its own error codes, is that identity provider's.
 */

import type { AuthnRequest } from '../messages/authn-request.ts'
import { isEndpoint } from '../messages/entity.ts'
import { HTTP_POST } from '../messages/names.ts'
import type { SignatureFacts, Verified } from '../signature/verified.ts'
import { type Check, judged, judgeOf, notJudged, type Row, type Table } from './check.ts'
import type { ProtocolExpectation, ProtocolSubject } from './protocol-rows.ts'
import * as protocol from './protocol-rows.ts'
import { algorithm, keySize } from './signature-rows.ts'

type AuthnRequestRow = Row<ProtocolSubject<AuthnRequest>>

/** IDP-2: `javascript:` as an address ran in the identity provider's origin (CVE-2023-45683). */
const replyUrlForm: AuthnRequestRow = {
  rule: 'IDP-2',
  clause: 'SAML Core 3.4.1',
  cause: 'The address to answer to is no https address.',
  remedy: 'Use https for the Reply URL; plain http is for localhost and 127.0.0.1 alone.',
  judge({ message: { assertionConsumerServiceUrl: url } }) {
    return url === undefined ? notJudged('https', 'none') : judged(isEndpoint(url), 'https', url)
  },
}

/** IDP-1: exact, since a prefix or another case is another address (SAML2int SDP-SP06). */
const replyUrl: AuthnRequestRow = {
  rule: 'IDP-1',
  clause: 'SAML Profiles 4.1.4.1',
  cause: 'The address to answer to is not registered for the sender.',
  remedy: 'Add the address to the Reply URLs (Assertion Consumer Service URL), letter for letter.',
  judge({ message: { assertionConsumerServiceUrl: url }, expected: { replyUrls } }) {
    if (url === undefined || replyUrls === undefined) return notJudged(replyUrls?.join(', '), url ?? 'none')
    return judged(replyUrls.includes(url), replyUrls.join(', '), url)
  },
}

const protocolBinding: AuthnRequestRow = {
  rule: 'IDP-1',
  clause: 'SAML Core 3.4.1',
  cause: 'The answer is asked for by a binding that is not spoken here.',
  remedy: 'Have the application ask for HTTP-POST, or name no ProtocolBinding.',
  judge: ({ message: { protocolBinding: binding } }) =>
    judged(binding === undefined || binding === HTTP_POST, `none or ${HTTP_POST}`, binding ?? 'none'),
}

/** The table for an AuthnRequest, in the order in which the first refusal counts. */
export const authnRequestTable = {
  version: protocol.version,
  algorithm,
  'key-size': keySize,
  issuer: protocol.issuer,
  destination: protocol.destination,
  'time-form': protocol.timeForm,
  'issue-instant': protocol.issueInstant,
  'reply-url-form': replyUrlForm,
  'reply-url': replyUrl,
  'protocol-binding': protocolBinding,
} as const satisfies Table<ProtocolSubject<AuthnRequest>>

const judge = judgeOf<ProtocolSubject<AuthnRequest>>(authnRequestTable)

/** Judges all rows. A request need not be signed: with `signatures` undefined what depends on them is not judged. */
export function judgeAuthnRequest(
  message: AuthnRequest,
  signatures: readonly SignatureFacts[] | undefined,
  expected: ProtocolExpectation,
): readonly Check[] {
  return judge({ message, signatures, expected })
}

/** The same for a request whose signature held. */
export const judgeVerifiedAuthnRequest = (verified: Verified<AuthnRequest>, expected: ProtocolExpectation) =>
  judgeAuthnRequest(verified.value, verified.signatures, expected)
