import { readMetadata } from '../messages/metadata.ts'
import { writeIdentityProviderMetadata, writeServiceProviderMetadata } from '../messages/metadata-writer.ts'
import { judgeMetadata, type MetadataExpectation } from '../profile/metadata-checks.ts'
import { now } from './forge.ts'
import { keys, trusted } from './keys.ts'
import { judgedVector, type Vector, vector } from './vector.ts'

export const entityId = 'https://idp.example.test/'
export const identityProvider = (signed = true) =>
  writeIdentityProviderMetadata({
    id: '_m',
    entityId,
    certificates: [keys.idp.certificate, keys.other.certificate],
    location: 'https://idp.example.test/saml2',
    wsFederationLocation: 'https://idp.example.test/wsfed',
    ...(signed ? { sign: keys.idp } : {}),
  })
export const serviceProvider = (validUntil?: number) =>
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
const namespace = 'urn:oasis:names:tc:SAML:2.0:metadata'
const read = (xml: string) => readMetadata(Buffer.from(xml, 'utf8'), { keys: trusted })
const reads = (...documents: readonly string[]): readonly Vector[] =>
  documents.map((xml, at) => vector(`document ${at + 1}`, () => read(xml)))
const located = (to: string) => identityProvider(false).replaceAll('https://idp.example.test/saml2', to)
const entities = (...ids: readonly string[]) =>
  `<EntitiesDescriptor xmlns="${namespace}">${ids.map((id) => `<EntityDescriptor entityID="${id}"/>`).join('')}</EntitiesDescriptor>`
const certificates = (count: number) =>
  identityProvider(false).replaceAll(/(<X509Certificate>[^<]*<\/X509Certificate>)/g, (one) =>
    one.repeat(count),
  )

/** For every refusal of metadata, by code. */
export const refusedMetadata: Readonly<Record<string, readonly Vector[]>> = {
  'metadata-entity': reads(
    identityProvider(false).replace(/entityID="[^"]*"/, ''),
    identityProvider(false).replace(/entityID="[^"]*"/, `entityID="${'x'.repeat(1025)}"`),
    entities(),
  ),
  'metadata-duplicate': reads(entities('a', 'a')),
  'metadata-location': reads(
    ...[
      'javascript:alert(1)',
      'http://idp.example.test/',
      'https://a@b/',
      '/saml2',
      'https://x/ y',
      'ftp://x/',
      'ftp://localhost/',
      'javascript://localhost/%0aalert(1)',
    ].map(located),
    located('https://:b@x/'),
  ),
  'metadata-time': reads(serviceProvider(now).replace(/validUntil="[^"]*"/, 'validUntil="tomorrow"')),
  'metadata-certificates': reads(certificates(33)),
  certificate: reads(identityProvider(false).replaceAll(/<X509Certificate>[^<]*/g, '<X509Certificate>AAAA')),
}

export const acceptedMetadata: Readonly<Record<string, readonly Vector[]>> = {
  'metadata-entity': reads(
    identityProvider(false).replace(/entityID="[^"]*"/, `entityID="${'x'.repeat(1024)}"`),
    entities('a'),
  ),
  'metadata-duplicate': reads(entities('a', 'b')),
  'metadata-location': reads(
    ...['http://127.0.0.1:4100/saml2', 'http://localhost/', 'http://[::1]/', 'https://x/?a=b#c'].map(located),
  ),
  'metadata-time': reads(serviceProvider(now)),
  'metadata-certificates': reads(certificates(32)),
  certificate: reads(identityProvider()),
}

const judged = (row: string, why: string, xml: string, expected: MetadataExpectation) =>
  judgedVector(why, row, () => judgeMetadata(read(xml), expected))
const broken = () => identityProvider().replace('/saml2"', '/saml3"')

/** For every row of the table for metadata. */
export const refusedMetadataRows: Readonly<Record<string, readonly Vector[]>> = {
  'metadata-signature': [
    judged('metadata-signature', 'broken', broken(), {}),
    judged('metadata-signature', 'absent', identityProvider(false), { keyConfigured: true }),
  ],
  'metadata-valid-until': [
    judged('metadata-valid-until', 'absent', identityProvider(), { keyConfigured: true }),
    judged('metadata-valid-until', 'over', serviceProvider(now), { now }),
  ],
  'metadata-entity-id': [
    judged('metadata-entity-id', 'without the slash', identityProvider(), {
      entityId: entityId.slice(0, -1),
    }),
  ],
}

export const acceptedMetadataRows: Readonly<Record<string, readonly Vector[]>> = {
  'metadata-signature': [
    judged('metadata-signature', 'trusted', serviceProvider(now), { keyConfigured: true }),
  ],
  'metadata-valid-until': [
    judged('metadata-valid-until', 'a millisecond before', serviceProvider(now), { now: now - 1 }),
  ],
  'metadata-entity-id': [judged('metadata-entity-id', 'the same', identityProvider(), { entityId })],
}
