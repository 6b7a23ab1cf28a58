/**
 * The one door to `node:crypto`: nothing else in this package imports it, so that what cryptography is used can be
 * read in one sitting, and so that HMAC, DSA and RSA PKCS#1 v1.5 key transport can be seen to be absent.
 */
import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hash,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  sign,
  timingSafeEqual,
  verify,
  X509Certificate,
} from 'node:crypto'

export { createPrivateKey, type KeyObject, X509Certificate }

/** Digests that something here may ask for; `sha1` only to compute what rows then refuse, and inside OAEP. */
export type DigestName = 'sha1' | 'sha256' | 'sha384' | 'sha512'

/** How a signature is computed. ECDSA signatures are r‖s as XML Signature has them, not DER. */
export type SignatureScheme =
  | { readonly keyType: 'RSA'; readonly digest: DigestName; readonly padding: 'pkcs1' | 'pss' }
  | { readonly keyType: 'EC'; readonly digest: DigestName }

const sizes = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 } as const

/** Octets of a digest: a DigestValue of another length is not even compared (SIG-9). */
export const digestSize = (name: DigestName): number => sizes[name]

/**
 * The digest, in base64, of octets that are whole: nothing here is streamed, since nothing is larger than a document. It is no
 * secret, whoever sent the octets can compute it: that it is compared in a time that differs tells nobody anything.
 */
export function digest(name: DigestName, octets: Uint8Array): string {
  return hash(name, octets, 'base64')
}

/**
 * What OpenSSL has to be told beside the digest. A key alone where nothing has: the options form costs 20 µs
 * a call.
 */
function options(scheme: SignatureScheme, key: KeyObject) {
  if (scheme.keyType === 'EC') return { key, dsaEncoding: 'ieee-p1363' as const }
  if (scheme.padding === 'pkcs1') return key
  const { RSA_PKCS1_PSS_PADDING, RSA_PSS_SALTLEN_DIGEST } = constants
  return { key, padding: RSA_PKCS1_PSS_PADDING, saltLength: RSA_PSS_SALTLEN_DIGEST }
}

/**
 * Only a positive `true` is a signature that holds; whatever OpenSSL throws at a malformed value is a no. php-saml and
 * SimpleSAMLphp each took an error for a success once (2016 to 2018).
 */
export function verifySignature(
  scheme: SignatureScheme,
  key: KeyObject,
  octets: Uint8Array,
  value: Uint8Array,
): boolean {
  try {
    return verify(scheme.digest, octets, options(scheme, key), value) === true
  } catch {
    return false
  }
}

/** Whether the certificate's public key is the private key's other half. */
export function belongTogether(privateKey: KeyObject, shown: { readonly publicKey: KeyObject }): boolean {
  return createPublicKey(privateKey).equals(shown.publicKey)
}

/** Signs; the caller has seen to it that the type of the key fits. */
export function makeSignature(scheme: SignatureScheme, key: KeyObject, octets: Uint8Array): Buffer {
  return sign(scheme.digest, octets, options(scheme, key))
}

/** RSA-OAEP (RFC 8017 7.1) as XML Encryption parametrizes it. */
export interface OaepScheme {
  readonly digest: DigestName
  /** The digest of MGF1, which need not be the same. */
  readonly mask: DigestName
  readonly label: Buffer
}

type Bits = 128 | 192 | 256
type GcmName = `aes-${Bits}-gcm`

/**
 * How content is encrypted. `authenticated` decides whether a verified signature around it is demanded
 * (ENC-X2).
 */
export type ContentCipher =
  | { readonly name: GcmName; readonly keySize: 16 | 24 | 32; readonly authenticated: true }
  | { readonly name: `aes-${Bits}-cbc`; readonly keySize: 16 | 24 | 32; readonly authenticated: false }

/**
 * Unwraps a content key of `size` octets. What goes wrong is not told: in place of the key comes one that only the
 * holder of the private key could predict, so that a bad key and a bad ciphertext take the same path (ENC-X5).
 */
export function unwrapKey(scheme: OaepScheme, key: KeyObject, wrapped: Uint8Array, size: number): Buffer {
  const otherwise = createHash('sha512').update(secretOf(key)).update(wrapped).digest().subarray(0, size)
  try {
    const unwrapped = openOaep(scheme, key, wrapped)
    return unwrapped.length === size ? unwrapped : otherwise
  } catch {
    return otherwise
  }
}

const secrets = new WeakMap<KeyObject, Buffer>()

/** What only the holder of the private key knows; made once for each, since writing a key out takes as long as using it. */
function secretOf(key: KeyObject): Buffer {
  const known = secrets.get(key)
  if (known !== undefined) return known
  const secret = hash('sha512', key.export({ format: 'der', type: 'pkcs8' }), 'buffer')
  secrets.set(key, secret)
  return secret
}

/** OpenSSL does all of it in constant time where one digest serves both parts, which is nearly always. */
function openOaep(scheme: OaepScheme, key: KeyObject, wrapped: Uint8Array): Buffer {
  if (scheme.digest !== scheme.mask) return decodeOaep(scheme, rawRsa(key, wrapped))
  // What Node does with a key alone: here, too, the options form costs 20 µs.
  if (scheme.digest === 'sha1' && scheme.label.length === 0) return privateDecrypt(key, wrapped)
  const { RSA_PKCS1_OAEP_PADDING: padding } = constants
  return privateDecrypt({ key, padding, oaepHash: scheme.digest, oaepLabel: scheme.label }, wrapped)
}

/** The block that OAEP padded, unpadded by nobody yet. */
const rawRsa = (key: KeyObject, wrapped: Uint8Array): Buffer =>
  privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, wrapped)

/** OpenSSL through Node uses one digest for both parts; what mixes two (…mgf1p with SHA-256) is decoded here. */
function decodeOaep({ digest: name, mask, label }: OaepScheme, block: Buffer): Buffer {
  const size = digestSize(name)
  const [first, seed, rest] = [block.subarray(0, 1), block.subarray(1, 1 + size), block.subarray(1 + size)]
  const data = xor(rest, mgf1(mask, xor(seed, mgf1(mask, rest, size)), rest.length))
  // One decision at the end: Manger's attack lives on telling the first octet from the rest.
  const labelHolds = timingSafeEqual(data.subarray(0, size), hash(name, label, 'buffer'))
  const start = data.indexOf(1, size)
  const zeros = start > 0 && data.subarray(size, start).every((octet) => octet === 0)
  if (!((first[0] === 0 ? 1 : 0) & (labelHolds ? 1 : 0) & (zeros ? 1 : 0))) throw Error('OAEP')
  return data.subarray(start + 1)
}

/** RFC 8017 B.2.1. */
function mgf1(name: DigestName, seed: Buffer, length: number): Buffer {
  const blocks: Buffer[] = []
  for (let counter = 0; counter * digestSize(name) < length; counter++) {
    const number = Buffer.alloc(4)
    number.writeUInt32BE(counter)
    blocks.push(hash(name, Buffer.concat([seed, number]), 'buffer'))
  }
  return Buffer.concat(blocks).subarray(0, length)
}

const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((octet, at) => octet ^ (b[at] ?? 0)))

/** The plaintext, or undefined for every reason that there is none. XML Encryption puts the IV first, a tag last. */
export function decryptContent(cipher: ContentCipher, key: Buffer, octets: Buffer): Buffer | undefined {
  try {
    return cipher.authenticated ? openGcm(cipher.name, key, octets) : openCbc(cipher.name, key, octets)
  } catch {
    return undefined
  }
}

/**
 * Encrypts under a key and an IV that nobody gives: both are made here, for this one text. Randomness is an argument
 * everywhere else; here a caller who gave the same twice would give away both texts and the power to change them
 * (pysaml2 CVE-2017-1000246, SimpleSAMLphp CVE-2017-12870). IDP-8.
 */
export function sealGcm(name: 'aes-128-gcm' | 'aes-256-gcm', text: string): { key: Buffer; octets: Buffer } {
  const key = randomBytes(name === 'aes-128-gcm' ? 16 : 32)
  const iv = randomBytes(12)
  const cipher = createCipheriv(name, key, iv)
  return {
    key,
    octets: Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]),
  }
}

/** Encrypts a content key to the owner of a public key: RSA-OAEP with one digest for both parts. */
export function wrapKey(oaepHash: DigestName, key: KeyObject, contentKey: Buffer): Buffer {
  return publicEncrypt({ key, oaepHash, padding: constants.RSA_PKCS1_OAEP_PADDING }, contentKey)
}

/** IV of 12 octets, ciphertext, tag of 16 (XML Encryption 1.1 5.2.4). */
function openGcm(name: GcmName, key: Buffer, octets: Buffer): Buffer {
  // A tag is 16 octets: a shorter one, which Node would take, can be guessed.
  if (octets.length < 12 + 16) throw Error('too short')
  const options = { authTagLength: 16 }
  const decipher = createDecipheriv(name, createSecretKey(key), octets.subarray(0, 12), options)
  decipher.setAuthTag(octets.subarray(-16))
  return Buffer.concat([decipher.update(octets.subarray(12, -16)), decipher.final()])
}

/** XML Encryption pads with anything; only the last octet counts (5.2.2), which PKCS#7 unpadding would refuse. */
function openCbc(name: string, key: Buffer, octets: Buffer): Buffer {
  const decipher = createDecipheriv(name, key, octets.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(octets.subarray(16)), decipher.final()])
  const padding = padded.at(-1) ?? 0
  if (padding < 1 || padding > 16) throw Error('padding')
  return padded.subarray(0, padded.length - padding)
}
