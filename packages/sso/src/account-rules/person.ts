import type { Identity } from '@postern/saml'
import { claimProblem } from './problems.ts'
import { type AccountRules, type Mapping, usualRules } from './rules.ts'
import { transformed, withoutGuest } from './user-name.ts'

const ws = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'
const ms = 'http://schemas.microsoft.com/identity/claims'
const transient = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient'
const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'

/** The claims that are read, by the names under which Entra sends them (entra.md 1.5). */
export const claimNames = {
  objectIdentifier: `${ms}/objectidentifier`,
  displayName: `${ms}/displayname`,
  emailAddress: `${ws}/emailaddress`,
  givenName: `${ws}/givenname`,
  surname: `${ws}/surname`,
  name: `${ws}/name`,
  groups: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups',
  /** In place of `groups` when there are too many (entra.md 1.7). */
  groupsLink: 'http://schemas.microsoft.com/claims/groups.link',
} as const

/** The NameID, where a claim is named. */
export const nameIdClaim = 'NameID'

/** What of an identity an account is made of. */
export type Claims = Pick<Identity, 'nameId' | 'nameIdFormat' | 'attributes'>

/** The person whom an assertion names, in the words of an account. */
export interface Person {
  readonly subject: string
  readonly userName: string
  readonly displayName: string
  /** Undefined where nothing that was sent has the form of an address. */
  readonly emailAddress: string | undefined
  /** Full name and address where they were sent as such, and not made of the user name. */
  readonly sent: { readonly displayName: string | undefined; readonly emailAddress: string | undefined }
  /** The user name as it came, and on its way, and `linkName`: the connection must know the domain of each that has one. */
  readonly names: readonly string[]
  /** The user name at the application, where a claim of its own says which account is theirs. */
  readonly linkName: string | undefined
}

/**
 * Who it is, by the rules of the connection. `subject` is what never changes: usually the objectidentifier claim, else the
 * NameID, but never a transient one, which is another each time.
 */
export function personOf(identity: Claims, rules: AccountRules = usualRules): Person {
  const { mapping, transform, finding } = rules
  const needed = (claim: string, field: string) => {
    if (claim === '') return undefined
    const value = claimOf(identity, claim)
    if (value === undefined) throw claimProblem('claim-missing', { claim, field })
    return value
  }
  const upn = claimOf(identity, claimNames.name)
  const subject = needed(mapping.subject, 'Immutable id') ?? usualSubject(identity)
  const raw = needed(mapping.userName, 'User name') ?? usualUserName(identity)
  const userName = transformed(raw, transform).trim()
  const { nameId } = identity
  const linkName = finding.linkBy.by === 'attribute' ? claimOf(identity, finding.linkBy.claim) : undefined
  if (!subject) throw claimProblem('account-subject', { nameId })
  if (!isUserName(userName)) throw claimProblem('account-name', { nameId, userName })
  const sent = { displayName: fullName(identity, mapping), emailAddress: address(identity, mapping) }
  return {
    subject,
    userName,
    displayName: (sent.displayName ?? upn ?? userName).slice(0, 255),
    emailAddress: [sent.emailAddress, upn, nameId].find(isAddress),
    sent,
    names: [raw, transform.guest ? withoutGuest(raw) : raw, userName, linkName ?? ''],
    linkName,
  }
}

function usualSubject(identity: Claims): string | undefined {
  const { nameId, nameIdFormat } = identity
  return claimOf(identity, claimNames.objectIdentifier) ?? (nameIdFormat === transient ? undefined : nameId)
}

/** The NameID, or the UPN (claim `name`) where the NameID was made not to be read. Judges nothing. */
export function usualUserName(identity: Claims): string {
  const { nameId, nameIdFormat } = identity
  const opaque = nameIdFormat === transient || nameIdFormat === persistent
  const upn = opaque ? claimOf(identity, claimNames.name) : undefined
  return (upn ?? (nameIdFormat === transient ? '' : nameId)).trim()
}

function fullName(identity: Claims, { displayName }: Mapping): string | undefined {
  const shown = (name: string) => valuesOf(identity, name)[0]
  const both = [shown(claimNames.givenName), shown(claimNames.surname)].filter(Boolean).join(' ')
  const mapped = displayName && shown(displayName)
  return (mapped || shown(claimNames.displayName) || both || undefined)?.slice(0, 255)
}

function address(identity: Claims, { emailAddress }: Mapping): string | undefined {
  const named = claimOf(identity, emailAddress || claimNames.emailAddress)
  return isAddress(named) ? named : undefined
}

/** The values that say something, each once. */
export function valuesOf(identity: Claims, claim: string): readonly string[] {
  const all = claim === nameIdClaim ? [identity.nameId] : (identity.attributes.get(claim) ?? [])
  const values = all.map((value) => value.trim()).filter(Boolean)
  return [...new Set(values)]
}

/** One value or none, for what an account hangs on (ATTR-1): of two that differ, one would be chosen by chance. */
export function claimOf(identity: Claims, claim: string): string | undefined {
  const values = valuesOf(identity, claim)
  if (values.length > 1) throw claimProblem('claim-repeated', { claim, values: values.slice(0, 5) })
  return values[0]
}

/** What Bitbucket takes as a user name, and nothing that could be read as two lines or as another name. */
function isUserName(text: string): boolean {
  return text.length >= 1 && text.length <= 255 && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text)
}

function isAddress(text: string | undefined): text is string {
  return text !== undefined && text.length <= 254 && /^[^\s@<>"(),:;\\]+@[^\s@<>"(),:;\\]+$/.test(text)
}
