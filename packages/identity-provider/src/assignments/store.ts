import type { Migration, Store } from '@postern/kit/store'
import type { AppRoleTables } from '../app-roles/store.ts'
import type { ApplicationTables } from '../enterprise-applications/row.ts'
import { containing } from '../fold.ts'
import type { Group } from '../groups/group.ts'
import { type GroupTables, groupOf } from '../groups/store.ts'
import { like } from '../like.ts'
import { userOf } from '../users/row.ts'
import type { UserTables } from '../users/store.ts'
import type { User } from '../users/user.ts'

/** The role of an assignment where the application has none of its own. */
export const defaultAccess = 'Default Access'

interface AssignmentTables {
  /** `role`: the id of an app role, or *Default Access*. */
  assignments: { application_id: string; user_id: string; role: string; assigned_at: number }
  group_assignments: { application_id: string; group_id: string; role: string; assigned_at: number }
}
export type Tables = AssignmentTables & UserTables & ApplicationTables & GroupTables & AppRoleTables

export const assignmentsMigration: Migration = {
  name: '016-assignments',
  up: async (database) => {
    await database.schema
      .createTable('assignments')
      .addColumn('application_id', 'text', (column) =>
        column.notNull().references('applications.id').onDelete('cascade'),
      )
      .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('assigned_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('assignments_key', ['application_id', 'user_id'])
      .execute()
    await database.schema.createIndex('assignments_user').on('assignments').column('user_id').execute()
  },
}

export const groupAssignmentsMigration: Migration = {
  name: '041-group-assignments',
  up: async (database) => {
    await database.schema
      .createTable('group_assignments')
      .addColumn('application_id', 'text', (column) =>
        column.notNull().references('applications.id').onDelete('cascade'),
      )
      .addColumn('group_id', 'text', (column) => column.notNull().references('groups.id').onDelete('cascade'))
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('assigned_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('group_assignments_key', ['application_id', 'group_id'])
      .execute()
    await database.schema
      .createIndex('group_assignments_group')
      .on('group_assignments')
      .column('group_id')
      .execute()
  },
}

/** How an assignment is shown: its role by name, since when. */
interface Assigned {
  readonly role: string
  readonly assignedAt: number
}
export type Assignment = Assigned & { readonly user: User }
export type GroupAssignment = Assigned & { readonly group: Group }

/** Whom an assignment is for. */
export interface Principals {
  readonly users: readonly string[]
  readonly groups: readonly string[]
}

export const assignmentsShown = 100

/** Assignments of the groups that this person is in. */
export const throughGroups = (store: Store, userId: string) =>
  store
    .tables<Tables>()
    .selectFrom('group_assignments')
    .innerJoin('group_members', 'group_members.group_id', 'group_assignments.group_id')
    .where('group_members.user_id', '=', userId)

/** Who gets in to which application: people, and the direct members of groups; nesting does not count (entra.md 3.5). */
export function assignments(store: Store) {
  const table = () => store.tables<Tables>()
  return {
    /** With this role; who is assigned already gets it in place of theirs. */
    async assign(applicationId: string, of: Principals, role: string, now: number): Promise<void> {
      const shared = { application_id: applicationId, role, assigned_at: now }
      await store.transaction(async (inner) => {
        const rows = inner.tables<Tables>()
        if (of.users.length > 0) {
          await rows
            .insertInto('assignments')
            .values(of.users.map((id) => ({ ...shared, user_id: id })))
            .onConflict((conflict) => conflict.columns(['application_id', 'user_id']).doUpdateSet({ role }))
            .execute()
        }
        if (of.groups.length > 0) {
          await rows
            .insertInto('group_assignments')
            .values(of.groups.map((id) => ({ ...shared, group_id: id })))
            .onConflict((conflict) => conflict.columns(['application_id', 'group_id']).doUpdateSet({ role }))
            .execute()
        }
      })
    },
    async remove(applicationId: string, userId: string): Promise<void> {
      await table()
        .deleteFrom('assignments')
        .where('application_id', '=', applicationId)
        .where('user_id', '=', userId)
        .execute()
    },
    async removeGroup(applicationId: string, groupId: string): Promise<void> {
      await table()
        .deleteFrom('group_assignments')
        .where('application_id', '=', applicationId)
        .where('group_id', '=', groupId)
        .execute()
    },
    async isAnybodyAssigned(applicationId: string): Promise<boolean> {
      for (const from of ['assignments', 'group_assignments'] as const) {
        const row = await table()
          .selectFrom(from)
          .select('role')
          .where('application_id', '=', applicationId)
          .limit(1)
          .executeTakeFirst()
        if (row) return true
      }
      return false
    },
    /** Directly, or as a member of a group. */
    async isAssigned(applicationId: string, userId: string): Promise<boolean> {
      const direct = await table()
        .selectFrom('assignments')
        .select('role')
        .where('application_id', '=', applicationId)
        .where('user_id', '=', userId)
        .executeTakeFirst()
      if (direct) return true
      const through = await throughGroups(store, userId)
        .select('group_assignments.role')
        .where('group_assignments.application_id', '=', applicationId)
        .limit(1)
        .executeTakeFirst()
      return through !== undefined
    },
    /** Of these groups those that are assigned. */
    async amongGroups(applicationId: string, groupIds: readonly string[]): Promise<readonly string[]> {
      if (groupIds.length === 0) return []
      const rows = await table()
        .selectFrom('group_assignments')
        .select('group_id')
        .where('application_id', '=', applicationId)
        .where('group_id', 'in', groupIds)
        .execute()
      return rows.map((row) => row.group_id)
    },
    /** Of these users those who are assigned directly. */
    async amongUsers(applicationId: string, userIds: readonly string[]): Promise<readonly string[]> {
      if (userIds.length === 0) return []
      const rows = await table()
        .selectFrom('assignments')
        .select('user_id')
        .where('application_id', '=', applicationId)
        .where('user_id', 'in', userIds)
        .execute()
      return rows.map((row) => row.user_id)
    },
    /** Who is assigned directly, by display name. */
    async of(applicationId: string, search: string): Promise<readonly Assignment[]> {
      const rows = await table()
        .selectFrom('assignments')
        .innerJoin('users', 'users.id', 'assignments.user_id')
        .leftJoin('app_roles', 'app_roles.id', 'assignments.role')
        .selectAll('users')
        .select(['app_roles.display_name as role_name', 'assignments.assigned_at'])
        .where('assignments.application_id', '=', applicationId)
        .where('users.deleted_at', 'is', null)
        .where((of) =>
          of.or([
            like(of.ref('users.display_key'), containing(search)),
            like(of.ref('users.upn_key'), containing(search)),
          ]),
        )
        .orderBy('users.display_key')
        .limit(assignmentsShown)
        .execute()
      return rows.map((row) => ({ user: userOf(row), ...assignedOf(row) }))
    },
    /** Which groups are assigned, by display name. */
    async groupAssignmentsOf(applicationId: string, search: string): Promise<readonly GroupAssignment[]> {
      const rows = await table()
        .selectFrom('group_assignments')
        .innerJoin('groups', 'groups.id', 'group_assignments.group_id')
        .leftJoin('app_roles', 'app_roles.id', 'group_assignments.role')
        .selectAll('groups')
        .select(['app_roles.display_name as role_name', 'group_assignments.assigned_at'])
        .where('group_assignments.application_id', '=', applicationId)
        .where((of) => like(of.ref('groups.display_key'), containing(search)))
        .orderBy('groups.display_key')
        .limit(assignmentsShown)
        .execute()
      return rows.map((row) => ({ group: groupOf(row), ...assignedOf(row) }))
    },
  }
}

export type Assignments = ReturnType<typeof assignments>

/** A role that is gone is no role: *Default Access*. */
const assignedOf = (row: { role_name: string | null; assigned_at: number }): Assigned => ({
  role: row.role_name ?? defaultAccess,
  assignedAt: row.assigned_at,
})
