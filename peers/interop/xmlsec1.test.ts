import {
  identityOf,
  readDecryptionKey,
  readMetadata,
  verifyAuthnRequest,
  verifyLogoutRequest,
  verifyResponse,
  writeAuthnRequest,
  writeIdentityProviderMetadata,
  writeLogoutRequest,
} from '@postern/saml'
import { describe, expect, test } from 'vitest'
import { forge, genuine, now } from '../../packages/saml/src/testing/forge.ts'
import { keys, pem } from '../../packages/saml/src/testing/keys.ts'
import { encryptionTemplate, missingXmlsec1, signatureTemplate, xmlsec1 } from './xmlsec1.ts'

const nameId = 'b.simon@contoso.example'
const trusted = [keys.idp.certificate]
const id = '_4fee3b046395c4e751011e97f8900b52'
const location = 'https://idp.example.test/saml2'
const issuer = 'https://idp.example.test/'
const sign = keys.idp

/** Everything that we sign inside its own XML, by its name. */
const ours = {
  AuthnRequest: writeAuthnRequest({
    id,
    issueInstant: now,
    destination: location,
    assertionConsumerServiceUrl: location,
    issuer,
    sign,
  }),
  LogoutRequest: writeLogoutRequest({
    id,
    issueInstant: now,
    destination: location,
    issuer,
    nameId: { value: nameId },
    sign,
  }),
  metadata: writeIdentityProviderMetadata({ id, entityId: issuer, certificates: trusted, location, sign }),
  Response: genuine({ sign: { key: keys.idp, option: 'response' } }).toString(),
  Assertion: genuine({ sign: { key: keys.idp, option: 'assertion' } }).toString(),
} as const

const unsigned = {
  Response: forge({ sign: 'nothing' }).toString(),
  AuthnRequest: ours.AuthnRequest.replace(/<Signature.*<\/Signature>/s, ''),
  LogoutRequest: ours.LogoutRequest.replace(/<Signature.*<\/Signature>/s, ''),
} as const

const verify = ['--verify', '--enabled-key-data', 'raw-x509-cert', '--pubkey-cert-pem', 'idp.crt', 'in.xml']
const withTemplate = (xml: string) => {
  const own = / ID="([^"]*)"/.exec(xml)?.[1] ?? ''
  return xml.replace(/<\/(?:\w+:)?Issuer>/, (end) => end + signatureTemplate(own))
}
const signed = (xml: string) =>
  xmlsec1(['--sign', '--privkey-pem', 'idp.key', '--output', 'out.xml', 'in.xml'], {
    'idp.key': pem('idp.key'),
    'in.xml': withTemplate(xml),
  })

const name = `xmlsec1${missingXmlsec1 ? `: ${missingXmlsec1}` : ''}`

describe.skipIf(missingXmlsec1)(`${name} and signatures`, () => {
  test.each(Object.entries(ours))('it verifies our %s, and not a changed one', async (_, xml) => {
    await xmlsec1(verify, { 'idp.crt': pem('idp.crt'), 'in.xml': xml })
    const changed = xml.replace('example.test', 'example.other').replaceAll('contoso', 'fabrikam')
    await expect(xmlsec1(verify, { 'idp.crt': pem('idp.crt'), 'in.xml': changed })).rejects.toThrow('xmlsec1')
  })

  test('we verify its Response', async () => {
    const xml = await signed(unsigned.Response)
    expect(identityOf(verifyResponse(Buffer.from(xml), trusted)).nameId).toBe(nameId)
    const changed = Buffer.from(xml.replace(nameId, 'e.mallory@contoso.example'))
    expect(() => verifyResponse(changed, trusted)).toThrow()
  })

  test('we verify its AuthnRequest', async () => {
    const xml = await signed(unsigned.AuthnRequest)
    expect(verifyAuthnRequest(Buffer.from(xml), trusted).value.id).toBe(id)
    expect(() => verifyAuthnRequest(Buffer.from(xml.replace(location, `${location}/x`)), trusted)).toThrow()
  })

  test('we verify its LogoutRequest', async () => {
    const xml = await signed(unsigned.LogoutRequest)
    expect(verifyLogoutRequest(Buffer.from(xml), trusted).value.nameId?.value).toBe(nameId)
    expect(() => verifyLogoutRequest(Buffer.from(xml.replace(nameId, 'e.mallory')), trusted)).toThrow()
  })

  test('and a metadata file that it verifies is whole to us', () => {
    expect(readMetadata(Buffer.from(ours.metadata), { keys: trusted }).signature.state).toBe('trusted')
  })
})

describe.skipIf(missingXmlsec1)(`${name} and encryption`, () => {
  test.each([
    ['aes256-gcm', 'aes-256'],
    ['aes128-gcm', 'aes-128'],
  ])('we decrypt its EncryptedAssertion (%s)', async (content, key) => {
    const files = {
      'sp.crt': pem('sp.crt'),
      'template.xml': encryptionTemplate(`http://www.w3.org/2009/xmlenc11#${content}`),
      'in.xml': ours.Assertion.replace(
        '<Assertion',
        '<EncryptedAssertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"><Assertion',
      ).replace('</Assertion>', '</Assertion></EncryptedAssertion>'),
    }
    const session = ['--pubkey-cert-pem', 'sp.crt', '--session-key', key]
    const what = ['--xml-data', 'in.xml', '--node-xpath', "//*[local-name()='Assertion']"]
    const xml = await xmlsec1(
      ['--encrypt', ...session, ...what, '--output', 'out.xml', 'template.xml'],
      files,
    )
    expect(xml).not.toContain(nameId)
    const decryptionKeys = [readDecryptionKey(pem('sp.key'))]
    expect(identityOf(verifyResponse(Buffer.from(xml), trusted, { decryptionKeys })).nameId).toBe(nameId)
  })

  test.each(['aes256-gcm', 'aes128-gcm'] as const)('it decrypts ours (%s)', async (content) => {
    const xml = genuine({ encrypt: { certificate: keys.sp.certificate, content } }).toString()
    expect(xml).not.toContain(nameId)
    const args = ['--decrypt', '--privkey-pem', 'sp.key', '--output', 'out.xml', 'in.xml']
    expect(await xmlsec1(args, { 'sp.key': pem('sp.key'), 'in.xml': xml })).toContain(nameId)
  })
})
