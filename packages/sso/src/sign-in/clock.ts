import type { Response } from '@postern/saml'
import type { Attempt } from '../activity/activity.ts'
import type { Connection } from '../connections/connection.ts'

/** How the other clock stands to ours: an assertion is issued when it is sent. */
export function clockOf(
  { assertion }: Response,
  { clockSkewSeconds }: Connection,
  now: number,
): Pick<Attempt, 'clock'> {
  const issued = Date.parse(assertion.issueInstant)
  return Number.isNaN(issued) ? {} : { clock: { ahead: issued - now, allowed: clockSkewSeconds * 1_000 } }
}
