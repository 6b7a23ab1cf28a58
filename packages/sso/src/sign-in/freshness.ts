import type { Identity } from '@postern/saml'
import type { Begun } from './begun.ts'
import { signInProblem } from './problems.ts'
import { type Row, row } from './rows.ts'

const text = (at: number | undefined) => (at === undefined ? 'no time' : new Date(at).toISOString())

/** Where a fresh sign-in was asked for: the person must have been seen after it was begun, `skew` milliseconds allowed. */
export function judgeFresh(identity: Identity, begun: Begun, skew: number): Row {
  const of = { code: 'fresh', clause: 'SAML Core 3.4.1' }
  if (begun.by !== 'this-browser' || !begun.signIn.fresh) return row({ ...of, judged: false })
  const { begunAt } = begun.signIn
  const { authnInstant } = identity
  const authnText = text(authnInstant)
  const fresh = authnInstant !== undefined && authnInstant >= begunAt - skew
  return row({
    ...of,
    problem: fresh
      ? undefined
      : signInProblem('authentication-not-fresh', { authnInstant: authnText, begunAt: text(begunAt) }),
    expected: `seen after ${text(begunAt)}`,
    received: authnText,
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
