import type { Preset } from './preset.ts'

const assignments = 'Under Assignments, assign people or groups.'

export const okta: Preset = {
  id: 'okta',
  label: 'Okta',
  appProperties: {
    section: 'SAML Settings',
    fields: ['Single sign-on URL', 'Audience URI (SP Entity ID)'],
  },
  metadata: {
    file: 'the page behind Metadata URL, saved as a file',
    address: 'Metadata URL, under Sign On',
  },
  fingerprint: { algorithm: 'SHA-256', label: 'SHA-256 fingerprint' },
  usualHosts: [
    { entityId: 'www.okta.com', location: '.okta.com' },
    { entityId: 'www.okta.com', location: '.okta-emea.com' },
    { entityId: 'www.okta.com', location: '.oktapreview.com' },
  ],
  assignment: { basic: assignments, premium: assignments },
}
