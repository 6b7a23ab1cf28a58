import { describe, expect, test } from 'vitest'
import { refusal } from '../profile/check.ts'
import { judgeMetadata, type MetadataExpectation, metadataTable } from '../profile/metadata-checks.ts'
import { now } from '../testing/forge.ts'
import { keys } from '../testing/keys.ts'
import { readMetadata } from './metadata.ts'
import { metadataProblem } from './metadata-problems.ts'
import { writeIdentityProviderMetadata, writeServiceProviderMetadata } from './metadata-writer.ts'

const entityId = 'https://idp.example.test/'
const identityProvider = (signed = true) =>
  writeIdentityProviderMetadata({
    id: '_m',
    entityId,
    certificates: [keys.idp.certificate, keys.other.certificate],
    location: 'https://idp.example.test/saml2',
    wsFederationLocation: 'https://idp.example.test/wsfed',
    ...(signed ? { sign: keys.idp } : {}),
  })
const serviceProvider = (validUntil?: number) =>
  writeServiceProviderMetadata({
    id: '_s',
    entityId: 'https://sp.example.test/?a=1&b="2"',
    assertionConsumerServiceUrl: 'https://sp.example.test/acs',
    singleLogoutLocation: 'https://sp.example.test/slo',
    signingCertificates: [keys.sp.certificate],
    encryptionCertificates: [keys.sp.certificate],
    sign: keys.idp,
    ...(validUntil === undefined ? {} : { validUntil }),
  })
const read = (xml: string, trusted = [keys.idp.certificate]) =>
  readMetadata(Buffer.from(xml, 'utf8'), { keys: trusted })

describe('metadata that we write, we read', () => {
  test('of an identity provider, with every certificate and past the descriptors of WS-Federation', () => {
    const { entities, signature } = read(identityProvider())
    expect(signature.state).toBe('trusted')
    expect(entities).toHaveLength(1)
    expect(entities[0]?.entityId).toBe(entityId)
    const role = entities[0]?.identityProvider
    expect(role?.certificates.map((one) => one.sha256)).toEqual(
      [keys.idp, keys.other].map((one) => one.certificate.sha256),
    )
    expect(role?.singleSignOn.map((one) => one.location)).toEqual(
      Array(2).fill('https://idp.example.test/saml2'),
    )
    expect(role?.singleLogout).toHaveLength(1)
    expect(entities[0]?.serviceProvider).toBeUndefined()
  })

  test('of a service provider', () => {
    const [entity] = read(serviceProvider(now)).entities
    expect(entity).toMatchObject({
      entityId: 'https://sp.example.test/?a=1&b="2"',
      validUntil: now,
      serviceProvider: { authnRequestsSigned: true, wantAssertionsSigned: true },
    })
    const services = entity?.serviceProvider?.assertionConsumerServices
    expect(services).toMatchObject([{ location: 'https://sp.example.test/acs', index: 0, isDefault: true }])
    expect(entity?.serviceProvider?.encryptionCertificates).toHaveLength(1)
  })

  test('in the layout of Entra: a declaration, default namespaces, a blank before the end of empty elements', () => {
    const xml = identityProvider()
    expect(xml.startsWith('<?xml version="1.0" encoding="utf-8"?><EntityDescriptor ID="_m" entityID=')).toBe(
      true,
    )
    expect(xml).toContain(' />')
    expect(xml).not.toMatch(/[^ ]\/>/)
    expect(xml.match(/<auth:ClaimType /g)).toHaveLength(19)
  })
})

describe('the signature of metadata', () => {
  test('by a certificate of its own is told apart from one by a key that was given', () => {
    expect(read(identityProvider(), []).signature.state).toBe('self-signed')
    expect(read(identityProvider(), [keys.other.certificate]).signature.state).toBe('self-signed')
    expect(read(identityProvider(false)).signature.state).toBe('absent')
  })

  test('is one: a second one is refused, wherever it leads', () => {
    const xml = identityProvider()
    const signature = /<Signature .*<\/Signature>/.exec(xml)?.[0] ?? ''
    const twice = read(xml.replace('</Signature>', () => `</Signature>${signature}`))
    expect(twice.signature).toMatchObject({ state: 'broken', code: 'signature-place' })
  })

  test.each([
    ['a changed octet', (xml: string) => xml.replace('/saml2"', '/saml3"')],
    ['another entity around the signed one', (xml: string) => xml.replace('ID="_m"', 'ID="_n"')],
  ])('does not hold after %s', (_, change) => {
    expect(read(change(identityProvider())).signature.state).toBe('broken')
  })
})

const refused: Readonly<Record<string, readonly string[]>> = {
  'metadata-entity': [
    identityProvider(false).replace(/entityID="[^"]*"/, ''),
    '<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata"/>',
  ],
  'metadata-duplicate': [
    `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${'<EntityDescriptor entityID="a"/>'.repeat(2)}</EntitiesDescriptor>`,
  ],
  'metadata-location': [
    'javascript:alert(1)',
    'http://idp.example.test/',
    'https://a@b/',
    '/saml2',
    'https://x/ y',
    'ftp://x/',
  ].map((to) => identityProvider(false).replaceAll('https://idp.example.test/saml2', to)),
  'metadata-time': [serviceProvider(now).replace(/validUntil="[^"]*"/, 'validUntil="tomorrow"')],
  'metadata-certificates': [
    identityProvider(false).replaceAll(/(<X509Certificate>[^<]*<\/X509Certificate>)/g, (one) =>
      one.repeat(33),
    ),
  ],
  certificate: [identityProvider(false).replaceAll(/<X509Certificate>[^<]*/g, '<X509Certificate>AAAA')],
  'message-root': ['<EntityDescriptor entityID="a"/>'],
}

test('every refusal of metadata is shown', () => {
  const shown = Object.keys(refused).filter((code) => code.startsWith('metadata-'))
  expect(shown.sort()).toEqual(Object.keys(metadataProblem.catalogue).sort())
})

describe.each(Object.entries(refused))('%s', (code, documents) => {
  test.each(documents.map((xml, at) => [at, xml] as const))('%i', (_, xml) => {
    expect(() => read(xml)).toThrow(expect.objectContaining({ code }))
  })
})

test('plain http is for a machine that talks to itself', () => {
  const local = identityProvider(false).replaceAll(
    'https://idp.example.test/saml2',
    'http://127.0.0.1:4100/saml2',
  )
  expect(read(local).entities[0]?.identityProvider?.singleSignOn).toHaveLength(2)
})

describe('the table for metadata', () => {
  const code = (xml: string, expected: MetadataExpectation) =>
    refusal(judgeMetadata(read(xml), expected))?.code

  test('refuses', () => {
    expect(Object.keys(metadataTable)).toEqual([
      'metadata-signature',
      'metadata-valid-until',
      'metadata-entity-id',
    ])
    const broken = identityProvider().replace('/saml2"', '/saml3"')
    expect(code(broken, {})).toBe('metadata-signature')
    expect(code(identityProvider(false), { keyConfigured: true })).toBe('metadata-signature')
    expect(code(identityProvider(), { keyConfigured: true })).toBe('metadata-valid-until')
    expect(code(serviceProvider(now), { now })).toBe('metadata-valid-until')
    expect(code(identityProvider(), { entityId: entityId.slice(0, -1) })).toBe('metadata-entity-id')
  })

  test('lets pass', () => {
    const id = 'https://sp.example.test/?a=1&b="2"'
    expect(code(serviceProvider(now), { now: now - 1, keyConfigured: true, entityId: id })).toBeUndefined()
    expect(code(identityProvider(), { now })).toBeUndefined()
  })
})
