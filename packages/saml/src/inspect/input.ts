/*
 * How a message is captured: saved from a developer's console, copied out of a form, a log or the address
 * line. A server must never guess between these (BIND-1); whoever asks the doctor has no binding any more,
 * so that it may, unless told.
 */

import { readPost } from '../bindings/post.ts'
import { bindingProblem } from '../bindings/problems.ts'
import { formDecode, rawParameters } from '../bindings/query.ts'
import { type RedirectMessage, readRedirect } from '../bindings/redirect.ts'

/** A captured message, unpacked. `redirect` is there when it came as a query, whose signature then counts. */
export interface Input {
  readonly octets: Uint8Array
  readonly redirect?: RedirectMessage
}

/** More than any file that holds one message; a larger one is refused unread. */
const largest = 4 * 1024 * 1024

/**
 * Takes a message as an administrator captured it: XML, base64, base64 with DEFLATE, or a whole query string or
 * address. A server never guesses (BIND-1); a doctor may, unless `binding` says how it came.
 */
export function unpack(input: Uint8Array, binding: 'post' | 'redirect' | undefined): Input {
  if (input.length > largest) throw bindingProblem('post-size', { characters: input.length })
  if (looksLikeXml(input)) return { octets: input }
  const text = Buffer.from(input).toString('utf8').trim()
  if (/(?:^|[?&#])SAML(?:Request|Response)=/.test(text)) return unpackQuery(text, binding)
  const plain = text.includes('%') ? formDecode(text) : text
  if (binding === 'redirect') return deflated(plain)
  const octets = readPost(plain)
  return binding === 'post' || looksLikeXml(octets) ? { octets } : deflated(plain)
}

/** A query, an address with one, or the body of a form, which is a query too and may hold a POST's base64. */
function unpackQuery(text: string, binding: 'post' | 'redirect' | undefined): Input {
  const query = text.slice(text.indexOf('?') + 1)
  if (binding !== 'redirect') {
    const raw = rawParameters(query)
    const value = formDecode(raw.get('SAMLResponse') ?? raw.get('SAMLRequest') ?? '')
    if (raw.has('SAMLResponse') && raw.has('SAMLRequest')) throw bindingProblem('redirect-message', {})
    if (binding === 'post') return { octets: readPost(value) }
    if (/^[ \t\r\n]*(?:PD|PHN|77u)/.test(value)) return { octets: readPost(value) }
  }
  const redirect = readRedirect(query)
  return { octets: redirect.octets, redirect }
}

/** The value alone, without the query that it came in: nothing is signed outside the XML then. */
function deflated(base64: string): Input {
  const packed = base64.replace(/[ \t\r\n]+/g, '')
  return { octets: readRedirect(`SAMLResponse=${encodeURIComponent(packed)}`).octets }
}

/** `<` after white space, a byte order mark, or the zero octets of UTF-16: for the reader to take or refuse. */
function looksLikeXml(octets: Uint8Array): boolean {
  const bom = octets[0] === 0xef && octets[1] === 0xbb
  const utf16 = (octets[0] ?? 0) >= 0xfe || octets[0] === 0 || octets[1] === 0
  const first = octets.find((octet) => octet > 0x20)
  return bom || utf16 || first === 0x3c
}
