import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Visitor } from 'postern/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountOf, type House, startHouse } from '../../journeys/house.ts'
import { addApplication } from './walk.ts'
import { missingXmlsec1, xmlsec1 } from './xmlsec1.ts'

const schema = '/usr/share/xml/opensaml/saml-schema-metadata-2.0.xsd'
const others = '/usr/share/xml/xmltooling'
const missingXmllint = [schema, `${others}/xml.xsd`, '/usr/bin/xmllint'].every((file) => existsSync(file))
  ? undefined
  : 'xmllint, opensaml-schemas or xmltooling-schemas is not installed'

/** What xmllint says of a document by the schema of SAML metadata, as Debian ships it; nothing is fetched. */
async function xmllint(xml: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'metadata-'))
  const row = (address: string, name: string) =>
    `<system systemId="http://www.w3.org/${address}${name}" uri="${others}/${name}"/>`
  const rows = [
    row('TR/2002/REC-xmldsig-core-20020212/', 'xmldsig-core-schema.xsd'),
    row('TR/2002/REC-xmlenc-core-20021210/', 'xenc-schema.xsd'),
    row('2001/', 'xml.xsd'),
  ]
  try {
    const catalog = join(folder, 'catalog.xml')
    const file = join(folder, 'metadata.xml')
    const namespace = 'urn:oasis:names:tc:entity:xmlns:xml:catalog'
    writeFileSync(catalog, `<catalog xmlns="${namespace}">${rows.join('')}</catalog>`)
    writeFileSync(file, xml)
    const env = { ...process.env, XML_CATALOG_FILES: catalog }
    const args = ['--nonet', '--noout', '--schema', schema, file]
    return await new Promise((resolve) => {
      execFile('/usr/bin/xmllint', args, { env, timeout: 20_000 }, (_error, _out, said) => resolve(said))
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('the federation metadata of an application, as published', () => {
  let house: House
  let metadata = ''
  let certificate = ''
  beforeAll(async () => {
    house = await startHouse()
    const { userName } = accountOf(house, 'identity-provider', 'user')
    const address = 'https://sp.example.test/'
    const of = { name: 'Metadata', identifier: address, replyUrl: address, logoutUrl: address, userName }
    const { id } = await addApplication(house, of)
    const admin = new Visitor(house.identityProvider)
    const account = accountOf(house, 'identity-provider', 'administrator')
    await admin.send('signing in', '/sign-in', { ...account })
    const place = `/admin/enterprise-applications/${id}/single-sign-on`
    const expires = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10)
    await admin.send('a second certificate', `${place}/signing-certificates/new`, { expires })
    metadata = (await admin.get(`${place}/federation-metadata`)).text
    certificate = (await admin.get(`${place}/certificate-base64`)).text
  })
  afterAll(() => house?.leave())

  test('lists the inactive certificate too', () => {
    const role = metadata.slice(metadata.indexOf('<IDPSSODescriptor'))
    expect(role.match(/<KeyDescriptor use="signing">/g)).toHaveLength(2)
  })

  test.skipIf(missingXmlsec1)(
    'is verified by xmlsec1 with the certificate that the console offers',
    async () => {
      const files = { 'idp.crt': certificate, 'in.xml': metadata }
      const args = [
        '--verify',
        '--enabled-key-data',
        'raw-x509-cert',
        '--pubkey-cert-pem',
        'idp.crt',
        'in.xml',
      ]
      await xmlsec1(args, files)
      const changed = { ...files, 'in.xml': metadata.replace('/saml2"', '/saml3"') }
      await expect(xmlsec1(args, changed)).rejects.toThrow('xmlsec1')
    },
  )

  test.skipIf(missingXmllint)('is valid to xmllint without the two WS-Federation descriptors', async () => {
    const descriptors = /<RoleDescriptor .*?<\/RoleDescriptor>/gs
    expect(metadata.match(descriptors)).toHaveLength(2)
    expect(await xmllint(metadata.replaceAll(descriptors, ''))).toMatch(/metadata\.xml validates\n$/)
    // As Entra's, which names types that no schema of SAML has.
    expect(await xmllint(metadata)).toContain('SecurityTokenServiceType')
  })
})
