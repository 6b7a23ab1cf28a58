/*
 * Signing. The element is written, read by our own reader, canonicalized by our own canonicalization and
 * digested: the way of the verifier, so that what this accepts to sign the verifier accepts to verify.
 */

import { digest, makeSignature } from '../crypto.ts'
import { DS } from '../messages/names.ts'
import { canonicalize } from '../xml/canonical.ts'
import { reading, room } from '../xml/memory.ts'
import { readXml } from '../xml/reader.ts'
import { type Tag, tag, Written, writeXml } from '../xml/writer.ts'
import { digestOf, ENVELOPED, EXCLUSIVE_C14N, schemeOf, signingAlgorithms } from './algorithms.ts'
import { type Certificate, certificateBase64 } from './certificate.ts'
import { signatureProblem } from './problems.ts'
import type { SigningAlgorithm, SigningKey } from './signing-key.ts'

/** What to sign with, and in which of Entra's two layouts to show the certificate. */
export interface Signing {
  readonly key: SigningKey
  readonly algorithm?: SigningAlgorithm | undefined
  /** Entra writes `ds:X509Data` in signatures of responses and `X509Data` in all others (entra.md 1.5). */
  readonly prefixed?: boolean
}

/**
 * The ds:Signature to put into `element`, whose attribute ID is `id`, and which must declare the namespaces that it
 * uses, so that its canonical form does not depend on where it is put. We digest what our own reader makes of what we
 * write: a value that could not be read back fails here and not at the other side.
 */
export function signatureFor(element: Tag, id: string, signing: Signing): Tag {
  return reading(() => signatureOver(canonicalOctets(element), id, signing))
}

/** The same over canonical octets that are there already. */
export function signatureOver(octets: Uint8Array, id: string, signing: Signing): Tag {
  const { uri, digestUri } = signingAlgorithms[signing.algorithm ?? defaultAlgorithm(signing.key)]
  const value = digest(digestOf(digestUri), octets)
  const signedInfo = tag(
    'SignedInfo',
    {},
    tag('CanonicalizationMethod', { Algorithm: EXCLUSIVE_C14N }),
    tag('SignatureMethod', { Algorithm: uri }),
    tag(
      'Reference',
      { URI: `#${id}` },
      tag(
        'Transforms',
        {},
        tag('Transform', { Algorithm: ENVELOPED }),
        tag('Transform', { Algorithm: EXCLUSIVE_C14N }),
      ),
      tag('DigestMethod', { Algorithm: digestUri }),
      tag('DigestValue', {}, value),
    ),
  )
  // Nothing in it comes from outside: as it is written with pairs of tags it is its canonical form.
  const declared = { ...signedInfo, attributes: [['xmlns', DS] as const] }
  const canonical = Buffer.from(writeXml(declared, 'pair'), 'utf8')
  const signature = signOctets(canonical, signing.key, uri).toString('base64')
  return tag('Signature', { xmlns: DS }, signedInfo, tag('SignatureValue', {}, signature), keyInfo(signing))
}

/** Signs octets with the algorithm of this URI; the type of the key must fit. */
export function signOctets(octets: Uint8Array, key: SigningKey, uri: string): Buffer {
  const scheme = schemeOf(uri)
  if (scheme.keyType !== key.certificate.keyType) {
    throw signatureProblem('signing-key', { reason: `its type does not fit ${uri}` })
  }
  return makeSignature(scheme, key.privateKey, octets)
}

/** What the type of the key allows: SHA-256 in both cases. */
export const defaultAlgorithm = (key: SigningKey): SigningAlgorithm =>
  key.certificate.keyType === 'EC' ? 'ecdsa-sha256' : 'rsa-sha256'

/** Through our own reader: what it cannot read is never signed. */
const canonicalOctets = (element: Tag): Buffer => canonicalize(readXml(utf8(writeXml(element))).root)

/** Where what it is read into will be, too: memory that is fresh costs more than writing into it. */
function utf8(text: string): Buffer {
  const octets = room(Buffer.byteLength(text))
  octets.write(text)
  return octets
}

/** By certificate, since what shows it is as long as a tenth of a message: in the layout of all others, and of responses. */
const keyInfos = [new WeakMap<Certificate, Written>(), new WeakMap<Certificate, Written>()] as const

/** For those who want to see the certificate. It is no reason to trust it (KEY-1). */
function keyInfo({ key: { certificate }, prefixed = false }: Signing): Written {
  const written = keyInfos[prefixed ? 1 : 0]
  const known = written.get(certificate) ?? new Written(keyInfoTag(certificate, prefixed))
  written.set(certificate, known)
  return known
}

function keyInfoTag(of: Certificate, prefixed: boolean): Tag {
  const certificate = certificateBase64(of)
  if (!prefixed) return tag('KeyInfo', {}, tag('X509Data', {}, tag('X509Certificate', {}, certificate)))
  return tag(
    'KeyInfo',
    {},
    tag('ds:X509Data', { 'xmlns:ds': DS }, tag('ds:X509Certificate', {}, certificate)),
  )
}
