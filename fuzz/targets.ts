/*
 * What is fed, and what must be true of whatever it answers. A refusal (`Problem`) is always an answer; a `Violation`,
 * any other error, and no answer soon are finds.
 */

import { decodeBase64 } from '../packages/saml/src/base64.ts'
import { readPost } from '../packages/saml/src/bindings/post.ts'
import { readRedirect, verifyRedirect } from '../packages/saml/src/bindings/redirect.ts'
import { describe } from '../packages/saml/src/inspect/describe.ts'
import { inspect, inspectionJson } from '../packages/saml/src/inspect/inspect.ts'
import { readAuthnRequest, verifyAuthnRequest } from '../packages/saml/src/messages/authn-request.ts'
import { instantOf } from '../packages/saml/src/messages/instant.ts'
import { readLogoutRequest, verifyLogoutRequest } from '../packages/saml/src/messages/logout-request.ts'
import { readLogoutResponse, verifyLogoutResponse } from '../packages/saml/src/messages/logout-response.ts'
import { readMetadata } from '../packages/saml/src/messages/metadata.ts'
import { type Response, verifyResponse } from '../packages/saml/src/messages/response.ts'
import { Problem } from '../packages/saml/src/problem.ts'
import { identityOf } from '../packages/saml/src/profile/identity.ts'
import { judgeLogoutRequest, judgeLogoutResponse } from '../packages/saml/src/profile/logout-checks.ts'
import { judgeMetadata } from '../packages/saml/src/profile/metadata-checks.ts'
import { judgeAuthnRequest } from '../packages/saml/src/profile/request-checks.ts'
import { judgeResponse } from '../packages/saml/src/profile/response-checks.ts'
import { readCertificates } from '../packages/saml/src/signature/certificate.ts'
import { expectation, now } from '../packages/saml/src/testing/forge.ts'
import { decryptionKey, keys, pem } from '../packages/saml/src/testing/keys.ts'
import { canonicalize } from '../packages/saml/src/xml/canonical.ts'
import { readXml } from '../packages/saml/src/xml/reader.ts'
import {
  acceptedResponses,
  certificates,
  documents,
  instants,
  metadata,
  posts,
  queries,
  requests,
  responses,
} from './seeds.ts'

export class Violation extends Error {}

export interface Target {
  readonly name: string
  readonly seeds: readonly Buffer[]
  readonly run: (input: Buffer) => void
}

const trusted = [keys.idp.certificate, keys.short.certificate, keys.ec.certificate]
const options = { decryptionKeys: [decryptionKey], cbc: true }
const issuer = 'https://idp.example.test/'
const expected = { now, clockSkew: 0, issuer }

/** What a seed comes to; undefined for one that is refused. */
function attempt<T>(of: () => T): T | undefined {
  try {
    return of()
  } catch (problem) {
    if (problem instanceof Problem) return undefined
    throw problem
  }
}
/** All that may ever be accepted: what the seeds say. */
const known = <T>(seeds: readonly Buffer[], read: (seed: Buffer) => T): ReadonlySet<string> =>
  new Set(seeds.map((seed) => JSON.stringify(attempt(() => read(seed)))))
function mustBeIn(allowed: ReadonlySet<string>, value: unknown): void {
  const text = JSON.stringify(value)
  if (!allowed.has(text)) throw new Violation(`accepted what nobody signed: ${text.slice(0, 2000)}`)
}

const read = (octets: Buffer): Response => verifyResponse(octets, trusted, options).value
const assertions = known(acceptedResponses, (one) => read(one).assertion)
const whole = known(acceptedResponses, read)

function response(input: Buffer): void {
  const verified = verifyResponse(input, trusted, options)
  mustBeIn(assertions, verified.value.assertion)
  if (verified.value.envelopeSigned) mustBeIn(whole, verified.value)
  judgeResponse(verified, expectation)
  identityOf(verified)
}

const signedRequests = known(requests, (one) => verifyRequest(one))
/** Each kind refuses the other two by name. */
function verifyRequest(octets: Buffer): unknown {
  const authn = attempt(() => verifyAuthnRequest(octets, trusted))
  const request = attempt(() => verifyLogoutRequest(octets, trusted))
  const answer = attempt(() => verifyLogoutResponse(octets, trusted))
  if (request !== undefined) judgeLogoutRequest(request, expected)
  if (answer !== undefined) judgeLogoutResponse(answer, expected)
  return (authn ?? request ?? answer)?.value
}
function request(input: Buffer): void {
  const claimed = attempt(() => readAuthnRequest(input))
  if (claimed !== undefined) judgeAuthnRequest(claimed, [], expected)
  attempt(() => readLogoutRequest(input))
  attempt(() => readLogoutResponse(input))
  const found = verifyRequest(input)
  if (found !== undefined) mustBeIn(signedRequests, found)
}

const signedOf = (query: string) =>
  Buffer.from(readRedirect(query).signature?.signedOctets ?? []).toString('latin1')
const signedQueries = known(queries, (one) => signedOf(one.toString('latin1')))
function redirect(input: Buffer): void {
  const query = input.toString('latin1')
  const message = readRedirect(query)
  const readers: readonly ((octets: Uint8Array) => object)[] = [
    readLogoutRequest,
    readLogoutResponse,
    readAuthnRequest,
  ]
  if (readers.some((reader) => attempt(() => verifyRedirect(message, trusted, reader)) !== undefined)) {
    mustBeIn(signedQueries, signedOf(query))
  }
}

/** What escapes and declarations can outgrow. */
const limitCodes: ReadonlySet<string> = new Set(['xml-size', 'xml-text-size', 'xml-nodes', 'xml-namespaces'])

/** The canonical form is the document that was read: read again, its form is itself. */
function canonical(input: Buffer): void {
  const form = canonicalize(readXml(input).root)
  try {
    const again = canonicalize(readXml(form).root)
    if (!again.equals(form)) throw new Violation(`${form.toString()} became ${again.toString()}`)
  } catch (problem) {
    // Escapes and namespaces declared again can carry a form beyond the limits of a document; nothing else may.
    if (!(problem instanceof Problem)) throw problem
    if (!limitCodes.has(problem.code)) throw new Violation(`${form.toString()} is refused: ${problem.code}`)
  }
}

const trustedMetadata = known(metadata, (one) => entitiesOf(one))
function entitiesOf(octets: Buffer): unknown {
  const found = readMetadata(octets, { keys: trusted })
  judgeMetadata(found, { now, entityId: issuer, keyConfigured: true })
  return found.signature.state === 'trusted' ? [found.entities, found.validUntil] : undefined
}

const inspectOptions = {
  certificates: trusted,
  decryptionKeys: [pem('sp.key')],
  acs: 'https://sp.example.test/acs',
  now,
}
const identities = known([...acceptedResponses, ...posts], (one) => inspect(one, inspectOptions).identity)
/** Says something about everything, and who it is only of what was signed. */
function doctor(input: Buffer): void {
  const inspection = inspect(input, inspectOptions)
  describe(inspection)
  inspectionJson(inspection)
  if (inspection.identity !== null) mustBeIn(identities, inspection.identity)
}

function instant(input: Buffer): void {
  const text = input.toString('latin1')
  const found = instantOf(text)
  if (found !== undefined && new Date(found).toISOString().slice(0, 19) !== text.slice(0, 19)) {
    throw new Violation(`${text} was read as ${found}`)
  }
}

/** One spelling: what is decoded is written again as it stood. */
function base64(input: Buffer): void {
  const text = input.toString('latin1')
  const octets = decodeBase64(text)
  if (octets !== undefined && octets.toString('base64') !== text.replace(/[ \t\r\n]/g, '')) {
    throw new Violation(`${text} was decoded`)
  }
  readPost(text)
}

export const targets: readonly Target[] = [
  { name: 'response', seeds: responses, run: response },
  { name: 'redirect', seeds: queries, run: redirect },
  { name: 'xml', seeds: documents, run: (input) => readXml(input) },
  { name: 'canonical', seeds: documents, run: canonical },
  {
    name: 'inspect',
    seeds: [...responses, ...requests, ...metadata, ...posts, ...queries],
    run: doctor,
  },
  { name: 'request', seeds: requests, run: request },
  {
    name: 'metadata',
    seeds: metadata,
    run: (input) => {
      const found = entitiesOf(input)
      if (found !== undefined) mustBeIn(trustedMetadata, found)
    },
  },
  { name: 'base64', seeds: posts, run: base64 },
  { name: 'instant', seeds: instants, run: instant },
  { name: 'certificate', seeds: certificates, run: (input) => readCertificates(input) },
]
