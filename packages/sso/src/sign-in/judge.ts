import {
  type Identity,
  identityOf,
  judgeResponse,
  type Response,
  refusal,
  type Verified,
} from '@postern/saml'
import { claimNames } from '../account-rules/person.ts'
import type { Recorder } from '../activity/recorder.ts'
import type { TestableConnection } from '../connections/connection.ts'
import type { Acceptances } from './acceptances.ts'
import type { Begun } from './begun.ts'
import { judgeDomain } from './domain.ts'
import { judgeFresh, judgeSession } from './freshness.ts'
import { beginningRow, onceRow, signedPartRow } from './rows.ts'

/** Claims that identify the account: two values in one of them would let the reader choose. */
const accountAttributes = [claimNames.objectIdentifier, claimNames.name, claimNames.emailAddress]

export interface Judged {
  readonly verified: Verified<Response>
  readonly connection: TestableConnection
  readonly begun: Begun
  readonly acceptances: Acceptances
  readonly now: number
  readonly record: Pick<Recorder, 'judged'>
}

/**
 * Judges a verified answer by all rows: who began it, the table of SAML, whom it names, and whether it was used before.
 * All that can be judged are, then the first refusal is thrown. What comes out may sign in, once.
 */
export async function judge(of: Judged): Promise<Identity> {
  const { verified, connection, begun, acceptances, now, record } = of
  const { assertion } = verified.value
  const used = await acceptances.has(assertion.issuer.value, assertion.id)
  const once = onceRow(assertion, used)
  const beginning = beginningRow(begun)
  const part = signedPartRow(verified, connection)
  const table = judgeResponse(verified, expectation(of))
  record.judged([once.check, beginning.check, part.check, ...table])
  const early = once.problem ?? beginning.problem ?? part.problem ?? refusal(table)
  if (early) throw early
  const identity = identityOf(verified)
  const late = [
    judgeDomain(identity, connection),
    judgeFresh(identity, begun, connection),
    judgeSession(identity, now),
  ]
  record.judged(late.map(({ check }) => check))
  for (const { problem } of late) if (problem) throw problem
  const until = identity.notOnOrAfter + connection.clockSkewSeconds * 1_000
  const first = await acceptances.accept(identity.issuer, identity.assertionId, until)
  const { problem } = onceRow(assertion, !first)
  if (problem) throw problem
  return identity
}

function expectation({ connection, begun, now }: Judged) {
  return {
    now,
    clockSkew: connection.clockSkewSeconds,
    issuer: connection.identityProvider.entityId,
    entityId: connection.address,
    assertionConsumerServiceUrl: connection.address,
    ...asked(begun, connection),
    accountAttributes,
    legacy: connection.legacy,
  }
}

/** What the row InResponseTo compares with. Where who began is refused already, nothing is left to compare. */
function asked(begun: Begun, connection: TestableConnection) {
  switch (begun.by) {
    case 'this-browser':
      return { inResponseTo: begun.signIn.requestId }
    case 'identity-provider':
      return { inResponseTo: null, unsolicited: connection.unsolicited }
    case 'nobody':
    case 'unknown-browser':
      return {}
  }
}
