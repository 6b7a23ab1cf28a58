import type { World } from '@postern/kit/world'
import { directoryRoles } from '../administrators/store.ts'
import { assignmentsOf } from '../assignments/of-principal.ts'
import type { DirectoryRole } from '../console/role.ts'
import { members } from '../groups/members.ts'
import type { User } from '../users/user.ts'
import type { Subject } from './subject.ts'

/** Template ids of the directory roles, the same in every tenant of Entra ID. */
const templateIds: Readonly<Record<DirectoryRole, string>> = {
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
  'Cloud Application Administrator': '158c047a-c907-4556-b7ef-446551a6b5f7',
  'User Administrator': 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'Security Reader': '5d6b6bb7-de71-4623-b4af-96380a352509',
}

/** What is known of a person for the claims of an application. */
export async function subjectOf({ store, seal }: World, applicationId: string, user: User): Promise<Subject> {
  const assigned = assignmentsOf(store)
  const held = await directoryRoles(store).of(user.id)
  return {
    user,
    // The same for one person at one application, and of no use to another application: 43 characters.
    pairwiseId: seal.tag(`${user.id}\n${applicationId}`, 'pairwise identifier'),
    groups: await members(store).groupsOf(user.id),
    assignedGroups: new Set(await assigned.groupsOf(applicationId, user.id)),
    roles: await assigned.roleValuesOf(applicationId, user.id),
    directoryRoles: held.map((role) => templateIds[role]),
  }
}
