import { nameIdFormats } from '@postern/saml'

/** A source with at most two transformations after it. */
export interface Source {
  /** The name of an attribute, or text. */
  readonly from: string
  readonly transformations: readonly Transformation[]
}

export interface Transformation {
  readonly kind: string
  readonly parameters: Readonly<Record<string, string>>
}

/** *Claim conditions*: who gets another value. */
export interface Condition {
  readonly userType: 'Any' | 'Member' | 'Guest'
  /** Object ids; empty: whatever the groups. */
  readonly groups: readonly string[]
  readonly source: Source
}

/** What decides a value: of the conditions that hold the last, else the source. */
export interface Rule {
  readonly source: Source
  readonly conditions: readonly Condition[]
}

export interface Claim extends Rule {
  readonly name: string
  readonly namespace: string
}

export interface GroupsClaim {
  readonly which: 'none' | 'all' | 'assigned' | 'directory-roles'
  /** Display names only of groups that are assigned: others are nobody's promise that a name is used once. */
  readonly value: 'id' | 'display-name'
  /** Empty: the usual name. */
  readonly name: string
  readonly namespace: string
  readonly emitAsRoles: boolean
  readonly filter: { readonly match: 'prefix' | 'suffix' | 'contains'; readonly text: string } | undefined
}

export interface ClaimsConfiguration {
  readonly nameId: Rule & { readonly format: NameIdFormatName }
  /** In the order in which they are written. */
  readonly claims: readonly Claim[]
  readonly groups: GroupsClaim
}

/** *Choose name identifier format* (entra.md 1.3). */
export const nameIdFormatNames = [
  { name: 'default', label: 'Default', uri: undefined },
  { name: 'persistent', label: 'Persistent', uri: nameIdFormats.persistent },
  { name: 'emailAddress', label: 'Email address', uri: nameIdFormats.emailAddress },
  { name: 'unspecified', label: 'Unspecified', uri: nameIdFormats.unspecified },
  {
    name: 'windowsDomainQualifiedName',
    label: 'Windows domain qualified name',
    uri: 'urn:oasis:names:tc:SAML:1.1:nameid-format:WindowsDomainQualifiedName',
  },
] as const
export type NameIdFormatName = (typeof nameIdFormatNames)[number]['name']

const basic = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'

export const plain = (from: string): Rule => ({ source: { from, transformations: [] }, conditions: [] })

/** What Entra begins with, in the order seen on the wire (entra.md 1.7). */
export const usualClaims: ClaimsConfiguration = {
  nameId: { format: 'default', ...plain('user.userprincipalname') },
  claims: [
    { name: 'givenname', namespace: basic, ...plain('user.givenname') },
    { name: 'surname', namespace: basic, ...plain('user.surname') },
    { name: 'emailaddress', namespace: basic, ...plain('user.mail') },
    { name: 'name', namespace: basic, ...plain('user.userprincipalname') },
  ],
  groups: { which: 'none', value: 'id', name: '', namespace: '', emitAsRoles: false, filter: undefined },
}

/** The Name on the wire. */
export const wireName = ({
  name,
  namespace,
}: {
  readonly name: string
  readonly namespace: string
}): string => (namespace === '' ? name : `${namespace.replace(/\/$/, '')}/${name}`)

export const identityClaims = 'http://schemas.microsoft.com/identity/claims'
export const roleClaim = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role'
export const groupsClaim = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups'
export const groupsLink = 'http://schemas.microsoft.com/claims/groups.link'
export const widsClaim = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/wids'
export const methodsClaim = 'http://schemas.microsoft.com/claims/authnmethodsreferences'

/** Those that are always written and cannot be given another value: an application believes them. */
export const restricted: ReadonlySet<string> = new Set([
  `${identityClaims}/tenantid`,
  `${identityClaims}/objectidentifier`,
  `${identityClaims}/displayname`,
  `${identityClaims}/identityprovider`,
  methodsClaim,
  groupsClaim,
  groupsLink,
  widsClaim,
  `${basic}/nameidentifier`,
  `${basic}/upn`,
])
