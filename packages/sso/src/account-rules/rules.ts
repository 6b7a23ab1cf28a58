/** A claim by its whole name, `NameID` for the NameID, '' for what is usual. */
export type ClaimName = string

/** Which claim fills which part of an account. */
export interface Mapping {
  /** *Immutable id*: what ties a person to an account. */
  readonly subject: ClaimName
  readonly userName: ClaimName
  readonly displayName: ClaimName
  readonly emailAddress: ClaimName
  readonly groups: ClaimName
}

/** What is done to a user name, in this order, before an account is looked for. */
export interface Transform {
  /** `anna_fabrikam.example#EXT#@contoso.example` becomes `anna@fabrikam.example`. */
  readonly guest: boolean
  readonly expression?: Expression
  /** What stands from the last @ on goes. */
  readonly cutDomain: boolean
  readonly lowerCase: boolean
}

/** The first place where `pattern` (RE2 syntax) matches becomes `replacement`, in which `$1` is the first group. */
export interface Expression {
  readonly pattern: string
  readonly replacement: string
}

/** By what an account that is there already is found, the first time somebody comes. */
export type LinkBy =
  | { readonly by: 'user-name' }
  | { readonly by: 'email-address' }
  /** A claim whose value is the user name at the application. */
  | { readonly by: 'attribute'; readonly claim: ClaimName }

/** Members of `from`, a group's id or name at the identity provider, are in the application's group `to`. */
export interface ManagedGroup {
  readonly from: string
  readonly to: string
}

/** What a connection says about the accounts of its people, beyond *Bitbucket user accounts*. */
export interface AccountRules {
  readonly mapping: Mapping
  readonly transform: Transform
  readonly finding: Finding
  readonly groups: GroupRules
}

/** How a person is found the first time, and what follows later. */
export interface Finding {
  readonly linkBy: LinkBy
  /** Full name and address at the application become those that the identity provider sends. */
  readonly update: boolean
  /** The account is renamed when the user name changes. */
  readonly rename: boolean
  /** Somebody who is in none of *Groups for users* any more gets them again. */
  readonly returning: boolean
}

export interface GroupRules {
  /** Nobody is ever added to or taken out of a group that is not among them. */
  readonly managed: readonly ManagedGroup[]
  /** An answer without the groups claim says that the person is in no group; else it says nothing. */
  readonly absentMeansNone: boolean
}

export const usualRules: AccountRules = {
  mapping: { subject: '', userName: '', displayName: '', emailAddress: '', groups: '' },
  transform: { guest: false, cutDomain: false, lowerCase: false },
  finding: { linkBy: { by: 'user-name' }, update: false, rename: false, returning: false },
  groups: { managed: [], absentMeansNone: false },
}
