/*
 * Rows on SubjectConfirmation (Profiles 4.1.4.2): who may present the assertion, where, and until when. They
 * are what keeps an assertion that was made for another service, or is lying in somebody's log, from signing
 * anybody in here.
 */

import { BEARER } from '../messages/names.ts'
import { judged, notJudged, type Row, refused, same } from './check.ts'
import { judgeConfirmationTime, type ResponseSubject } from './subject.ts'

type ResponseRow = Row<ResponseSubject>

/** SC-1: bearer is the one method that the Web Browser SSO profile can check. */
export const confirmation: ResponseRow = {
  rule: 'SC-1',
  clause: 'SAML Profiles 4.1.4.2',
  cause: 'The assertion may not be presented by a browser: it has no bearer confirmation.',
  remedy: 'Have the identity provider confirm the subject with the method bearer.',
  judge({ response, confirmation: found }) {
    const methods = response.assertion.confirmations.map((one) => one.method)
    return judged(found !== undefined, BEARER, methods.join(', ') || 'none')
  },
}

/** SC-3: without it an assertion made for one service signs in at another. */
export const recipient: ResponseRow = {
  rule: 'SC-3',
  clause: 'SAML Profiles 4.1.4.2',
  cause: 'The assertion is to be delivered to another address than this one.',
  remedy:
    'Compare the Reply URL (Assertion Consumer Service URL) at the identity provider, letter for letter.',
  judge({ confirmation: found, expected }) {
    const wanted = expected.assertionConsumerServiceUrl
    if (found === undefined) return notJudged(wanted)
    return found.recipient === undefined ? refused(wanted, 'none') : same(wanted, found.recipient)
  },
}

/** SC-2: Keycloak did not look at it (CVE-2026-1190). */
export const confirmationTime: ResponseRow = {
  rule: 'SC-2',
  clause: 'SAML Profiles 4.1.4.2',
  cause: 'The time within which the assertion could be delivered is over, or is not given.',
  remedy: 'Sign in again. If it stays so, set the clocks of both servers by NTP.',
  judge: ({ confirmation: found, expected, skew, times }) =>
    found === undefined ? notJudged() : judgeConfirmationTime(found, times.deliverable, expected.now, skew),
}

/** SC-4: optional, since proxies hide addresses; judged where a caller knows the browser's. */
export const address: ResponseRow = {
  rule: 'SC-4',
  clause: 'SAML Core 2.4.1.2',
  cause: 'The assertion was made for a browser at another address.',
  remedy: 'Have the identity provider leave out Address, or let proxies pass the address on.',
  judge({ confirmation: found, expected }) {
    if (found?.address === undefined) return notJudged(expected.clientAddress, 'none')
    return same(expected.clientAddress, found.address)
  },
}
