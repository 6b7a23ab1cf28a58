/*
 * Tables for single logout (Profiles 4.4). Replay of a LogoutRequest is remembered by the caller, by ID and
 * issuer.
 */

import { instantOf, instantText } from '../messages/instant.ts'
import type { LogoutRequest } from '../messages/logout-request.ts'
import type { LogoutResponse } from '../messages/logout-response.ts'
import { SUCCESS } from '../messages/names.ts'
import type { SignatureFacts, Verified } from '../signature/verified.ts'
import { type Check, judged, judgeOf, notJudged, type Row, same, type Table } from './check.ts'
import * as protocol from './protocol-rows.ts'
import { type ProtocolExpectation, type ProtocolSubject, skewOf } from './protocol-rows.ts'
import { algorithm, keySize } from './signature-rows.ts'

/** LO-2. An old LogoutRequest, replayed, signs people out at will. */
const notOnOrAfter: Row<ProtocolSubject<LogoutRequest>> = {
  rule: 'LO-2',
  clause: 'SAML Core 3.7.1',
  cause: 'The time within which this logout could be asked for is over.',
  remedy: 'Sign out again. If it stays so, set the clocks of both servers by NTP.',
  judge({ message: { notOnOrAfter: end }, expected }) {
    if (end === undefined || expected.now === undefined) return notJudged(undefined, end)
    const holds = expected.now - skewOf(expected) < (instantOf(end) ?? Number.NaN)
    return judged(holds, `after ${instantText(expected.now)}`, end)
  },
}

/** Entra answers the same lack with AADSTS7500530. */
const nameId: Row<ProtocolSubject<LogoutRequest>> = {
  rule: 'NID-1',
  clause: 'SAML Core 3.7.1',
  cause: 'The request does not say who is to be signed out.',
  remedy: 'Have the sender put the NameID into the LogoutRequest.',
  judge: ({ message }) =>
    judged((message.nameId?.value ?? '').trim() !== '', 'a NameID', message.nameId?.value),
}

const status: Row<ProtocolSubject<LogoutResponse>> = {
  rule: 'STAT-1',
  clause: 'SAML Core 3.2.2.2',
  cause: 'The other party says that the logout failed, or was done only in part.',
  remedy: 'The status and its message say why.',
  judge({ message: { status: received } }) {
    const said = [...received.codes, ...(received.message === undefined ? [] : [received.message])]
    return judged(received.codes[0] === SUCCESS, SUCCESS, said.join(', '))
  },
}

const inResponseTo: Row<ProtocolSubject<LogoutResponse>> = {
  rule: 'IRT-1',
  clause: 'SAML Core 3.2.2',
  cause: 'The response answers another LogoutRequest than ours.',
  remedy: 'Sign out again.',
  judge: ({ message, expected }) => same(expected.inResponseTo, message.inResponseTo ?? 'none'),
}

const common = {
  version: protocol.version,
  algorithm,
  'key-size': keySize,
  issuer: protocol.issuer,
  destination: protocol.destination,
  'time-form': protocol.timeForm,
  'issue-instant': protocol.issueInstant,
} as const

/** The tables for single logout, in the order in which the first refusal counts. Both messages must be signed (LO-1). */
export const logoutRequestTable = {
  ...common,
  'not-on-or-after': notOnOrAfter,
  'name-id': nameId,
} as const satisfies Table<ProtocolSubject<LogoutRequest>>

export const logoutResponseTable = {
  ...common,
  status,
  'in-response-to': inResponseTo,
} as const satisfies Table<ProtocolSubject<LogoutResponse>>

/**
 * Judges all rows. Without a signature there is no `Verified<LogoutRequest>` to give (gosaml2
 * GHSA-pcgw-qcv5-h8ch).
 */
export function judgeLogoutRequest(
  verified: Verified<LogoutRequest>,
  expected: ProtocolExpectation,
): readonly Check[] {
  return logoutRequestChecks(verified.value, verified.signatures, expected)
}

/** Judges all rows. */
export function judgeLogoutResponse(
  verified: Verified<LogoutResponse>,
  expected: ProtocolExpectation,
): readonly Check[] {
  return logoutResponseChecks(verified.value, verified.signatures, expected)
}

/** For `inspect`, which also shows what an unverified message would come to. */
const judgeRequest = judgeOf<ProtocolSubject<LogoutRequest>>(logoutRequestTable)
const judgeResponse = judgeOf<ProtocolSubject<LogoutResponse>>(logoutResponseTable)

export const logoutRequestChecks = (
  message: LogoutRequest,
  signatures: readonly SignatureFacts[] | undefined,
  expected: ProtocolExpectation,
) => judgeRequest({ message, signatures, expected })

export const logoutResponseChecks = (
  message: LogoutResponse,
  signatures: readonly SignatureFacts[] | undefined,
  expected: ProtocolExpectation,
) => judgeResponse({ message, signatures, expected })
