import type { Form } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { Store } from '@postern/kit/store'
import { may } from '../console/person.ts'
import { type DirectoryRole, isRole } from '../console/role.ts'
import { fold } from '../fold.ts'
import { errorsOf } from './properties.ts'

/** *Assignments* of *Create new user*, as typed: groups by name or object id, one a line. */
export interface TypedAssignments {
  readonly groups: string
  readonly roles: readonly string[]
}

export interface NamedGroup {
  readonly id: string
  readonly displayName: string
}

export interface NewAssignments {
  readonly groups: readonly NamedGroup[]
  readonly roles: readonly DirectoryRole[]
}

/** Answered by the groups and the administrators, who stand above the users. */
export interface Assigns {
  /** Those that have one of these display names, without regard to case, or object ids. */
  readonly groupsNamed: (names: readonly string[]) => Promise<readonly NamedGroup[]>
  readonly assign: (store: Store, userId: string, of: NewAssignments, now: number) => Promise<void>
}

/** How many groups and roles a new user is given at most (entra.md 3.4). */
export const mostAssignments = 20

export const noAssignments: TypedAssignments = { groups: '', roles: [] }

export const typedAssignments = (form: Form): TypedAssignments => ({
  groups: form.text('groups'),
  roles: form.all('role'),
})

/** Judges what was typed. Roles are given by a Global Administrator alone, by whatever form. */
export async function readAssignments(
  web: Web,
  typed: TypedAssignments,
  groupsNamed: Assigns['groupsNamed'],
): Promise<{ readonly errors: readonly FieldError[]; readonly of: NewAssignments }> {
  const lines = typed.groups.split(/\r?\n/).map((line) => line.trim())
  const names = [...new Set(lines.filter((line) => line !== ''))]
  const roles = [...new Set(typed.roles.filter(isRole))]
  const tooMany = names.length + roles.length > mostAssignments
  const known = tooMany ? [] : await groupsNamed(names)
  const found = names.map((name) => known.filter((group) => group.id === name || isCalled(group, name)))
  const errors = errorsOf({
    groups: tooMany
      ? `Name at most ${mostAssignments} groups and roles, and add the others after.`
      : faultOfGroups(names, found),
    role:
      roles.length > 0 && !may(web)
        ? 'Only a Global Administrator gives roles. Create the user without them.'
        : undefined,
  })
  const groups = new Map(found.flat().map((group) => [group.id, group]))
  return { errors, of: { groups: [...groups.values()], roles } }
}

const isCalled = ({ displayName }: NamedGroup, name: string) => fold(displayName) === fold(name)

function faultOfGroups(
  names: readonly string[],
  found: readonly (readonly NamedGroup[])[],
): string | undefined {
  const at = found.findIndex((groups) => groups.length !== 1)
  if (at === -1) return undefined
  return found[at]?.length === 0
    ? `There is no group “${names[at]}”. Type its name or its object id.`
    : `Several groups are called “${names[at]}”. Type the object id of the one that is meant.`
}
