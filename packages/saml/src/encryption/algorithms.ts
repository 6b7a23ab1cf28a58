/*
 * The algorithms of XML Encryption that are in the code, by exact URI. RSA PKCS#1 v1.5 is not among them,
 * nor is Triple DES: what is not here is refused by its name, and there is nothing to fall back to. Whether
 * AES-CBC may be used is not decided here, where it would be a default, but by the connection and the
 * signature around it.
 */

import type { ContentCipher, DigestName } from '../crypto.ts'

const xenc = 'http://www.w3.org/2001/04/xmlenc#'
const xenc11 = 'http://www.w3.org/2009/xmlenc11#'

/** AES-GCM proves that nobody changed the ciphertext; AES-CBC does not and is a legacy choice (ENC-X2). */
export const contentCiphers: ReadonlyMap<string, ContentCipher> = new Map<string, ContentCipher>([
  [`${xenc11}aes128-gcm`, { name: 'aes-128-gcm', keySize: 16, authenticated: true }],
  [`${xenc11}aes192-gcm`, { name: 'aes-192-gcm', keySize: 24, authenticated: true }],
  [`${xenc11}aes256-gcm`, { name: 'aes-256-gcm', keySize: 32, authenticated: true }],
  [`${xenc}aes128-cbc`, { name: 'aes-128-cbc', keySize: 16, authenticated: false }],
  [`${xenc}aes192-cbc`, { name: 'aes-192-cbc', keySize: 24, authenticated: false }],
  [`${xenc}aes256-cbc`, { name: 'aes-256-cbc', keySize: 32, authenticated: false }],
])

/** RSA-OAEP in both its spellings. The first fixes MGF1 to SHA-1, whatever the digest. PKCS#1 v1.5 is not here. */
export const OAEP_MGF1P = `${xenc}rsa-oaep-mgf1p`
export const OAEP = `${xenc11}rsa-oaep`

export const oaepDigests: ReadonlyMap<string, DigestName> = new Map<string, DigestName>([
  ['http://www.w3.org/2000/09/xmldsig#sha1', 'sha1'],
  [`${xenc}sha256`, 'sha256'],
  ['http://www.w3.org/2001/04/xmldsig-more#sha384', 'sha384'],
  [`${xenc}sha512`, 'sha512'],
])

export const oaepMasks: ReadonlyMap<string, DigestName> = new Map<string, DigestName>([
  [`${xenc11}mgf1sha1`, 'sha1'],
  [`${xenc11}mgf1sha256`, 'sha256'],
  [`${xenc11}mgf1sha384`, 'sha384'],
  [`${xenc11}mgf1sha512`, 'sha512'],
])
