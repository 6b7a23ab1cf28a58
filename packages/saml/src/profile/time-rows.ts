/*
 * Rows on times (Core 2.5.1.2, Profiles 4.1.4.2). Intervals are half-open: at NotOnOrAfter it is over. The
 * skew widens both ends and is never more than five minutes (SAML2int SDP-G01). Comparisons are written so
 * that a time that could not be read, NaN, is outside: of two ways to write them, one fails open.
 */

import { instantOf, instantText } from '../messages/instant.ts'
import { judged, notJudged, type Row } from './check.ts'
import { claimedEnd, day, optionalTime, type ResponseSubject } from './subject.ts'

type ResponseRow = Row<ResponseSubject>

const clocks = 'Set the clocks of both servers by NTP; then sign in again.'
const ahead = 5 * 60 * 1000
/** Every time that is read anywhere: one that is no time must not slip by because it is not needed. */
function wrongTime({ response, confirmation, times }: ResponseSubject): string | undefined {
  const { issueInstant, conditions, authnStatements } = response.assertion
  if (Number.isNaN(times.sent)) return response.issueInstant
  if (Number.isNaN(times.issued)) return issueInstant
  if (Number.isNaN(times.from)) return conditions?.notBefore
  if (Number.isNaN(times.until)) return conditions?.notOnOrAfter
  if (Number.isNaN(times.deliverable)) return confirmation?.notOnOrAfter
  const others = [confirmation?.notBefore]
  for (const { authnInstant, sessionNotOnOrAfter } of authnStatements)
    others.push(authnInstant, sessionNotOnOrAfter)
  return others.find((text) => Number.isNaN(optionalTime(text)))
}

/** TIME-3: what one library reads as a time and another as none must be a time for nobody. */
export const timeForm: ResponseRow = {
  rule: 'TIME-3',
  clause: 'SAML Core 1.3.3',
  cause: 'A time is not written in UTC as SAML demands, or is on no calendar.',
  remedy: 'Ask the maker of the identity provider to write times as 2026-01-15T12:00:00Z.',
  judge(subject) {
    const wrong = wrongTime(subject)
    return judged(wrong === undefined, 'YYYY-MM-DDThh:mm:ss[.fff]Z', wrong?.slice(0, 64))
  },
}

/** TIME-1, TIME-2: the half-open interval of Conditions; either end may be absent. */
export const time: ResponseRow = {
  rule: 'TIME-1',
  clause: 'SAML Core 2.5.1.2',
  cause: 'The assertion is not valid now: it is too early or too late for it.',
  remedy: `Sign in again. If it stays so: ${clocks}`,
  judge({ response, expected: { now }, skew, times }) {
    const { notBefore, notOnOrAfter } = response.assertion.conditions ?? {}
    const received = `from ${notBefore ?? 'any time'} until before ${notOnOrAfter ?? 'any time'}`
    if (now === undefined) return notJudged(undefined, received)
    const { from = Number.NEGATIVE_INFINITY, until: end = Number.POSITIVE_INFINITY } = times
    // Written so that NaN, a time that could not be read, is never inside.
    return judged(now + skew >= from && now - skew < end, `valid at ${instantText(now)}`, received)
  },
}

/** TIME-5: issued in the future is a wrong clock, or a token made in stock with a stolen key. */
export const issueInstant: ResponseRow = {
  rule: 'TIME-5',
  clause: 'SAML Core 2.3.3',
  cause: 'The assertion says that it will be issued in the future.',
  remedy: clocks,
  judge({ response, expected: { now }, times }) {
    const received = `${response.issueInstant}, ${response.assertion.issueInstant}`
    if (now === undefined) return notJudged(undefined, received)
    const latest = now + ahead
    const holds = times.sent <= latest && times.issued <= latest
    return judged(holds, `at most 5 minutes after ${instantText(now)}`, received)
  },
}

/** TIME-5: nothing is honoured for longer than a day, so that nothing has to be remembered for longer. */
export const age: ResponseRow = {
  rule: 'TIME-5',
  clause: 'Postern: 24 hours',
  cause: 'The assertion was issued more than 24 hours ago.',
  remedy: `Sign in again. If it stays so: ${clocks}`,
  judge({ response, expected: { now }, skew, times: { issued } }) {
    const received = response.assertion.issueInstant
    if (now === undefined) return notJudged(undefined, received)
    return judged(now - skew < issued + day, `less than 24 hours before ${instantText(now)}`, received)
  },
}

/** TIME-5: an assertion that claims more than a day would have to be remembered as long against replay. */
export const life: ResponseRow = {
  rule: 'TIME-5',
  clause: 'Postern: 24 hours',
  cause: 'The assertion claims to be good for more than 24 hours.',
  remedy:
    'Shorten the token lifetime at the identity provider; or allow it in the connection: it is then honoured for 24 hours.',
  judge(subject) {
    const end = claimedEnd(subject.times)
    const { issued } = subject.times
    if (end === undefined || Number.isNaN(issued)) return notJudged('24 hours at most')
    const allowed = subject.expected.legacy?.includes('life') === true
    const wanted = allowed ? 'any, honoured for 24 hours (legacy choice)' : '24 hours at most'
    return judged(allowed || end - issued <= day, wanted, `until ${instantText(end)}`)
  },
}

/** TIME-4. */
export const sessionTime: ResponseRow = {
  rule: 'TIME-4',
  clause: 'SAML Core 2.7.2',
  cause: 'The session at the identity provider is over already.',
  remedy: 'Sign in at the identity provider again.',
  judge({ response, expected: { now }, skew }) {
    const ends = response.assertion.authnStatements
      .map((one) => one.sessionNotOnOrAfter)
      .filter((text) => text !== undefined)
    if (ends.length === 0) return notJudged(undefined, 'none')
    if (now === undefined) return notJudged(undefined, ends.join(', '))
    const holds = ends.every((text) => now - skew < (instantOf(text) ?? Number.NaN))
    return judged(holds, `after ${instantText(now)}`, ends.join(', '))
  },
}
