import { readFileSync } from 'node:fs'

const folder = new URL('../../packages/saml/testdata/keys/', import.meta.url)
const pem = (name: string) => readFileSync(new URL(name, folder), 'utf8')

/** Both sides of the trust that every contender is configured with. */
export const parties = {
  issuer: 'https://idp.example.test/',
  entityId: 'https://sp.example.test/metadata',
  replyUrl: 'https://sp.example.test/acs',
  requestId: '_4fee3b046395c4e751011e97f8900b52',
  nameId: 'b.simon@contoso.example',
  idpKey: pem('idp.key'),
  idpCertificate: pem('idp.crt'),
  spKey: pem('sp.key'),
  spCertificate: pem('sp.crt'),
} as const

export const groupsAttribute = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups'
