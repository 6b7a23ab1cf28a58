import type { AttributeToWrite } from '@postern/saml'
import type { User } from '../users/user.ts'

const identity = 'http://schemas.microsoft.com/identity/claims'
const basic = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'
const password = 'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password'

/** The required claim, as the screen names it. */
export const uniqueUserIdentifier = {
  claim: 'Unique User Identifier',
  source: 'user.userprincipalname [nameid-format:emailAddress]',
}

/** The basic claims and their sources, as the screen shows them. */
export const claimSources: readonly { readonly claim: string; readonly source: string }[] = [
  { claim: 'emailaddress', source: 'user.mail' },
  { claim: 'givenname', source: 'user.givenname' },
  { claim: 'name', source: 'user.userprincipalname' },
  { claim: 'surname', source: 'user.surname' },
]

/** The claims about a person in the order seen on the wire (entra.md 1.7); a claim whose source is empty is left out. */
export function claimsOf(
  user: User,
  tenant: { readonly id: string; readonly entityId: string },
): readonly AttributeToWrite[] {
  const claims: readonly (readonly [string, string | undefined])[] = [
    [`${identity}/tenantid`, tenant.id],
    [`${identity}/objectidentifier`, user.id],
    [`${identity}/displayname`, user.displayName],
    [`${identity}/identityprovider`, tenant.entityId],
    ['http://schemas.microsoft.com/claims/authnmethodsreferences', password],
    [`${basic}/givenname`, user.givenName],
    [`${basic}/surname`, user.surname],
    [`${basic}/emailaddress`, user.mail],
    [`${basic}/name`, user.userPrincipalName],
  ]
  return claims.flatMap(([name, value]) => (value ? [{ name, values: [value] }] : []))
}
