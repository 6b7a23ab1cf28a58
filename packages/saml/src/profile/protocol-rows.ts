/*
 * Rows that requests and logout messages share. The caller says what it expects of the sender; nothing is
 * looked up.
 */

import type { Issuer } from '../messages/assertion.ts'
import { instantOf, instantText } from '../messages/instant.ts'
import { judged, notJudged, type Row, refused, same } from './check.ts'
import type { Signed } from './signature-rows.ts'

/** What a request, or an answer to a logout, is judged against. What is left out is `not judged`. */
export interface ProtocolExpectation {
  /** Epoch milliseconds. */
  readonly now?: number
  /** Seconds, 0 to 300; default 180. */
  readonly clockSkew?: number
  /** The sender's entityID. */
  readonly issuer?: string
  /** The address that received it, from configuration. */
  readonly destination?: string
  /** For a LogoutResponse: the ID of our LogoutRequest. */
  readonly inResponseTo?: string
  /** For an AuthnRequest: the Reply URLs that are registered for its sender. */
  readonly replyUrls?: readonly string[]
  readonly legacy?: readonly string[]
}

/** What every protocol message has that these rows look at. */
export interface ProtocolMessage {
  readonly version: string
  readonly issueInstant: string
  readonly destination?: string | undefined
  readonly issuer?: Issuer | undefined
}

/** What the rows look at; `M` is the message, for rows of one kind alone. */
export interface ProtocolSubject<M extends ProtocolMessage = ProtocolMessage> extends Signed {
  readonly message: M
  readonly expected: ProtocolExpectation
}

type ProtocolRow = Row<ProtocolSubject>

/** Milliseconds, within the bounds that SAML2int sets (SDP-G01). */
export const skewOf = (expected: ProtocolExpectation): number =>
  Math.min(300, Math.max(0, expected.clockSkew ?? 180)) * 1000

export const version: ProtocolRow = {
  rule: 'VER-1',
  clause: 'SAML Core 4.1.3',
  cause: 'The message is not SAML 2.0.',
  remedy: 'Set the sender to SAML 2.0.',
  judge: ({ message }) => judged(message.version === '2.0', '2.0', message.version),
}

export const issuer: ProtocolRow = {
  rule: 'ISS-1',
  clause: 'SAML Core 3.2.1',
  cause: 'The message was sent by another party than the one expected.',
  remedy: 'Compare the Identifier (Entity ID) of the sender, letter for letter.',
  judge: ({ message, expected }) =>
    message.issuer === undefined
      ? refused(expected.issuer, 'none')
      : same(expected.issuer, message.issuer.value),
}

export const destination: ProtocolRow = {
  rule: 'DEST-1',
  clause: 'SAML Core 3.2.1',
  cause: 'The message was sent to another address than this one.',
  remedy: 'Compare the Login URL or Logout URL that the sender has, letter for letter.',
  judge({ message, expected }) {
    if (message.destination === undefined) return notJudged(expected.destination, 'none')
    if (message.destination === '') return refused(expected.destination, '')
    return same(expected.destination, message.destination)
  },
}

export const timeForm: ProtocolRow = {
  rule: 'TIME-3',
  clause: 'SAML Core 1.3.3',
  cause: 'IssueInstant is not written in UTC as SAML demands, or is on no calendar.',
  remedy: 'Ask the maker of the sender to write times as 2026-01-15T12:00:00Z.',
  judge: ({ message }) =>
    judged(
      instantOf(message.issueInstant) !== undefined,
      'YYYY-MM-DDThh:mm:ss[.fff]Z',
      message.issueInstant.slice(0, 64),
    ),
}

const ahead = 5 * 60 * 1000

export const issueInstant: ProtocolRow = {
  rule: 'TIME-5',
  clause: 'SAML Core 3.2.1',
  cause: 'The message says that it will be sent in the future.',
  remedy: 'Set the clocks of both servers by NTP.',
  judge({ message, expected: { now } }) {
    if (now === undefined) return notJudged(undefined, message.issueInstant)
    const holds = (instantOf(message.issueInstant) ?? Number.NaN) <= now + ahead
    return judged(holds, `not after ${instantText(now + ahead)}`, message.issueInstant)
  },
}
