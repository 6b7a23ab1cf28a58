import type { Preset } from './preset.ts'

const rule = 'An access control policy of the relying party trust says who may come in.'

export const adFs: Preset = {
  id: 'ad-fs',
  label: 'AD FS',
  appProperties: {
    section: 'Add Relying Party Trust Wizard',
    fields: ['Relying party SAML 2.0 SSO service URL', 'Relying party trust identifier'],
  },
  metadata: {
    file: 'FederationMetadata.xml, saved from the address below /FederationMetadata/2007-06/',
    address: 'the address that ends in /FederationMetadata/2007-06/FederationMetadata.xml',
  },
  fingerprint: { algorithm: 'SHA-1', label: 'Thumbprint' },
  assignment: { basic: rule, premium: rule },
}
