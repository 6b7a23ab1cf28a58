/*
 * The identity: the one thing that leaves this package towards accounts and sessions. It is made from a
 * verified response and from nothing else, with values copied out, so that a session does not keep a whole
 * message alive.
 */

import type { Attribute } from '../messages/assertion.ts'
import { instantOf } from '../messages/instant.ts'
import type { Response } from '../messages/response.ts'
import type { Verified } from '../signature/verified.ts'
import { answeredRequest, confirmationOf, honouredUntil } from './subject.ts'

/** Whom a verified assertion names. To be used only when no row of the table refused. */
export interface Identity {
  readonly issuer: string
  readonly nameId: string
  readonly nameIdFormat?: string | undefined
  readonly nameQualifier?: string | undefined
  readonly spNameQualifier?: string | undefined
  /** Attribute Name → values in order; attributes of one Name are merged (ATTR-2). A Map, so that no name is special (ATTR-4). */
  readonly attributes: ReadonlyMap<string, readonly string[]>
  readonly sessionIndex?: string | undefined
  /** Epoch milliseconds; may be hours old (entra.md 1.6). */
  readonly authnInstant?: number | undefined
  readonly authnContextClassRef?: string | undefined
  readonly assertionId: string
  readonly inResponseTo?: string | undefined
  /** Until when the assertion is honoured and its id must be remembered, epoch milliseconds, skew not included. */
  readonly notOnOrAfter: number
  /** The session must end then, when the identity provider says so. */
  readonly sessionNotOnOrAfter?: number | undefined
}

/** Reads the identity from a verified response. Judge it first: this is no check. */
export function identityOf(verified: Verified<Response>): Identity {
  const { assertion } = verified.value
  const [statement] = assertion.authnStatements
  return {
    issuer: assertion.issuer.value,
    nameId: assertion.nameId?.value ?? '',
    nameIdFormat: assertion.nameId?.format,
    nameQualifier: assertion.nameId?.nameQualifier,
    spNameQualifier: assertion.nameId?.spNameQualifier,
    attributes: mergedAttributes(assertion.attributes),
    sessionIndex: statement?.sessionIndex,
    authnInstant: optionalInstant(statement?.authnInstant),
    authnContextClassRef: statement?.authnContextClassRef,
    assertionId: assertion.id,
    inResponseTo: answeredRequest(verified.value, confirmationOf(verified.value, {}, 0)),
    notOnOrAfter: honouredUntil(assertion),
    sessionNotOnOrAfter: optionalInstant(statement?.sessionNotOnOrAfter),
  }
}

/** Left out when it is absent or no time; the row `time-form` has refused the latter. */
const optionalInstant = (text: string | undefined) => (text === undefined ? undefined : instantOf(text))

/** Keycloak repeats an Attribute for each role: values of one Name are one list. FriendlyName names nothing (ATTR-3). */
function mergedAttributes(attributes: readonly Attribute[]): ReadonlyMap<string, readonly string[]> {
  const merged = new Map<string, readonly string[]>()
  for (const { name, values } of attributes) {
    const before = merged.get(name)
    merged.set(name, before === undefined ? values : [...before, ...values])
  }
  return merged
}
