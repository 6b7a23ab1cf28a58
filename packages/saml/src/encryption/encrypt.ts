/*
 * Encryption, for the identity provider's role. One way and no choice that could be wrong: AES-GCM, whose key
 * and IV are made for this one message in crypto.ts, and RSA-OAEP with one digest for both of its parts. What
 * others do not read (the digests of XML Encryption 1.1) is chosen for them by name; AES-CBC and RSA 1.5 are
 * not here to be chosen.
 */

import { type DigestName, sealGcm, wrapKey } from '../crypto.ts'
import { DS, XENC } from '../messages/names.ts'
import type { Certificate } from '../signature/certificate.ts'
import { type Tag, tag, writeXml } from '../xml/writer.ts'
import { OAEP, OAEP_MGF1P, oaepDigests, oaepMasks } from './algorithms.ts'
import { encryptionProblem } from './problems.ts'

const XENC11 = 'http://www.w3.org/2009/xmlenc11#'

/** To whom, and how. */
export interface EncryptionTarget {
  /** The receiver's, of type RSA; from its metadata or its administrator. */
  readonly certificate: Certificate
  /** Default `aes256-gcm`. */
  readonly content?: 'aes128-gcm' | 'aes256-gcm'
  /** The digest of OAEP and of its mask. Default `sha1`, which every receiver reads and which OAEP does not weaken. */
  readonly digest?: DigestName
}

/**
 * `container` (EncryptedAssertion, EncryptedID) around `element`, which must declare the namespaces that it uses. It
 * proves nothing about who made it: sign what is in it, or what is around it (ENC-X3). Throws Problem
 * `encryption-key`.
 */
export function encrypted(container: string, element: Tag, to: EncryptionTarget): Tag {
  const { certificate, content = 'aes256-gcm', digest = 'sha1' } = to
  if (certificate.keyType !== 'RSA') throw encryptionProblem('encryption-key', {})
  const { key, octets } = sealGcm(`aes-${content === 'aes128-gcm' ? 128 : 256}-gcm`, writeXml(element))
  const wrapped = wrapKey(digest, certificate.publicKey, key)
  const data = tag(
    'xenc:EncryptedData',
    { 'xmlns:xenc': XENC, Type: `${XENC}Element` },
    tag('xenc:EncryptionMethod', { Algorithm: XENC11 + content }),
    tag('KeyInfo', { xmlns: DS }, tag('xenc:EncryptedKey', {}, transport(digest), cipherData(wrapped))),
    cipherData(octets),
  )
  return tag(container, {}, data)
}

const cipherData = (octets: Buffer): Tag =>
  tag('xenc:CipherData', {}, tag('xenc:CipherValue', {}, octets.toString('base64')))

/** SHA-1 in the spelling of XML Encryption 1.0, which fixes the mask; the others as 1.1 has them (5.5.2). */
function transport(digest: DigestName): Tag {
  const uri = uriOf(oaepDigests, digest)
  const method = tag('DigestMethod', { xmlns: DS, Algorithm: uri })
  if (digest === 'sha1') return tag('xenc:EncryptionMethod', { Algorithm: OAEP_MGF1P }, method)
  const mask = tag('xenc11:MGF', { 'xmlns:xenc11': XENC11, Algorithm: uriOf(oaepMasks, digest) })
  return tag('xenc:EncryptionMethod', { Algorithm: OAEP }, method, mask)
}

const uriOf = (names: ReadonlyMap<string, DigestName>, digest: DigestName): string | undefined =>
  [...names].find(([, name]) => name === digest)?.[0]
