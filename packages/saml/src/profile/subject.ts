/*
 * What a Response is judged against, and what its rows look at.
 */

import type { Assertion, SubjectConfirmation } from '../messages/assertion.ts'
import { instantOf } from '../messages/instant.ts'
import { BEARER } from '../messages/names.ts'
import type { Response } from '../messages/response.ts'
import type { SignatureFacts } from '../signature/verified.ts'
import { judged, notJudged, type Outcome, refused } from './check.ts'

/** Per-connection legacy choices, shown in red where they are made; nothing else can be relaxed. */
export type Legacy = 'sha1' | 'cbc' | 'life'

/** What a Response is judged against. What is left out is `not judged`. */
export interface ResponseExpectation {
  /** Epoch milliseconds. */
  readonly now?: number
  /** Seconds, 0 to 300; default 180. */
  readonly clockSkew?: number
  /** The identity provider's entityID. */
  readonly issuer?: string
  /** Ours: the audience. */
  readonly entityId?: string
  /** The Assertion Consumer Service URL that received it, from configuration: Recipient and Destination. */
  readonly assertionConsumerServiceUrl?: string
  /** The ID of the AuthnRequest that this browser began; null: none is outstanding, so that any InResponseTo is refused. */
  readonly inResponseTo?: string | null
  /** Whether a Response to no request is welcome. Left out: refused when `inResponseTo` is a string, else not judged. */
  readonly unsolicited?: boolean
  /** The browser's address, for confirmations that name one (SC-4). */
  readonly clientAddress?: string
  /** Names of attributes that identify the account: each one Attribute with one value (ATTR-1). */
  readonly accountAttributes?: readonly string[]
  readonly legacy?: readonly Legacy[]
}

/** What the rows look at. */
export interface ResponseSubject {
  readonly response: Response
  /** Undefined while nothing is verified: what depends on the signature is then not judged. */
  readonly signatures: readonly SignatureFacts[] | undefined
  readonly expected: ResponseExpectation
  /** The bearer confirmation that fits best; undefined when there is none. */
  readonly confirmation: SubjectConfirmation | undefined
  /** Milliseconds. */
  readonly skew: number
  readonly times: ResponseTimes
}

/**
 * Times that several rows compare, epoch milliseconds: NaN for what is no time, with which every comparison fails;
 * undefined where nothing is said.
 */
export interface ResponseTimes {
  /** IssueInstant of the Response, and of its Assertion. */
  readonly sent: number
  readonly issued: number
  /** NotBefore and NotOnOrAfter of the Conditions. */
  readonly from: number | undefined
  readonly until: number | undefined
  /** NotOnOrAfter of the confirmation. */
  readonly deliverable: number | undefined
}

export const day = 24 * 60 * 60 * 1000

/** All that the rows look at: the confirmation is chosen, the times are read. */
export function subjectOf(
  response: Response,
  signatures: readonly SignatureFacts[] | undefined,
  expected: ResponseExpectation,
): ResponseSubject {
  const skew = Math.min(300, Math.max(0, expected.clockSkew ?? 180)) * 1000
  const confirmation = confirmationOf(response, expected, skew)
  return { response, signatures, expected, confirmation, skew, times: timesOf(response, confirmation) }
}

/** Any one that fits is enough (Profiles 4.1.4.3); when none does, the first shows why. */
export function confirmationOf(
  response: Response,
  expected: ResponseExpectation,
  skew: number,
): SubjectConfirmation | undefined {
  const bearers = response.assertion.confirmations.filter((one) => one.method === BEARER)
  if (bearers.length < 2) return bearers[0]
  const wanted = expected.inResponseTo ?? undefined
  const fits = (one: SubjectConfirmation) =>
    judgeConfirmationTime(one, optionalTime(one.notOnOrAfter), expected.now, skew).verdict !== 'refused' &&
    (wanted === undefined || one.inResponseTo === undefined || one.inResponseTo === wanted) &&
    (expected.assertionConsumerServiceUrl === undefined ||
      one.recipient === expected.assertionConsumerServiceUrl)
  return bearers.find(fits) ?? bearers[0]
}

/** Issuers write the same time twice, and reading is what takes time. */
function timesOf(response: Response, confirmation: SubjectConfirmation | undefined): ResponseTimes {
  const { issueInstant, conditions } = response.assertion
  const sent = timeOf(response.issueInstant)
  const until = optionalTime(conditions?.notOnOrAfter)
  const end = confirmation?.notOnOrAfter
  return {
    sent,
    issued: issueInstant === response.issueInstant ? sent : timeOf(issueInstant),
    from: optionalTime(conditions?.notBefore),
    until,
    deliverable: end === conditions?.notOnOrAfter ? until : optionalTime(end),
  }
}

const timeOf = (text: string): number => instantOf(text) ?? Number.NaN

export const optionalTime = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : timeOf(text)

/**
 * The request that the response answers, as far as a signature says so. An unsigned envelope can be put around a
 * stolen assertion: what it says of a request counts for nothing.
 */
export function answeredRequest(
  response: Response,
  confirmation: SubjectConfirmation | undefined,
): string | undefined {
  return confirmation?.inResponseTo ?? (response.envelopeSigned ? response.inResponseTo : undefined)
}

/** SC-2: when the bearer may still present it. */
export function judgeConfirmationTime(
  { notBefore, notOnOrAfter }: SubjectConfirmation,
  end: number | undefined,
  now: number | undefined,
  skew: number,
): Outcome {
  const expected = 'NotOnOrAfter, in the future; no NotBefore'
  if (notOnOrAfter === undefined) return refused(expected, 'no NotOnOrAfter')
  if (notBefore !== undefined) return refused(expected, `NotBefore ${notBefore}`)
  if (now === undefined) return notJudged(expected, notOnOrAfter)
  return judged(end !== undefined && now - skew < end, expected, notOnOrAfter)
}

/** When the assertion says it ends: the earlier of its Conditions and the confirmation used. */
export function claimedEnd({ until, deliverable }: ResponseTimes): number | undefined {
  return earliest([until, deliverable])
}

/**
 * Until when the assertion could be presented by any of its confirmations, never for more than a day from its issue
 * (TIME-5). For so long its ID must be remembered: had it two confirmations and were the shorter one remembered, the
 * other would still let a replay in (REPLAY-1).
 */
export function honouredUntil({ issueInstant, confirmations, conditions }: Assertion): number {
  const issued = instantOf(issueInstant) ?? 0
  const ends = confirmations.map((one) => optionalTime(one.notOnOrAfter))
  return earliest([optionalTime(conditions?.notOnOrAfter), latest(ends), issued + day]) ?? issued
}

/** Of several times, those left out that are none. */
const extreme = (of: (one: number, other: number) => number) => (times: readonly (number | undefined)[]) => {
  let found: number | undefined
  for (const time of times) {
    if (time === undefined || Number.isNaN(time)) continue
    found = found === undefined ? time : of(found, time)
  }
  return found
}

const earliest = extreme(Math.min)
const latest = extreme(Math.max)
