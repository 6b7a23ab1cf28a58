import type { ClaimsConfiguration, GroupsClaim, Rule } from './configuration.ts'
import { isSource } from './sources.ts'

/** A rule in one line, as the screen shows it: `ToLowercase(user.mail)`, and how many conditions there are. */
export function saysOf({ source, conditions }: Rule): string {
  const from = isSource(source.from) ? source.from : `"${source.from}"`
  const whole = source.transformations.reduce((inner, { kind, parameters }) => {
    const given = Object.values(parameters).filter((value) => value !== '')
    return `${kind}(${[inner, ...given].join(', ')})`
  }, from)
  if (conditions.length === 0) return whole
  return `${whole} + ${conditions.length === 1 ? '1 condition' : `${conditions.length} conditions`}`
}

/** The NameID with its format, as Entra's screen shows it. */
export const saysOfNameId = ({ nameId }: ClaimsConfiguration): string =>
  `${saysOf(nameId)} [nameid-format:${nameId.format === 'default' ? 'emailAddress' : nameId.format}]`

export function saysOfGroups({ which, value, emitAsRoles, filter }: GroupsClaim): string {
  const groups = {
    none: 'None',
    all: 'All groups',
    assigned: 'Groups assigned to the application',
    'directory-roles': 'Directory roles',
  }[which]
  if (which === 'none' || which === 'directory-roles') return groups
  const parts = [
    value === 'display-name' && which === 'assigned' ? 'display names' : 'object ids',
    filter && `${filter.match} “${filter.text}”`,
    emitAsRoles && 'as roles',
  ]
  return `${groups} (${parts.filter(Boolean).join(', ')})`
}
