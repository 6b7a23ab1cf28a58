import { type AttributeToWrite, nameIdFormats } from '@postern/saml'
import {
  type ClaimsConfiguration,
  identityClaims,
  methodsClaim,
  nameIdFormatNames,
  type Rule,
  roleClaim,
  type Source,
  wireName,
} from './configuration.ts'
import { groupAttributes } from './groups-claim.ts'
import { isSource, valuesOf } from './sources.ts'
import type { Subject } from './subject.ts'
import { kindOf } from './transformations.ts'

const password = 'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password'

/** Where the answer comes from. */
export interface Issuing {
  readonly tenant: { readonly id: string; readonly entityId: string }
}

/** The claims about a person in the order seen on the wire (entra.md 1.7); a claim that has no value is left out. */
export function claimsOf(
  configuration: ClaimsConfiguration,
  subject: Subject,
  { tenant }: Issuing,
): readonly AttributeToWrite[] {
  const { user } = subject
  const groups = groupAttributes(configuration.groups, subject, tenant.entityId)
  const roles = configuration.groups.emitAsRoles ? [] : subject.roles
  const attributes: readonly AttributeToWrite[] = [
    { name: `${identityClaims}/tenantid`, values: [tenant.id] },
    { name: `${identityClaims}/objectidentifier`, values: [user.id] },
    { name: `${identityClaims}/displayname`, values: [user.displayName] },
    ...groups,
    { name: `${identityClaims}/identityprovider`, values: [tenant.entityId] },
    { name: methodsClaim, values: [password] },
    { name: roleClaim, values: roles },
    ...configuration.claims.map((claim) => ({ name: wireName(claim), values: valuesFor(claim, subject) })),
  ]
  return attributes.filter(({ values }) => values.length > 0)
}

/** The NameID: as configured, unless the request asks for another format (entra.md 1.3). */
export function nameIdOf(
  { nameId }: ClaimsConfiguration,
  subject: Subject,
  of: { readonly asked: string | undefined; readonly random: (octets: number) => Buffer },
): { readonly format: string; readonly value: string } {
  const [value] = valuesFor(nameId, subject)
  const pairwise = { format: nameIdFormats.persistent, value: subject.pairwiseId }
  const configured = formatOf(nameId.format, value)
  if (of.asked === undefined || of.asked === configured) {
    // A transformation without a result: Entra names the person by the pairwise identifier rather than by nothing.
    return value === undefined ? pairwise : { format: configured, value }
  }
  switch (of.asked) {
    case nameIdFormats.transient:
      return { format: of.asked, value: of.random(32).toString('base64url') }
    case nameIdFormats.persistent:
    case nameIdFormats.unspecified:
      return { ...pairwise, format: of.asked }
    default:
      return { format: nameIdFormats.emailAddress, value: subject.user.userPrincipalName }
  }
}

/**
 * The source of the NameID where this person has no value for it, and so no name (AADSTS501241, entra.md 1.3). Undefined where
 * there is one, a transformation gives one, or the request asks for a format that is made of something else.
 */
export function missingSourceOf(
  { nameId }: ClaimsConfiguration,
  subject: Subject,
  asked: string | undefined,
): string | undefined {
  const { from } = sourceFor(nameId, subject)
  if (valuesOf(from, subject).length > 0 || valuesFor(nameId, subject).length > 0) return undefined
  return asked === undefined || asked === formatOf(nameId.format, undefined) ? from : undefined
}

/** *Default* is an address where the value has the form of one; a Format is always written (entra.md 1.3). */
function formatOf(name: string, value: string | undefined): string {
  const uri = nameIdFormatNames.find((format) => format.name === name)?.uri
  if (uri !== undefined) return uri
  return value === undefined || value.includes('@') ? nameIdFormats.emailAddress : nameIdFormats.unspecified
}

/** Of the conditions that hold the last one's value, else that of the source. */
export const valuesFor = (rule: Rule, subject: Subject): readonly string[] =>
  transformed(sourceFor(rule, subject), subject)

function sourceFor(rule: Rule, subject: Subject): Source {
  const type = subject.user.userType ?? 'Member'
  const holds = rule.conditions.filter(
    ({ userType, groups }) =>
      (userType === 'Any' || userType === type) &&
      (groups.length === 0 || subject.groups.some(({ id }) => groups.includes(id))),
  )
  return (holds.at(-1) ?? rule).source
}

/** The transformations one after another. What is empty stays empty unless one gives it a value. */
function transformed({ from, transformations }: Source, subject: Subject): readonly string[] {
  let values = valuesOf(from, subject)
  const attribute = (name: string) => (isSource(name) ? (valuesOf(name, subject)[0] ?? '') : undefined)
  for (const { kind, parameters } of transformations) {
    const of = (parameter: string) => valuesOf(parameters[parameter] ?? '', subject)[0] ?? ''
    const inputs = values.length > 0 ? values : ['']
    values = inputs
      .map((input) => kindOf(kind)?.apply(input, of, attribute) ?? '')
      .filter((value) => value !== '')
  }
  return [...new Set(values)]
}
