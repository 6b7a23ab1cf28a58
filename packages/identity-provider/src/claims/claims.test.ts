import { expect, test } from 'vitest'
import { claimsOf } from './claims.ts'

const user = {
  id: 'object-id',
  displayName: 'B.Simon',
  userPrincipalName: 'B.Simon@contoso.example',
  givenName: 'Britta',
  surname: 'Simon',
  mail: 'b@contoso.example',
  enabled: true,
  createdAt: 0,
}
const tenant = { id: 'tenant', entityId: 'https://idp.example/tenant/' }

test('claims come in the order seen on the wire', () => {
  expect(claimsOf(user, tenant).map(({ name }) => name)).toEqual([
    'http://schemas.microsoft.com/identity/claims/tenantid',
    'http://schemas.microsoft.com/identity/claims/objectidentifier',
    'http://schemas.microsoft.com/identity/claims/displayname',
    'http://schemas.microsoft.com/identity/claims/identityprovider',
    'http://schemas.microsoft.com/claims/authnmethodsreferences',
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname',
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname',
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
  ])
})

test('a claim whose source is empty is left out', () => {
  const bare = { ...user, givenName: undefined, surname: undefined, mail: undefined }
  expect(claimsOf(bare, tenant).map(({ name }) => name.split('/').at(-1))).not.toContain('emailaddress')
  expect(claimsOf(bare, tenant)).toHaveLength(6)
})
