import type { Identity } from '@postern/saml'
import type { Connection } from '../connections/connection.ts'
import type { Begun } from './begun.ts'
import { signInProblem } from './problems.ts'
import { type Row, row } from './rows.ts'

const text = (at: number | undefined) => (at === undefined ? 'no time' : new Date(at).toISOString())

type Asks = Pick<Connection, 'clockSkewSeconds' | 'choices'>

/** Where a fresh sign-in was asked for: the person must have been seen after it was begun, the clocks being what they are. */
export function judgeFresh(identity: Identity, begun: Begun, connection: Asks): Row {
  const of = { code: 'fresh', clause: 'SAML Core 3.4.1' }
  if (begun.by !== 'this-browser' || !begun.signIn.fresh) return row({ ...of, judged: false })
  const { begunAt } = begun.signIn
  const { authnInstant } = identity
  const authnText = text(authnInstant)
  const fresh = authnInstant !== undefined && authnInstant >= begunAt - connection.clockSkewSeconds * 1_000
  const seen = { expected: `seen after ${text(begunAt)}`, received: authnText }
  // A test always asks anew, so that it tries whom one wants to try; a sign-in is refused where the connection asks too.
  const testOnly = begun.signIn.returnTo.to === 'test' && !connection.choices.forceAuthn
  if (testOnly && !fresh) return row({ ...of, ...seen, judged: false })
  return row({
    ...of,
    problem: fresh
      ? undefined
      : signInProblem('authentication-not-fresh', { authnInstant: authnText, begunAt: text(begunAt) }),
    ...seen,
  })
}

/** A session that is over before it begins would send the person round in a circle. */
export function judgeSession({ sessionNotOnOrAfter: end }: Identity, now: number): Row {
  const over = end !== undefined && end <= now
  return row({
    code: 'session-end',
    clause: 'SAML Core 2.7.2',
    problem: over ? signInProblem('session-over', { sessionNotOnOrAfter: text(end) }) : undefined,
    judged: end !== undefined,
    ...(end === undefined ? {} : { expected: `after ${text(now)}`, received: text(end) }),
  })
}
