import { existsSync, readFileSync } from 'node:fs'
import { describeUnless } from '@postern/kit/testing'
import { Problem, writeIdentityProviderMetadata, writeServiceProviderMetadata } from '@postern/saml'
import { expect, test } from 'vitest'
import { testSigningKey } from '../sign-in/test-signing-key.ts'
import { readIdentityProvider } from './read-identity-provider.ts'

const now = Date.parse('2026-11-25T09:00:00Z')
const ourAddress = 'https://sso.example/plugins/servlet/no.kantega.saml/sp/1/login'
const key = testSigningKey('Signing', now)
const entityId = 'https://sts.windows.net/1/'
const octets = (xml: string) => new TextEncoder().encode(xml)
const read = (xml: string) => readIdentityProvider(octets(xml), { ourAddress, now })

const written = (location = 'https://login.example/saml2', sign = true) =>
  writeIdentityProviderMetadata({
    id: '_1',
    entityId,
    certificates: [key.certificate],
    location,
    ...(sign ? { sign: key } : {}),
  })

/** The code of the Problem that `work` throws. */
function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (thrown) {
    if (thrown instanceof Problem) return thrown.code
    throw thrown
  }
  return 'none'
}

test('reads name, endpoints and certificates', () => {
  const provider = read(written())
  expect(provider.entityId).toBe(entityId)
  expect(provider.singleSignOn.map(({ location }) => location)).toEqual([
    'https://login.example/saml2',
    'https://login.example/saml2',
  ])
  expect(provider.singleLogout?.location).toBe('https://login.example/saml2')
  expect(provider.certificates.map(({ sha256 }) => sha256)).toEqual([key.certificate.sha256])
})

test('plain http is for this machine only', () => {
  expect(codeOf(() => read(written('http://login.example/saml2')))).toBe('metadata-location')
  expect(codeOf(() => read(written('http://127.0.0.1:4100/saml2')))).toBe('none')
})

test('what was changed after it was signed is refused', () => {
  expect(codeOf(() => read(written().replaceAll('login.example', 'evil.example')))).toBe('metadata-signature')
})

test('what is over is refused', () => {
  const over = written(undefined, false).replace('entityID=', 'validUntil="2026-11-25T08:59:59Z" entityID=')
  expect(codeOf(() => read(over))).toBe('metadata-valid-until')
})

test('our own metadata, and another service provider’s, are no identity provider', () => {
  const of = (address: string) =>
    writeServiceProviderMetadata({ id: '_1', entityId: address, assertionConsumerServiceUrl: address })
  expect(codeOf(() => read(of(ourAddress)))).toBe('metadata-ourselves')
  expect(codeOf(() => read(of('https://other.example/')))).toBe('metadata-not-identity-provider')
})

test('several identity providers in one file are named, not guessed', () => {
  const one = written(undefined, false).replace(/^<\?xml[^>]*\?>/, '')
  const xml = `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${one}${one
    .replaceAll(entityId, 'https://sts.windows.net/2/')
    .replace('ID="_1"', 'ID="_2"')}</EntitiesDescriptor>`
  expect(codeOf(() => read(xml))).toBe('metadata-several')
})

test('without endpoint or certificate it cannot be used', () => {
  const without = (element: RegExp) => written(undefined, false).replaceAll(element, '')
  expect(codeOf(() => read(without(/<KeyDescriptor.*?<\/KeyDescriptor>/gs)))).toMatch(/^metadata-/)
  expect(codeOf(() => read(without(/<SingleSignOnService[^>]*>/g)))).toMatch(/^metadata-/)
})

test.each(['', 'hello', '<html><body></body></html>', '<!DOCTYPE html><html/>', '\ufeff<a/>'])(
  'what is no metadata is answered with a code: %j',
  (text) => {
    expect(codeOf(() => read(text))).not.toBe('none')
  },
)

const sample = new URL(
  '../../../../../shared/samples/entra/metadata/entra-app-2023-logto.xml',
  import.meta.url,
)
describeUnless(existsSync(sample) ? undefined : 'the sample is not there', 'a file of Entra', () => {
  test('is read', () => {
    const provider = readIdentityProvider(readFileSync(sample), { ourAddress, now })
    expect(provider.entityId).toMatch(/^https:\/\/sts\.windows\.net\/[0-9a-f-]{36}\/$/)
    expect(provider.certificates.length).toBeGreaterThan(0)
  })
})
