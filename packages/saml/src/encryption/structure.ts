/*
 * What XML Encryption says beside the octets, of which very little is wanted. The specification lets a
 * message fetch its ciphertext, transform it, name keys by reference and nest keys in keys; all of it has
 * been used against decryptors before anything was authenticated. Here the content is in place, the keys are
 * in place, and there are few of them.
 */

import { decodeBase64 } from '../base64.ts'
import type { ContentCipher, OaepScheme } from '../crypto.ts'
import { DS, XENC } from '../messages/names.ts'
import type { Element } from '../xml/element.ts'
import { contentCiphers, OAEP, OAEP_MGF1P, oaepDigests, oaepMasks } from './algorithms.ts'
import { encryptionProblem } from './problems.ts'

const XENC11 = 'http://www.w3.org/2009/xmlenc11#'
const mostKeys = 4

/**
 * An EncryptedData, understood: how its content is encrypted, and every key that it may be encrypted with.
 */
export interface Encrypted {
  readonly cipher: ContentCipher
  readonly algorithm: string
  readonly ciphertext: Buffer
  readonly keys: readonly WrappedKey[]
}

/** A content key, encrypted to one of ours. */
export interface WrappedKey {
  readonly scheme: OaepScheme
  readonly ciphertext: Buffer
}

/**
 * Reads EncryptedAssertion or EncryptedID: one EncryptedData of type Element, its content in place, and the keys to it
 * in its KeyInfo or beside it. Nothing is fetched and nothing is transformed: CipherReference ran XSLT on what nobody
 * had authenticated (OpenSAML-J, 2022), RetrievalMethod looped (ENC-X6).
 */
export function readEncrypted(container: Element): Encrypted {
  const [data, ...siblings] = container.children()
  if (data === undefined || !data.is(XENC, 'EncryptedData')) shape('there is no EncryptedData')
  if (!siblings.every((one) => one.is(XENC, 'EncryptedKey'))) shape('something stands beside EncryptedData')
  const type = data.attribute('Type')
  if (type !== undefined && type !== `${XENC}Element`) shape(`its Type is ${type}`)
  const algorithm = methodOf(data)?.attribute('Algorithm') ?? ''
  const cipher = contentCiphers.get(algorithm)
  if (cipher === undefined) throw encryptionProblem('content-encryption', { algorithm })
  const inside = data.child(DS, 'KeyInfo')?.children() ?? []
  const keys = [...inside.filter((one) => one.is(XENC, 'EncryptedKey')), ...siblings]
  if (keys.length > mostKeys) throw encryptionProblem('encryption-keys', { count: keys.length })
  checkRetrieval(container, keys)
  return { cipher, algorithm, ciphertext: cipherValue(data), keys: keys.map(readKey) }
}

/** A RetrievalMethod may say which EncryptedKey beside it is meant; we try them all. From a key it leads nowhere. */
function checkRetrieval(container: Element, keys: readonly Element[]): void {
  const methods = (element: Element) => element.descendants().filter((one) => one.is(DS, 'RetrievalMethod'))
  if (keys.some((key) => methods(key).length > 0)) shape('RetrievalMethod leads elsewhere')
  const known = new Set(keys.map((key) => `#${key.attribute('Id') ?? ''}`))
  for (const method of methods(container)) {
    if (!known.has(method.attribute('URI') ?? '')) shape('RetrievalMethod leads elsewhere')
  }
}

/** One EncryptedKey. A key that is encrypted with an encrypted key would nest without end (xmlseclibs). */
function readKey(key: Element): WrappedKey {
  if (key.descendants().some((one) => one.is(XENC, 'EncryptedKey') || one.is(XENC, 'EncryptedData'))) {
    shape('a key is encrypted with a key that is encrypted')
  }
  return { scheme: readScheme(methodOf(key)), ciphertext: cipherValue(key) }
}

/**
 * The parameters of OAEP; any other transport is refused by its name before a private key is touched
 * (ENC-X4).
 */
function readScheme(method: Element | undefined): OaepScheme {
  const algorithm = method?.attribute('Algorithm') ?? ''
  if (algorithm !== OAEP && algorithm !== OAEP_MGF1P) throw encryptionProblem('key-transport', { algorithm })
  const digestUri = method?.child(DS, 'DigestMethod')?.attribute('Algorithm')
  const maskUri = method?.child(XENC11, 'MGF')?.attribute('Algorithm')
  const digest = digestUri === undefined ? 'sha1' : oaepDigests.get(digestUri)
  const mask = maskUri === undefined || algorithm === OAEP_MGF1P ? 'sha1' : oaepMasks.get(maskUri)
  if (digest === undefined || mask === undefined) throw encryptionProblem('key-transport', { algorithm })
  const label = decodeBase64(method?.child(XENC, 'OAEPparams')?.text() ?? '')
  if (label === undefined) shape('OAEPparams is no base64')
  return { digest, mask, label }
}

const methodOf = (element: Element) => element.child(XENC, 'EncryptionMethod')

/** The octets in place. A reference to elsewhere is refused, not followed. */
function cipherValue(element: Element): Buffer {
  const [data, ...more] = element.children().filter((one) => one.is(XENC, 'CipherData'))
  const [value, ...others] = data?.children() ?? []
  if (value === undefined || !value.is(XENC, 'CipherValue') || others.length > 0 || more.length > 0) {
    shape('its content is not in place')
  }
  return decodeBase64(value.text()) ?? shape('CipherValue is no base64')
}

function shape(reason: string): never {
  throw encryptionProblem('encryption-shape', { reason })
}
