import type { Preset } from './preset.ts'

export const microsoftEntraId: Preset = {
  id: 'microsoft-entra-id',
  label: 'Microsoft Entra ID',
  appProperties: {
    section: 'Basic SAML Configuration',
    fields: ['Identifier', 'Reply URL', 'Sign-on URL'],
  },
  metadata: {
    file: 'Federation Metadata XML, under SAML Signing Certificate',
    address: 'App Federation Metadata Url, under SAML Signing Certificate',
  },
  fingerprint: { algorithm: 'SHA-1', label: 'Thumbprint' },
  usualHosts: [
    { entityId: 'sts.windows.net', location: 'login.microsoftonline.com' },
    { entityId: 'sts.windows.net', location: 'login.microsoftonline.us' },
    { entityId: 'sts.chinacloudapi.cn', location: 'login.partner.microsoftonline.cn' },
  ],
  assignment: {
    basic: 'In Users and groups, assign each person: groups can be assigned from Entra ID P1 on.',
    premium: 'In Users and groups, assign people or whole groups; members of nested groups are not included.',
  },
}
