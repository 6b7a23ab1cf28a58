/*
 * Rows on the parties: who says it, to whom, in answer to what, delivered where. All compare octet for octet
 * with what is configured. Comparing without case, by prefix, or with the Host header of the request has
 * each let somebody in; URL normalisation would bring back all three.
 */

import { ENTITY_FORMAT, SUCCESS } from '../messages/names.ts'
import { judged, notJudged, passed, type Row, refused, same } from './check.ts'
import { answeredRequest, type ResponseSubject } from './subject.ts'

type ResponseRow = Row<ResponseSubject>

/** VER-1. */
export const version: ResponseRow = {
  rule: 'VER-1',
  clause: 'SAML Core 4.1.3',
  cause: 'The message is not SAML 2.0.',
  remedy: 'Set the identity provider to SAML 2.0.',
  judge({ response }) {
    const [outer, inner] = [response.version, response.assertion.version]
    return judged(outer === '2.0' && inner === '2.0', '2.0', `${outer}, ${inner}`)
  },
}

/** STAT-1: the outermost code decides. node-saml 5.1.0 let a failed status pass. */
export const status: ResponseRow = {
  rule: 'STAT-1',
  clause: 'SAML Core 3.2.2.2',
  cause: 'The identity provider says that the sign-in failed.',
  remedy: 'The status and its message say why; it is mended at the identity provider.',
  judge({ response: { status: received } }) {
    const { codes, message } = received
    const said = message === undefined ? codes : [...codes, message]
    return judged(codes[0] === SUCCESS, SUCCESS, said.join(', '))
  },
}

/** ISS-1: the key belongs to one identity provider, and it may speak for itself alone (CVE-2023-41890). */
export const issuer: ResponseRow = {
  rule: 'ISS-1',
  clause: 'SAML Profiles 4.1.4.2',
  cause: 'The assertion was issued by another identity provider than the one of this connection.',
  remedy: 'Compare the Identifier (entity ID) of the identity provider, the trailing slash included.',
  judge: ({ response, expected }) => same(expected.issuer, response.assertion.issuer.value),
}

/** ISS-3. */
export const issuerFormat: ResponseRow = {
  rule: 'ISS-3',
  clause: 'SAML Profiles 4.1.4.2',
  cause: 'The Issuer is not named as an entity.',
  remedy: 'Have the identity provider leave out Format of Issuer.',
  judge({ response }) {
    const formats = [response.assertion.issuer.format, response.issuer?.format].filter(
      (format) => format !== undefined,
    )
    const holds = formats.every((format) => format === ENTITY_FORMAT)
    return judged(holds, `none or ${ENTITY_FORMAT}`, formats.join(', ') || 'none')
  },
}

/** ISS-2. */
export const responseIssuer: ResponseRow = {
  rule: 'ISS-2',
  clause: 'SAML Profiles 4.1.4.2',
  cause: 'The response and the assertion in it name different issuers.',
  remedy: 'Do not relax anything: ask the administrator of the identity provider how this comes.',
  judge({ response }) {
    const expected = response.assertion.issuer.value
    if (response.issuer === undefined) return notJudged(expected)
    return same(expected, response.issuer.value)
  },
}

/** DEST-1: a response to another service, forwarded to us. The address is from configuration, never from Host. */
export const destination: ResponseRow = {
  rule: 'DEST-1',
  clause: 'SAML Bindings 3.5.5.2',
  cause: 'The response was sent to another address than this one.',
  remedy:
    'Compare the Reply URL (Assertion Consumer Service URL) at the identity provider, letter for letter.',
  judge({ response, expected }) {
    const { destination: received, envelopeSigned } = response
    const wanted = expected.assertionConsumerServiceUrl
    if (received === '') return refused(wanted, '')
    if (received === undefined) return envelopeSigned ? refused(wanted, 'none') : notJudged(wanted, 'none')
    return same(wanted, received)
  },
}

/** AUD-1, AUD-2: for whom the assertion was made. Each restriction must name us. */
export const audience: ResponseRow = {
  rule: 'AUD-1',
  clause: 'SAML Core 2.5.1.4',
  cause: 'The assertion was made for another service.',
  remedy:
    'Compare the Identifier (Entity ID) of the application at the identity provider, letter for letter.',
  judge({ response, expected }) {
    const restrictions = response.assertion.conditions?.audienceRestrictions ?? []
    const received = restrictions.map((one) => one.join(' or ')).join(' and ')
    const wanted = expected.entityId
    if (restrictions.length === 0) return refused(wanted, 'no AudienceRestriction')
    if (wanted === undefined) return notJudged(undefined, received)
    return judged(
      restrictions.every((one) => one.includes(wanted)),
      wanted,
      received,
    )
  },
}

/** IRT-1, IRT-2: the answer to a request that this browser began, and the envelope and confirmation agree. */
export const inResponseTo: ResponseRow = {
  rule: 'IRT-1',
  clause: 'SAML Profiles 4.1.4.3',
  cause: 'The response answers another request than the one that this browser began.',
  remedy: 'Start the sign-in again from the application. If it stays so, somebody may replay a response.',
  judge({ response, confirmation, expected }) {
    const outer = response.inResponseTo
    const inner = confirmation?.inResponseTo
    const wanted = expected.inResponseTo
    if (outer !== undefined && inner !== undefined && outer !== inner) return refused(outer, inner)
    if (outer === undefined && inner === undefined) return notJudged(wanted ?? undefined, 'none')
    if (wanted === undefined) return notJudged(undefined, outer ?? inner)
    const signed = answeredRequest(response, confirmation)
    return judged(signed === wanted, wanted ?? 'none', signed ?? `${outer}, not signed`)
  },
}

/** IRT-3: a response to no request can be planted into anybody's browser, so that it must be wanted. */
export const unsolicited: ResponseRow = {
  rule: 'IRT-3',
  clause: 'SAML Profiles 4.1.5',
  cause:
    'The response answers no request, and sign-in that the identity provider begins is not allowed here.',
  remedy:
    'Start the sign-in at the application, or allow sign-in from the identity provider in the connection.',
  judge({ response, confirmation, expected }) {
    const solicited = answeredRequest(response, confirmation)
    if (solicited !== undefined) return passed('an answer to a request', `InResponseTo ${solicited}`)
    const allowed = expected.unsolicited ?? (typeof expected.inResponseTo === 'string' ? false : undefined)
    if (allowed === undefined) return notJudged(undefined, 'no InResponseTo')
    return judged(allowed, allowed ? 'a request or none' : 'an answer to a request', 'no InResponseTo')
  },
}
