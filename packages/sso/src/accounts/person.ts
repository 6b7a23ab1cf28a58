import type { Identity } from '@postern/saml'
import { accountProblem } from './problems.ts'

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
} as const

/** The person whom an assertion names, in the words of an account. */
export interface Person {
  readonly subject: string
  readonly userName: string
  readonly displayName: string
  /** Undefined where nothing that was sent has the form of an address. */
  readonly emailAddress: string | undefined
}

/**
 * Who it is. `subject` is what never changes: the objectidentifier claim, else the NameID, but never a transient one, which
 * is another each time. The user name is the NameID, or the UPN (claim `name`) where the NameID was made not to be read.
 */
export function personOf(identity: Identity): Person {
  const claim = (name: string) => single(identity, name)
  const shown = (name: string) => valuesOf(identity, name)[0]
  const upn = claim(claimNames.name)
  const { nameId, nameIdFormat } = identity
  const opaque = nameIdFormat === transient || nameIdFormat === persistent
  const subject = claim(claimNames.objectIdentifier) ?? (nameIdFormat === transient ? undefined : nameId)
  const userName = ((opaque ? upn : undefined) ?? (nameIdFormat === transient ? '' : nameId)).trim()
  if (!subject || !isUserName(userName)) throw accountProblem('account-name', { nameId })
  const both = [shown(claimNames.givenName), shown(claimNames.surname)].filter(Boolean).join(' ')
  return {
    subject,
    userName,
    displayName: (shown(claimNames.displayName) || both || upn || userName).slice(0, 255),
    emailAddress: [claim(claimNames.emailAddress), upn, nameId].find(isAddress),
  }
}

/** The values that say something, each once. */
function valuesOf(identity: Identity, claim: string): readonly string[] {
  const values = (identity.attributes.get(claim) ?? []).map((value) => value.trim()).filter(Boolean)
  return [...new Set(values)]
}

/** One value or none, for what an account hangs on (ATTR-1): of two that differ, one would be chosen by chance. */
function single(identity: Identity, claim: string): string | undefined {
  const values = valuesOf(identity, claim)
  if (values.length > 1) throw accountProblem('claim-repeated', { claim, values: values.slice(0, 5) })
  return values[0]
}

/** What Bitbucket takes as a user name, and nothing that could be read as two lines or as another name. */
function isUserName(text: string): boolean {
  return text.length >= 1 && text.length <= 255 && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text)
}

function isAddress(text: string | undefined): text is string {
  return text !== undefined && text.length <= 254 && /^[^\s@<>"(),:;\\]+@[^\s@<>"(),:;\\]+$/.test(text)
}
