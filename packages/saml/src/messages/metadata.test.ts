import { describe, expect, test } from 'vitest'
import { signatureOver } from '../signature/sign.ts'
import { now } from '../testing/forge.ts'
import { keys } from '../testing/keys.ts'
import { entityId, identityProvider, serviceProvider } from '../testing/metadata-vectors.ts'
import { canonicalize } from '../xml/canonical.ts'
import { readXml } from '../xml/reader.ts'
import { writeXml } from '../xml/writer.ts'
import { readMetadata } from './metadata.ts'

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

  test('of an element without an ID covers nothing', () => {
    const bare = identityProvider(false).replace(/ ID="[^"]*"/, '')
    const { root } = readXml(Buffer.from(bare))
    const signature = writeXml(signatureOver(canonicalize(root), '', { key: keys.idp }))
    const signed = bare.replace(/(<EntityDescriptor[^>]*>)/, (start) => start + signature)
    expect(read(signed).signature).toMatchObject({ state: 'broken', code: 'signature-reference' })
  })

  test.each([
    ['a changed octet', (xml: string) => xml.replace('/saml2"', '/saml3"')],
    ['another entity around the signed one', (xml: string) => xml.replace('ID="_m"', 'ID="_n"')],
  ])('does not hold after %s', (_, change) => {
    expect(read(change(identityProvider())).signature.state).toBe('broken')
  })
})

test('plain http is for a machine that talks to itself', () => {
  const local = identityProvider(false).replaceAll(
    'https://idp.example.test/saml2',
    'http://127.0.0.1:4100/saml2',
  )
  expect(read(local).entities[0]?.identityProvider?.singleSignOn).toHaveLength(2)
})
