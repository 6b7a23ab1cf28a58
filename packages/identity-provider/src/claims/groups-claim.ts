import type { AttributeToWrite } from '@postern/saml'
import { type GroupsClaim, groupsClaim, groupsLink, roleClaim, widsClaim, wireName } from './configuration.ts'
import type { Subject } from './subject.ts'

/** Beyond this many groups SAML carries none, and the link where they can be asked for (entra.md 1.7). */
export const mostGroups = 150

/** The groups of a person as attributes: a list, the link in its place, the directory roles, or nothing. */
export function groupAttributes(
  of: GroupsClaim,
  subject: Subject,
  entityId: string,
): readonly AttributeToWrite[] {
  if (of.which === 'none') return []
  if (of.which === 'directory-roles') return [{ name: widsClaim, values: subject.directoryRoles }]
  const groups = subject.groups
    .filter(({ id }) => of.which === 'all' || subject.assignedGroups.has(id))
    .filter(({ displayName }) => fits(of.filter, displayName))
  if (groups.length > mostGroups) {
    return [{ name: groupsLink, values: [`${entityId}users/${subject.user.id}/getMemberObjects`] }]
  }
  const byName = of.which === 'assigned' && of.value === 'display-name'
  const values = [...new Set(groups.map(({ id, displayName }) => (byName ? displayName : id)))]
  return [{ name: nameOf(of), values }]
}

function nameOf(of: GroupsClaim): string {
  if (of.emitAsRoles) return roleClaim
  return of.name === '' ? groupsClaim : wireName(of)
}

function fits(filter: GroupsClaim['filter'], name: string): boolean {
  if (!filter) return true
  switch (filter.match) {
    case 'prefix':
      return name.startsWith(filter.text)
    case 'suffix':
      return name.endsWith(filter.text)
    case 'contains':
      return name.includes(filter.text)
  }
}
