import type { Preset } from './preset.ts'

const everybody = 'Everybody of the realm may come in, unless its authentication flow says otherwise.'

export const keycloak: Preset = {
  id: 'keycloak',
  label: 'Keycloak',
  appProperties: {
    section: 'Create client, of type SAML',
    fields: ['Client ID', 'Valid redirect URIs', 'Master SAML Processing URL'],
  },
  metadata: {
    file: 'SAML 2.0 Identity Provider Metadata, under Realm settings, saved as a file',
    address: 'the link SAML 2.0 Identity Provider Metadata, under Realm settings',
  },
  fingerprint: { algorithm: 'SHA-256', label: 'SHA-256 fingerprint' },
  assignment: { basic: everybody, premium: everybody },
}
