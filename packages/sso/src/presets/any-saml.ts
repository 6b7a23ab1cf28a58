import type { Preset } from './preset.ts'

const assigned = 'Where the identity provider lets people in by application, assign them to this one.'

export const anySaml: Preset = {
  id: 'any-saml',
  label: 'Any SAML 2.0',
  appProperties: {
    section: 'the settings of the service provider',
    fields: ['Entity ID', 'Assertion Consumer Service URL', 'Sign-on URL'],
  },
  metadata: {
    file: 'the identity provider’s SAML metadata, saved as a file',
    address: 'the address under which the identity provider publishes its metadata',
  },
  fingerprint: { algorithm: 'SHA-256', label: 'SHA-256 fingerprint' },
  assignment: { basic: assigned, premium: assigned },
}
