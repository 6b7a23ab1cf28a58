/* Messages by our own generator: genuine ones, and those that show each refusal. */

import { writePost } from '../packages/saml/src/bindings/post.ts'
import { redirectUrl } from '../packages/saml/src/bindings/redirect.ts'
import { writeAuthnRequest } from '../packages/saml/src/messages/authn-request.ts'
import { writeLogoutRequest } from '../packages/saml/src/messages/logout-request.ts'
import { writeLogoutResponse } from '../packages/saml/src/messages/logout-response.ts'
import { writeErrorResponse } from '../packages/saml/src/messages/response-writer.ts'
import { certificateBase64, certificatePem } from '../packages/saml/src/signature/certificate.ts'
import { acceptedDocuments } from '../packages/saml/src/testing/accepted-documents.ts'
import { acceptedMessages } from '../packages/saml/src/testing/accepted-messages.ts'
import { genuine, now } from '../packages/saml/src/testing/forge.ts'
import { keys } from '../packages/saml/src/testing/keys.ts'
import { identityProvider, serviceProvider } from '../packages/saml/src/testing/metadata-vectors.ts'
import { refusedDocuments } from '../packages/saml/src/testing/refused-documents.ts'
import { refusedEncryptions } from '../packages/saml/src/testing/refused-encryptions.ts'
import { refusedMessages } from '../packages/saml/src/testing/refused-messages.ts'
import { refusedSignatures } from '../packages/saml/src/testing/refused-signatures.ts'

const octets = (of: string | Buffer) => (typeof of === 'string' ? Buffer.from(of, 'utf8') : of)
/** Larger ones are slow to change, and every limit has its vector. */
const small = (of: Buffer) => of.length < 16 * 1024
const signed = { sign: keys.idp }
const place = { destination: 'https://here.example.test/saml2', issuer: 'https://idp.example.test/' }
const head = { id: '_r', issueInstant: now, ...place }
const parts = { nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress', forceAuthn: true }
const authnRequest = { ...head, assertionConsumerServiceUrl: 'https://sp.example.test/acs', ...parts }
const logoutRequest = { ...head, nameId: { value: 'b.simon' }, sessionIndexes: ['_1'], notOnOrAfter: now + 1 }
const logoutResponse = { ...head, inResponseTo: '_q' }

const digests = (message: Buffer): readonly string[] =>
  [...message.toString('latin1').matchAll(/DigestValue>([^<]*)</g)].map((match) => match[1] ?? '')

/** Whatever here is signed by a key that is trusted is among these: nothing else may ever be accepted. */
export const acceptedResponses: readonly Buffer[] = [
  ...(['assertion', 'response', 'both'] as const).map((option) =>
    genuine({ sign: { key: keys.idp, option } }),
  ),
  genuine({ encrypt: { certificate: keys.sp.certificate } }),
  ...Object.values(acceptedMessages).flatMap((list) => list.map((one) => one.octets())),
].filter(small)

/**
 * Refused messages, without those in which the trusted key signed something of its own: one change could take away
 * what refuses it, and that it is then accepted is no fault.
 */
const refusedResponses: readonly Buffer[] = Object.values({
  ...refusedMessages,
  ...refusedSignatures,
  ...refusedEncryptions,
})
  .flatMap((list) => list.map((one) => one.octets()))
  .filter((one) => {
    const known = new Set(acceptedResponses.flatMap(digests))
    return small(one) && !one.includes('EncryptedData') && digests(one).every((digest) => known.has(digest))
  })

export const responses: readonly Buffer[] = [
  ...acceptedResponses,
  ...refusedResponses,
  Buffer.from(writeErrorResponse({ ...head, inResponseTo: '_q', codes: ['urn:x'], message: 'AADSTS50105' })),
]

export const requests: readonly Buffer[] = [
  writeAuthnRequest({ ...authnRequest, ...signed }),
  writeAuthnRequest(authnRequest),
  writeLogoutRequest({ ...logoutRequest, ...signed }),
  writeLogoutRequest(logoutRequest),
  writeLogoutResponse({ ...logoutResponse, ...signed }),
  writeLogoutResponse(logoutResponse),
].map(octets)

export const metadata: readonly Buffer[] = [
  identityProvider(),
  identityProvider(false),
  serviceProvider(now),
  `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${identityProvider()}${serviceProvider()}</EntitiesDescriptor>`,
].map(octets)

export const documents: readonly Buffer[] = [
  ...Object.values(acceptedDocuments).flatMap((list) => list.map(octets)),
  ...Object.values(refusedDocuments).flatMap((list) => list.map(octets)),
  ...responses.slice(0, 3),
].filter((one) => one.length < 8 * 1024)

const search = (of: object) =>
  octets(new URL(redirectUrl({ location: 'https://sp.example.test/slo', ...of })).search.slice(1))
export const queries: readonly Buffer[] = [
  search({ samlRequest: writeLogoutRequest(logoutRequest), relayState: 'a b', sign: keys.idp }),
  search({ samlRequest: writeLogoutRequest(logoutRequest), sign: keys.ec }),
  search({ samlRequest: writeAuthnRequest(authnRequest) }),
  search({ samlResponse: writeLogoutResponse(logoutResponse), relayState: '', sign: keys.idp }),
]

export const posts: readonly Buffer[] = [responses[0], requests[0], requests[3]].flatMap((one) =>
  one === undefined ? [] : [octets(writePost(one.toString('utf8')))],
)
export const instants: readonly Buffer[] = [
  '2026-01-15T12:00:00Z',
  '2024-02-29T23:59:59.999999999Z',
  '0001-01-01T00:00:00.1Z',
  '9999-12-31T23:59:59Z',
].map(octets)
export const certificates: readonly Buffer[] = Object.values(keys).flatMap(({ certificate }) =>
  [certificatePem(certificate), certificateBase64(certificate)].map(octets),
)
