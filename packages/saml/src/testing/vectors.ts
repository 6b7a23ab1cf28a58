/*
 * Every message of our own making with its verdict, by code: what the tests of the reader and of the tables go through,
 * what a mutant of the code must change, and what docs/saml-profile.md names.
 */

import { readDecryptionKey } from '../encryption/decrypt.ts'
import { verifyResponse } from '../messages/response.ts'
import { judgeResponse } from '../profile/response-checks.ts'
import { readSigningKey } from '../signature/signing-key.ts'
import { canonicalize } from '../xml/canonical.ts'
import { readXml } from '../xml/reader.ts'
import { acceptedDocuments } from './accepted-documents.ts'
import { acceptedMessages } from './accepted-messages.ts'
import { acceptedResponses } from './accepted-responses.ts'
import { acceptedBindings, refusedBindings } from './binding-vectors.ts'
import { expectation, genuine } from './forge.ts'
import { decryptionKey, keys, pem, trusted } from './keys.ts'
import {
  acceptedMetadata,
  acceptedMetadataRows,
  refusedMetadata,
  refusedMetadataRows,
} from './metadata-vectors.ts'
import { acceptedProtocol, acceptedRequests, refusedProtocol, refusedRequests } from './protocol-vectors.ts'
import { refusedDocuments } from './refused-documents.ts'
import { refusedEncryptions } from './refused-encryptions.ts'
import { refusedMessages } from './refused-messages.ts'
import { refusedResponses } from './refused-responses.ts'
import { refusedSignatures } from './refused-signatures.ts'
import { judgedVector, map, type Vectors, vector } from './vector.ts'

const octets = (of: string | Buffer) => (typeof of === 'string' ? Buffer.from(of, 'utf8') : of)
const document = (of: string | Buffer) => vector(of.toString('utf8').slice(0, 60), () => readXml(octets(of)))
const all = [keys.idp.certificate, keys.short.certificate, keys.ec.certificate]
const options = { decryptionKeys: [decryptionKey] }

interface Judged {
  readonly why: string
  readonly octets: () => Buffer
  readonly expected?: object
}
const response = (of: Judged, code: string) =>
  judgedVector(of.why, code, () =>
    judgeResponse(verifyResponse(of.octets(), all), { ...expectation, ...of.expected }),
  )
const named = (table: string, rows: Vectors): Vectors =>
  Object.fromEntries(Object.entries(rows).map(([row, list]) => [`${table}/${row}`, list]))

const long = `urn:${'x'.repeat(60_000)}`
const canonical = (children: number) =>
  vector(`${children} elements that each show a long namespace`, () =>
    canonicalize(readXml(Buffer.from(`<a xmlns:p="${long}">${'<p:b/>'.repeat(children)}</a>`)).root),
  )
const written = (value: string) => vector(JSON.stringify(value), () => genuine({}, { nameId: { value } }))
const signingKey = (key: string, certificate: string) =>
  vector(`${key} with ${certificate}`, () => readSigningKey(pem(key), pem(certificate)))
const decryption = (pemText: string, why: string) => vector(why, () => readDecryptionKey(pemText))

/** By code; those of a table as `table/row`. */
export const refusedVectors: Vectors = {
  ...map(refusedDocuments, document),
  'xml-canonical-size': [
    canonical(4),
    vector('a text whose escapes are four times as long', () =>
      canonicalize(readXml(Buffer.from(`<a>${`<b>${'>'.repeat(50_000)}</b>`}</a>`)).root),
    ),
  ],
  ...map({ ...refusedMessages, ...refusedSignatures, ...refusedEncryptions }, (of) =>
    vector(of.why, () => {
      const trust = of.keys === 'none' ? [] : of.keys === 'ec' ? [keys.ec.certificate] : trusted
      return verifyResponse(of.octets(), trust, options)
    }),
  ),
  ...refusedRequests,
  'value-character': ['\u0000', '\u0008', '\ufffe', '\ud800', 'x\udc00'].map(written),
  'signing-key': [signingKey('idp.key', 'other.crt'), signingKey('idp.crt', 'idp.crt')],
  'decryption-key': [decryption('x', 'no PEM'), decryption(pem('ec.key'), 'an elliptic curve')],
  'encryption-key': [
    vector('an elliptic curve', () => genuine({ encrypt: { certificate: keys.ec.certificate } })),
  ],
  ...refusedBindings,
  ...refusedMetadata,
  ...named('response', map(refusedResponses, response)),
  ...refusedProtocol,
  ...named('metadata', refusedMetadataRows),
}

/** What stands next to each refusal and is accepted, by the same codes. */
export const acceptedVectors: Vectors = {
  ...map(acceptedDocuments, document),
  'xml-canonical-size': [canonical(2)],
  ...map(acceptedMessages, (of) =>
    vector(of.why, () => verifyResponse(of.octets(), all, { ...options, ...of.options })),
  ),
  ...acceptedRequests,
  'value-character': ['\t\n\r', '\u{10ffff}', '\ufffd\u007f'].map(written),
  'signing-key': [signingKey('idp.key', 'idp.crt'), signingKey('ec.key', 'ec.crt')],
  'decryption-key': [decryption(pem('sp.key'), 'RSA')],
  'encryption-key': [vector('RSA', () => genuine({ encrypt: { certificate: keys.sp.certificate } }))],
  ...acceptedBindings,
  ...acceptedMetadata,
  ...named('response', map(acceptedResponses, response)),
  ...acceptedProtocol,
  ...named('metadata', acceptedMetadataRows),
}
