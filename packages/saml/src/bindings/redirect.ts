/*
 * HTTP-Redirect (Bindings 3.4). The signature stands in the query, beside the message, over octets that each
 * side puts together from pieces. What can go wrong is which pieces: a parameter that came twice, a response
 * beside a signed request, an empty RelayState in place of none (CVE-2025-27773, CVE-2025-31335). Only raw
 * pieces are used, each once.
 */

import { decodeBase64, encodeBase64 } from '../base64.ts'
import { present } from '../messages/fields.ts'
import { signingAlgorithms } from '../signature/algorithms.ts'
import type { VerificationKey } from '../signature/certificate.ts'
import { signatureProblem } from '../signature/problems.ts'
import { verifyQuery } from '../signature/query.ts'
import { defaultAlgorithm, signOctets } from '../signature/sign.ts'
import type { SigningAlgorithm, SigningKey } from '../signature/signing-key.ts'
import type { Verified } from '../signature/verified.ts'
import { deflate, inflate } from './deflate.ts'
import { bindingProblem } from './problems.ts'
import { formDecode, rawParameters } from './query.ts'

/** One message that came by HTTP-Redirect, taken from the raw query string. */
export interface RedirectMessage {
  readonly parameter: 'SAMLRequest' | 'SAMLResponse'
  /** The inflated XML. */
  readonly octets: Uint8Array
  readonly relayState?: string
  /** The query signature as received; whether it holds, only `verifyRedirect` tells. */
  readonly signature?: {
    readonly algorithm: string
    readonly value: Uint8Array
    /** The raw octets of the query that it covers, escapes as received (BIND-2). */
    readonly signedOctets: Uint8Array
  }
}

/**
 * What `redirectUrl` sends: one of `samlRequest` and `samlResponse`, as XML, and perhaps a signature of the
 * query.
 */
export interface RedirectToWrite {
  readonly location: string
  readonly samlRequest?: string
  readonly samlResponse?: string
  readonly relayState?: string
  readonly sign?: SigningKey
  readonly algorithm?: SigningAlgorithm
}

/** More than a message of 512 KiB needs, which no browser sends in an address anyway. */
const largest = 1024 * 1024
const DEFLATE = 'urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE'

/** Reads a raw query string, without or with its leading `?`. Throws Problem `redirect-…`. */
export function readRedirect(rawQuery: string): RedirectMessage {
  if (rawQuery.length > largest) throw bindingProblem('redirect-size', { characters: rawQuery.length })
  const raw = rawParameters(rawQuery.startsWith('?') ? rawQuery.slice(1) : rawQuery)
  const encoding = raw.get('SAMLEncoding')
  if (encoding !== undefined && formDecode(encoding) !== DEFLATE)
    throw bindingProblem('redirect-encoding', {})
  const { parameter, octets } = messageOf(raw)
  const relayState = raw.get('RelayState')
  return present({
    parameter,
    octets,
    relayState: relayState === undefined ? undefined : formDecode(relayState),
    signature: signatureOf(raw, parameter),
  })
}

/** One message. Two: the signature covers one, and the other would be read beside it (CVE-2025-27773). */
function messageOf(raw: ReadonlyMap<string, string>): Pick<RedirectMessage, 'parameter' | 'octets'> {
  const request = raw.get('SAMLRequest')
  const response = raw.get('SAMLResponse')
  const message = request ?? response
  if (message === undefined || (request !== undefined && response !== undefined)) {
    throw bindingProblem('redirect-message', {})
  }
  return {
    parameter: request === undefined ? 'SAMLResponse' : 'SAMLRequest',
    octets: inflate(base64(message)),
  }
}

/** Line breaks are for mail: in a query even a blank is a `+` that somebody forgot to escape. */
function base64(raw: string): Buffer {
  const text = formDecode(raw)
  const octets = /[ \t\r\n]/.test(text) ? undefined : decodeBase64(text)
  if (octets === undefined || octets.length === 0) throw bindingProblem('redirect-base64', {})
  return octets
}

/**
 * The signed octets are put together from the raw pieces in the order that the binding prescribes, whatever their
 * order was; an absent RelayState is not an empty one (BIND-2).
 */
function signatureOf(
  raw: ReadonlyMap<string, string>,
  parameter: 'SAMLRequest' | 'SAMLResponse',
): RedirectMessage['signature'] {
  const algorithm = raw.get('SigAlg')
  const signature = raw.get('Signature')
  if (algorithm === undefined && signature === undefined) return undefined
  if (algorithm === undefined || signature === undefined) throw bindingProblem('redirect-signature', {})
  const value = decodeBase64(formDecode(signature))
  if (value === undefined || value.length === 0) throw bindingProblem('redirect-signature', {})
  const pieces = [parameter, 'RelayState', 'SigAlg'].filter((name) => raw.has(name))
  const signed = pieces.map((name) => `${name}=${raw.get(name)}`).join('&')
  return { algorithm: formDecode(algorithm), value, signedOctets: Buffer.from(signed, 'utf8') }
}

/**
 * Verifies the query signature and reads the message with `read` (`readLogoutRequest`, `readAuthnRequest` …). Only
 * the query signature counts here: one inside the XML is not looked at (BIND-5).
 */
export function verifyRedirect<T>(
  message: RedirectMessage,
  keys: readonly VerificationKey[],
  read: (octets: Uint8Array) => T,
): Verified<T> {
  if (message.signature === undefined) throw signatureProblem('signature-missing', {})
  // Read from the signed octets themselves: the value parsed is the value verified, whoever made `message` (BIND-3).
  return verifyQuery(message.signature, keys, (signed) => read(messageOf(rawParameters(signed)).octets))
}

/** The URL to send the browser to. A query that `location` already has is kept. */
export function redirectUrl(of: RedirectToWrite): string {
  const { location, samlRequest, samlResponse, relayState, sign } = of
  const message = samlRequest ?? samlResponse
  if (message === undefined || (samlRequest !== undefined && samlResponse !== undefined)) {
    throw bindingProblem('redirect-message', {})
  }
  const escaped = encodeURIComponent(encodeBase64(deflate(message)))
  let query = `${samlRequest === undefined ? 'SAMLResponse' : 'SAMLRequest'}=${escaped}`
  if (relayState !== undefined) query += `&RelayState=${encodeURIComponent(relayState)}`
  if (sign !== undefined) query = signQuery(query, sign, of.algorithm)
  return `${location}${location.includes('?') ? '&' : '?'}${query}`
}

/** The octets that are signed are the ones that are sent: put together once, escaped once (BIND-2). */
function signQuery(query: string, sign: SigningKey, algorithm?: SigningAlgorithm): string {
  const { uri } = signingAlgorithms[algorithm ?? defaultAlgorithm(sign)]
  const signed = `${query}&SigAlg=${encodeURIComponent(uri)}`
  const value = signOctets(Buffer.from(signed, 'utf8'), sign, uri)
  return `${signed}&Signature=${encodeURIComponent(encodeBase64(value))}`
}
