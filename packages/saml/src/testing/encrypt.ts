import { constants, createCipheriv, publicEncrypt, randomBytes } from 'node:crypto'
import { DS, SAML, XENC } from '../messages/names.ts'
import { keys } from './keys.ts'

export interface Encryption {
  readonly content?: 'aes256-gcm' | 'aes128-gcm' | 'aes256-cbc'
  /** Digest of OAEP; `rsa-1_5` for the transport that must be refused. */
  readonly transport?: 'sha1' | 'sha256' | 'rsa-1_5'
  /** Changes the EncryptedData before it is put into its container. */
  readonly change?: (xml: string) => string
}

const uris = {
  'aes128-gcm': 'http://www.w3.org/2009/xmlenc11#aes128-gcm',
  'aes256-gcm': 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
  'aes256-cbc': 'http://www.w3.org/2001/04/xmlenc#aes256-cbc',
} as const

/** Encrypts XML for the key `sp`, as an identity provider does: `EncryptedAssertion` or `EncryptedID` around it. */
export function encrypt(xml: string, container: string, of: Encryption = {}): string {
  const content = of.content ?? 'aes256-gcm'
  const contentKey = randomBytes(content === 'aes128-gcm' ? 16 : 32)
  const data = [
    `<xenc:EncryptedData xmlns:xenc="${XENC}" Type="${XENC}Element">`,
    `<xenc:EncryptionMethod Algorithm="${uris[content]}"/>`,
    `<ds:KeyInfo xmlns:ds="${DS}">${encryptedKey(contentKey, of.transport ?? 'sha256')}</ds:KeyInfo>`,
    cipherData(seal(content, contentKey, Buffer.from(xml, 'utf8'))),
    '</xenc:EncryptedData>',
  ].join('')
  return `<${container} xmlns="${SAML}">${(of.change ?? ((same) => same))(data)}</${container}>`
}

const cipherData = (octets: Buffer) =>
  `<xenc:CipherData><xenc:CipherValue>${octets.toString('base64')}</xenc:CipherValue></xenc:CipherData>`

function seal(content: keyof typeof uris, key: Buffer, text: Buffer): Buffer {
  if (content === 'aes256-cbc') {
    const iv = randomBytes(16)
    const cipher = createCipheriv('aes-256-cbc', key, iv)
    return Buffer.concat([iv, cipher.update(text), cipher.final()])
  }
  const iv = randomBytes(12)
  const cipher = createCipheriv(content === 'aes128-gcm' ? 'aes-128-gcm' : 'aes-256-gcm', key, iv)
  return Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()])
}

function encryptedKey(contentKey: Buffer, transport: 'sha1' | 'sha256' | 'rsa-1_5'): string {
  const key = keys.sp.certificate.publicKey
  const wrapped =
    transport === 'rsa-1_5'
      ? publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, contentKey)
      : publicEncrypt({ key, oaepHash: transport }, contentKey)
  const method = {
    'rsa-1_5': `<xenc:EncryptionMethod Algorithm="${XENC}rsa-1_5"/>`,
    sha1: `<xenc:EncryptionMethod Algorithm="${XENC}rsa-oaep-mgf1p"/>`,
    sha256: `<xenc:EncryptionMethod Algorithm="http://www.w3.org/2009/xmlenc11#rsa-oaep"><ds:DigestMethod Algorithm="${XENC}sha256"/><xenc11:MGF xmlns:xenc11="http://www.w3.org/2009/xmlenc11#" Algorithm="http://www.w3.org/2009/xmlenc11#mgf1sha256"/></xenc:EncryptionMethod>`,
  }[transport]
  return `<xenc:EncryptedKey>${method}${cipherData(wrapped)}</xenc:EncryptedKey>`
}
