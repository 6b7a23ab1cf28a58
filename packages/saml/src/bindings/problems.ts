import { problems } from '../problem.ts'
import { refusalOf } from '../refusals.ts'

const redirect = 'SAML Bindings 3.4.4.1'
const damaged = 'Ask for the message as it was sent: something on the way has re-encoded or cut it.'

/** Why what came by a binding holds no message. */
const catalogue = {
  /** Judged before decoding: the decoder would allocate what the sender wants. */
  'post-size': refusalOf<{ characters: number }>(
    'LIM-1',
    'Postern limits',
    (f) => `The form field has ${f.characters} characters, more than a message of 512 KiB needs.`,
    'Ask the identity provider to send fewer claims, for example only the groups assigned to the application.',
  ),
  /** Lenient decoders skip what they do not know, so that two of them decode two messages. */
  'post-base64': refusalOf(
    'B64-1',
    'SAML Bindings 3.5.4',
    'The form field is not base64 (RFC 4648): a character outside its alphabet, bad padding, or it is cut off.',
    damaged,
  ),
  'redirect-size': refusalOf<{ characters: number }>(
    'LIM-1',
    'Postern limits',
    (f) => `The query has ${f.characters} characters, more than any message needs.`,
    damaged,
  ),
  /** The signed one first, the forged one last, or the other way round (CVE-2025-31335). */
  'redirect-parameter': refusalOf<{ parameter: string }>(
    'BIND-3',
    redirect,
    (f) => `The parameter ${f.parameter} is there twice, or spelt in a way that others read differently.`,
    'Do not relax anything: honest senders do not do this.',
  ),
  /** A signed request covered an unsigned response beside it (CVE-2025-27773). */
  'redirect-message': refusalOf(
    'BIND-3',
    redirect,
    'The query must carry SAMLRequest or SAMLResponse, one of them and not both.',
    'Start the sign-in at the application again; do not open this address by hand.',
  ),
  'redirect-encoding': refusalOf(
    'BIND-4',
    redirect,
    'SAMLEncoding is not the DEFLATE encoding, the only one there is.',
    damaged,
  ),
  'redirect-escape': refusalOf(
    'BIND-4',
    'RFC 3986 2.1',
    'A parameter has a malformed percent escape or is not UTF-8.',
    damaged,
  ),
  'redirect-base64': refusalOf(
    'B64-1',
    redirect,
    'The message in the query is not base64 (RFC 4648).',
    damaged,
  ),
  /** A server that guesses between raw, zlib and none reads what the signer did not mean. */
  'redirect-deflate': refusalOf(
    'BIND-4',
    redirect,
    'The message is not one raw DEFLATE stream: it is damaged, has a zlib header, or something follows it.',
    damaged,
  ),
  /** 190 kB inflate to 200 MB (CVE-2023-26483, CVE-2023-28119, CVE-2025-25293). */
  'redirect-inflated-size': refusalOf(
    'LIM-4',
    'CVE-2023-28119',
    'The message inflates to more than 1 MiB; inflating was stopped there.',
    'Do not relax anything: this is a decompression bomb.',
  ),
  /** Half a signature is none, and must not pass for an unsigned message. */
  'redirect-signature': refusalOf(
    'BIND-5',
    redirect,
    'SigAlg and Signature must both be there, or neither, and Signature must be base64.',
    damaged,
  ),
}

export const bindingProblem = problems(catalogue)
