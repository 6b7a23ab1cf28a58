/*
 * The table of checks. A reviewer's list: its order is the order of the refusals, its codes are those of the
 * log, the Test page, `postern inspect` and docs/saml-profile.md, and a test demands a refused message for
 * each row.
 */

import type { Response } from '../messages/response.ts'
import type { SignatureFacts, Verified } from '../signature/verified.ts'
import { type Check, judgeOf, type Table } from './check.ts'
import { address, confirmation, confirmationTime, recipient } from './confirmation-rows.ts'
import * as party from './party-rows.ts'
import * as person from './person-rows.ts'
import { algorithm, keySize } from './signature-rows.ts'
import { type ResponseExpectation, type ResponseSubject, subjectOf } from './subject.ts'
import * as times from './time-rows.ts'

export type { Legacy, ResponseExpectation } from './subject.ts'

/**
 * The table of checks of the Web Browser SSO profile: code → row, in the order in which the first refusal counts.
 * It is the decision, the Test page, `postern inspect` and the reviewer's list. That a signature holds is not a row:
 * without one there is no `Verified<Response>` to judge.
 */
export const responseTable = {
  version: party.version,
  status: party.status,
  algorithm,
  'key-size': keySize,
  issuer: party.issuer,
  'issuer-format': party.issuerFormat,
  'response-issuer': party.responseIssuer,
  destination: party.destination,
  confirmation,
  recipient,
  'confirmation-time': confirmationTime,
  address,
  'in-response-to': party.inResponseTo,
  unsolicited: party.unsolicited,
  audience: party.audience,
  condition: person.condition,
  'time-form': times.timeForm,
  time: times.time,
  'issue-instant': times.issueInstant,
  age: times.age,
  life: times.life,
  'session-time': times.sessionTime,
  'name-id': person.nameId,
  'name-id-characters': person.nameIdCharacters,
  'name-id-qualifier': person.nameIdQualifier,
  'account-attribute': person.accountAttribute,
  'authn-statement': person.authnStatement,
} as const satisfies Table<ResponseSubject>

const judge = judgeOf<ResponseSubject>(responseTable)

/** Judges all rows of the Web Browser SSO table, in order; none stops another. */
export function judgeResponse(
  verified: Verified<Response>,
  expectation: ResponseExpectation,
): readonly Check[] {
  return judgeContent(verified.value, verified.signatures, expectation)
}

/** The same for `inspect`, which also shows what an unverified message would come to. */
export function judgeContent(
  response: Response,
  signatures: readonly SignatureFacts[] | undefined,
  expectation: ResponseExpectation,
): readonly Check[] {
  return judge(subjectOf(response, signatures, expectation))
}
