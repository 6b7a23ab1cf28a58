import { constants, createCipheriv, publicEncrypt, randomBytes } from 'node:crypto'
import { type AttributeToWrite, type ResponseToWrite, readSigningKey, writeResponse } from '@postern/saml'
import type { FixtureName } from './contender.ts'
import { groupsAttribute, parties } from './parties.ts'

const key = readSigningKey(parties.idpKey, parties.idpCertificate)
const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'
const microsoft = 'http://schemas.microsoft.com'

/** A GUID that is the same in each run. */
const guid = (number: number) => `a1b2c3d4-0000-4000-8000-${number.toString(16).padStart(12, '0')}`

/** The claims that Entra sends, twelve of them; a name that is not ASCII, and a value that must be escaped. */
const attributesWith = (groups: number): readonly AttributeToWrite[] => [
  { name: `${microsoft}/identity/claims/tenantid`, values: [guid(1)] },
  { name: `${microsoft}/identity/claims/objectidentifier`, values: [guid(2)] },
  { name: `${microsoft}/identity/claims/displayname`, values: ['Bjørn Simón'] },
  { name: groupsAttribute, values: Array.from({ length: groups }, (_, at) => guid(100 + at)) },
  { name: `${microsoft}/identity/claims/identityprovider`, values: [`https://sts.windows.net/${guid(1)}/`] },
  { name: `${microsoft}/claims/authnmethodsreferences`, values: [`${microsoft}/ws/2008/06/method/password`] },
  { name: `${claims}/givenname`, values: ['Bjørn'] },
  { name: `${claims}/surname`, values: ['Simón'] },
  { name: `${claims}/emailaddress`, values: [parties.nameId] },
  { name: `${claims}/name`, values: [parties.nameId] },
  { name: 'department', values: ['Research & Development'] },
  { name: 'jobtitle', values: ['Engineer <senior>'] },
]

/** What is written for the person, now and for an hour. */
export function responseToWrite(
  groups: number,
  option: ResponseToWrite['sign']['option'],
  now: number,
  attributes = attributesWith(groups),
): ResponseToWrite {
  return {
    id: '_b8e2e4f1-0000-4000-8000-000000000002',
    issueInstant: now,
    destination: parties.replyUrl,
    inResponseTo: parties.requestId,
    issuer: parties.issuer,
    assertion: {
      id: '_a7d1d3f0-0000-4000-8000-000000000001',
      issueInstant: now,
      nameId: { value: parties.nameId },
      audience: parties.entityId,
      recipient: parties.replyUrl,
      notBefore: now - 300_000,
      notOnOrAfter: now + 3_600_000,
      authnInstant: now - 60_000,
      attributes,
    },
    sign: { key, option },
  }
}

/** A message of each kind, and how many groups must come out of it. */
export interface Fixture {
  readonly name: FixtureName
  readonly xml: string
  readonly groups: number
}

export function makeFixture(name: FixtureName, now: number): Fixture {
  const groups = name === 'g150' ? 150 : 20
  const xml = writeResponse(responseToWrite(groups, name === 'both' ? 'both' : 'assertion', now))
  return { name, groups, xml: name === 'enc-gcm' ? encryptAssertion(xml) : xml }
}

export const parameterOf = (xml: string) => Buffer.from(xml, 'utf8').toString('base64')

const XENC = 'http://www.w3.org/2001/04/xmlenc#'
const DS = 'http://www.w3.org/2000/09/xmldsig#'
const cipherData = (octets: Buffer) =>
  `<xenc:CipherData><xenc:CipherValue>${octets.toString('base64')}</xenc:CipherValue></xenc:CipherData>`

/** AES-256-GCM under RSA-OAEP with SHA-1, which is the one form that every peer reads. */
export function encryptAssertion(xml: string): string {
  return xml.replace(/<Assertion.*<\/Assertion>/s, (assertion) => {
    const contentKey = randomBytes(32)
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', contentKey, iv)
    const sealed = Buffer.concat([iv, cipher.update(assertion), cipher.final(), cipher.getAuthTag()])
    const padding = constants.RSA_PKCS1_OAEP_PADDING
    const wrapped = publicEncrypt({ key: parties.spCertificate, padding, oaepHash: 'sha1' }, contentKey)
    return [
      `<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">`,
      `<xenc:EncryptedData xmlns:xenc="${XENC}" Type="${XENC}Element">`,
      '<xenc:EncryptionMethod Algorithm="http://www.w3.org/2009/xmlenc11#aes256-gcm"/>',
      `<ds:KeyInfo xmlns:ds="${DS}"><xenc:EncryptedKey>`,
      `<xenc:EncryptionMethod Algorithm="${XENC}rsa-oaep-mgf1p">`,
      `<ds:DigestMethod Algorithm="${DS}sha1"/></xenc:EncryptionMethod>`,
      `${cipherData(wrapped)}</xenc:EncryptedKey></ds:KeyInfo>${cipherData(sealed)}`,
      '</xenc:EncryptedData></saml:EncryptedAssertion>',
    ].join('')
  })
}
