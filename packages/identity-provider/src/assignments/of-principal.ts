import type { Store } from '@postern/kit/store'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { applicationOf } from '../enterprise-applications/row.ts'
import { containing } from '../fold.ts'
import { mostGroups } from '../groups/members.ts'
import { like } from '../like.ts'
import { type AssignedApplication, applicationsShown } from '../users/applications-part.tsx'
import { defaultAccess, type Tables, throughGroups } from './store.ts'

const tilesShown = 200

/** What one person, or one group, is assigned to. */
export function assignmentsOf(store: Store) {
  const table = () => store.tables<Tables>()
  const direct = (userId: string) =>
    table().selectFrom('assignments').where('assignments.user_id', '=', userId)
  const through = (userId: string) => throughGroups(store, userId)
  return {
    /** Values of the app roles that a person has at an application, each once: those of an enabled role. */
    async roleValuesOf(applicationId: string, userId: string): Promise<readonly string[]> {
      const rows = await table()
        .selectFrom('app_roles')
        .select('app_roles.value')
        .where('app_roles.application_id', '=', applicationId)
        .where('app_roles.enabled', '=', 1)
        .where((of) =>
          of.or([
            of(
              'app_roles.id',
              'in',
              direct(userId)
                .select('assignments.role')
                .where('assignments.application_id', '=', applicationId),
            ),
            of(
              'app_roles.id',
              'in',
              through(userId)
                .select('group_assignments.role')
                .where('group_assignments.application_id', '=', applicationId),
            ),
          ]),
        )
        .orderBy('app_roles.value')
        .execute()
      return rows.map(({ value }) => value)
    },
    /** Object ids of the groups through which a person is assigned. */
    async groupsOf(applicationId: string, userId: string): Promise<readonly string[]> {
      const rows = await through(userId)
        .select('group_assignments.group_id')
        .where('group_assignments.application_id', '=', applicationId)
        .limit(mostGroups)
        .execute()
      return rows.map((row) => row.group_id)
    },
    /** What a person may open, by name: the tiles. */
    async applicationsOf(userId: string, search: string): Promise<readonly EnterpriseApplication[]> {
      const rows = await table()
        .selectFrom('applications')
        .selectAll('applications')
        .where((of) =>
          of.or([
            of('applications.id', 'in', direct(userId).select('assignments.application_id')),
            of('applications.id', 'in', through(userId).select('group_assignments.application_id')),
          ]),
        )
        .where('applications.enabled', '=', 1)
        .where('applications.visible', '=', 1)
        .where((of) => like(of.ref('applications.name_key'), containing(search)))
        .orderBy('applications.name_key')
        .limit(tilesShown)
        .execute()
      return rows.map(applicationOf)
    },
    /** Directly and by groups, by name. */
    async user(userId: string): Promise<readonly AssignedApplication[]> {
      const own = await direct(userId)
        .innerJoin('applications', 'applications.id', 'assignments.application_id')
        .leftJoin('app_roles', 'app_roles.id', 'assignments.role')
        .select(['applications.id', 'applications.name', 'applications.name_key'])
        .select(['app_roles.display_name as role_name', 'assignments.assigned_at'])
        .orderBy('applications.name_key')
        .limit(applicationsShown)
        .execute()
      const ofGroups = await through(userId)
        .innerJoin('groups', 'groups.id', 'group_assignments.group_id')
        .innerJoin('applications', 'applications.id', 'group_assignments.application_id')
        .leftJoin('app_roles', 'app_roles.id', 'group_assignments.role')
        .select(['applications.id', 'applications.name', 'applications.name_key'])
        .select(['app_roles.display_name as role_name', 'group_assignments.assigned_at'])
        .select(['groups.id as group_id', 'groups.display_name as group_name'])
        .orderBy('applications.name_key')
        .limit(applicationsShown)
        .execute()
      return [...own, ...ofGroups]
        .toSorted((a, b) => (a.name_key < b.name_key ? -1 : 1))
        .slice(0, applicationsShown)
        .map(assigned)
    },
    /** By name. */
    async group(groupId: string): Promise<readonly AssignedApplication[]> {
      const rows = await table()
        .selectFrom('group_assignments')
        .innerJoin('applications', 'applications.id', 'group_assignments.application_id')
        .leftJoin('app_roles', 'app_roles.id', 'group_assignments.role')
        .select(['applications.id', 'applications.name'])
        .select(['app_roles.display_name as role_name', 'group_assignments.assigned_at'])
        .where('group_assignments.group_id', '=', groupId)
        .orderBy('applications.name_key')
        .limit(applicationsShown)
        .execute()
      return rows.map(assigned)
    },
  }
}

const assigned = (row: {
  id: string
  name: string
  role_name: string | null
  assigned_at: number
  group_id?: string
  group_name?: string
}): AssignedApplication => ({
  id: row.id,
  name: row.name,
  role: row.role_name ?? defaultAccess,
  assignedAt: row.assigned_at,
  through:
    row.group_id === undefined
      ? undefined
      : { id: row.group_id, displayName: row.group_name ?? row.group_id },
})
