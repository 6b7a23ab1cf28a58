/*
 * The kinds of message, and how requests and logout messages are inspected. They differ in their fields and
 * tables and in nothing else; in particular a signature in the query and one inside the XML never stand in
 * for each other (BIND-5).
 */

import { verifyRedirect } from '../bindings/redirect.ts'
import { readAuthnRequest, verifyAuthnRequest } from '../messages/authn-request.ts'
import { present } from '../messages/fields.ts'
import { readLogoutRequest, verifyLogoutRequest } from '../messages/logout-request.ts'
import { readLogoutResponse, verifyLogoutResponse } from '../messages/logout-response.ts'
import { SAMLP } from '../messages/names.ts'
import { messageProblem } from '../messages/problems.ts'
import { Problem } from '../problem.ts'
import type { Check } from '../profile/check.ts'
import { logoutRequestChecks, logoutResponseChecks } from '../profile/logout-checks.ts'
import type { ProtocolExpectation } from '../profile/protocol-rows.ts'
import { judgeAuthnRequest } from '../profile/request-checks.ts'
import type { VerificationKey } from '../signature/certificate.ts'
import type { SignatureFacts, Verified } from '../signature/verified.ts'
import { readXml } from '../xml/reader.ts'
import type { Input } from './input.ts'
import type { InspectOptions, Reading } from './inspect.ts'
import { readResponse } from './response.ts'
import { authnRequestSays, logoutRequestSays, logoutResponseSays } from './says.ts'

/** The messages that the doctor knows. */
export type MessageKind = 'Response' | 'AuthnRequest' | 'LogoutRequest' | 'LogoutResponse'

const kinds: readonly MessageKind[] = ['Response', 'AuthnRequest', 'LogoutRequest', 'LogoutResponse']

/** By the root element, which also decides that it is XML at all. Throws Problem `xml-…`, `message-root`. */
export function kindOf(octets: Uint8Array): MessageKind {
  const { root } = readXml(octets)
  const kind = kinds.find((one) => root.is(SAMLP, one))
  if (kind !== undefined) return kind
  throw messageProblem('message-root', { expected: kinds.join(', '), received: root.name })
}

/** Reads, verifies and judges one kind of message. Throws Problem when it is not of its shape. */
type Read = (input: Input, keys: readonly VerificationKey[], options: InspectOptions) => Reading

/** How each kind of message is read. */
export const reading: Readonly<Record<MessageKind, Read>> = {
  Response: readResponse,
  AuthnRequest: readerOf({
    read: readAuthnRequest,
    verify: verifyAuthnRequest,
    judge: judgeAuthnRequest,
    says: authnRequestSays,
  }),
  LogoutRequest: readerOf({
    read: readLogoutRequest,
    verify: verifyLogoutRequest,
    judge: logoutRequestChecks,
    says: logoutRequestSays,
  }),
  LogoutResponse: readerOf({
    read: readLogoutResponse,
    verify: verifyLogoutResponse,
    judge: logoutResponseChecks,
    says: logoutResponseSays,
  }),
}

/** The four functions in which requests and logout messages differ from one another. */
interface Reader<M> {
  readonly read: (octets: Uint8Array) => M
  readonly verify: (octets: Uint8Array, keys: readonly VerificationKey[]) => Verified<M>
  readonly judge: (
    message: M,
    signatures: readonly SignatureFacts[] | undefined,
    expected: ProtocolExpectation,
  ) => readonly Check[]
  readonly says: (message: M) => readonly string[]
}

/** On Redirect the query's signature counts and no other (BIND-5); a message that came alone must carry its own. */
function readerOf<M>({ read, verify, judge, says }: Reader<M>): Read {
  return ({ octets, redirect }, keys, options) => {
    const expected = expectationOf(options)
    try {
      const verified = redirect === undefined ? verify(octets, keys) : verifyRedirect(redirect, keys, read)
      const { value, signatures } = verified
      const checks = judge(value, signatures, expected)
      return { checks, says: says(value), identity: null, signatures, problem: undefined }
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem
      const message = read(octets)
      const checks = judge(message, undefined, expected)
      return { checks, says: says(message), identity: null, signatures: null, problem }
    }
  }
}

/** `--acs` is the address that an AuthnRequest may ask to be answered at. */
const expectationOf = ({ now, clockSkew, issuer, acs, inResponseTo, legacy }: InspectOptions) =>
  present({
    now,
    clockSkew,
    issuer,
    inResponseTo,
    legacy,
    replyUrls: acs === undefined ? undefined : [acs],
  })
