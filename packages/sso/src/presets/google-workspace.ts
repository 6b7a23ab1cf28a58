import type { Preset } from './preset.ts'

const access = 'Under User access, turn the app on for everyone, or for organizational units and groups.'

export const googleWorkspace: Preset = {
  id: 'google-workspace',
  label: 'Google Workspace',
  appProperties: {
    section: 'Service provider details',
    fields: ['ACS URL', 'Entity ID', 'Start URL'],
  },
  metadata: {
    file: 'the file behind Download metadata, under Google Identity Provider details',
    address: 'none is published: use the file',
  },
  fingerprint: { algorithm: 'SHA-256', label: 'SHA-256 fingerprint' },
  assignment: { basic: access, premium: access },
}
