/*
 * Rows on signatures that held. Verification computes with what is weak too, so that these can say "genuine,
 * but weak": an administrator who is told that a signature is wrong looks for a forger, one who is told
 * SHA-1 looks for a setting.
 */

import { isWeak } from '../signature/algorithms.ts'
import type { SignatureFacts } from '../signature/verified.ts'
import { judged, notJudged, type Row } from './check.ts'

/** What every subject has that a signature can be judged of. */
export interface Signed {
  readonly signatures: readonly SignatureFacts[] | undefined
  readonly expected: { readonly legacy?: readonly string[] }
}

/** What follows the last `#`: all that two URIs of algorithms differ in. */
const short = (uri: string) => uri.slice(uri.lastIndexOf('#') + 1)

/** The algorithms that took part in a signature. */
const said = ({ algorithm, digestAlgorithm }: SignatureFacts) =>
  digestAlgorithm === undefined ? short(algorithm) : `${short(algorithm)}, ${short(digestAlgorithm)}`

/** The weaker of them decides. */
const isWeaklyMade = ({ algorithm, digestAlgorithm = '' }: SignatureFacts) =>
  isWeak(algorithm) || isWeak(digestAlgorithm)

/** ALG-1. SHA-1 collides; go-saml (CVE-2020-36563) and samlify took it silently. */
export const algorithm: Row<Signed> = {
  rule: 'ALG-1',
  clause: 'RFC 9231, SAML2int SDP-ALG01',
  cause: 'The signature is genuine but made with SHA-1, which can be forged.',
  remedy:
    'Set the signing algorithm of the identity provider to SHA-256; until then the connection can allow SHA-1.',
  judge({ signatures, expected }) {
    if (signatures === undefined) return notJudged('SHA-256 or stronger')
    const allowed = expected.legacy?.includes('sha1') === true
    const wanted = allowed ? 'SHA-1 or stronger (legacy choice)' : 'SHA-256 or stronger'
    const received = signatures.map(said).join(', ')
    return judged(allowed || !signatures.some(isWeaklyMade), wanted, received)
  },
}

/** ALG-1. A key of 1024 bits is within reach of others than its owner. */
export const keySize: Row<Signed> = {
  rule: 'ALG-1',
  clause: 'NIST SP 800-131A, SAML2int SDP-ALG',
  cause: 'The signature is genuine but its key is too short.',
  remedy: 'Make a new signing certificate at the identity provider: RSA with 2048 bits or more, or P-256.',
  judge({ signatures }) {
    const wanted = 'RSA of 2048 bits or more, or an elliptic curve of 256 or more'
    if (signatures === undefined) return notJudged(wanted)
    const long = ({ keyType, keyBits }: SignatureFacts) => keyBits >= (keyType === 'RSA' ? 2048 : 256)
    const received = signatures.map(({ keyType, keyBits }) => `${keyType} ${keyBits}`)
    return judged(signatures.every(long), wanted, received.join(', '))
  },
}
