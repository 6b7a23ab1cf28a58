import type { Migration, Store } from '@postern/kit/store'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { type ApplicationTables, applicationOf } from '../enterprise-applications/row.ts'
import { containing } from '../fold.ts'
import { like } from '../like.ts'
import { userOf } from '../users/row.ts'
import type { UserTables } from '../users/store.ts'
import type { User } from '../users/user.ts'

/** The role of an assignment where the application has none of its own. */
export const defaultAccess = 'Default Access'

interface AssignmentTables {
  assignments: { application_id: string; user_id: string; role: string; assigned_at: number }
}

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

export interface Assignment {
  readonly user: User
  readonly role: string
  readonly assignedAt: number
}

export const assignmentsShown = 100
const tilesShown = 200

export function assignments(store: Store) {
  const table = () => store.tables<AssignmentTables & UserTables & ApplicationTables>()
  return {
    async assign(applicationId: string, userIds: readonly string[], now: number): Promise<void> {
      const role = defaultAccess
      await table()
        .insertInto('assignments')
        .values(userIds.map((id) => ({ application_id: applicationId, user_id: id, role, assigned_at: now })))
        .onConflict((conflict) => conflict.columns(['application_id', 'user_id']).doNothing())
        .execute()
    },
    async remove(applicationId: string, userId: string): Promise<void> {
      await table()
        .deleteFrom('assignments')
        .where('application_id', '=', applicationId)
        .where('user_id', '=', userId)
        .execute()
    },
    async isAnybodyAssigned(applicationId: string): Promise<boolean> {
      const row = await table()
        .selectFrom('assignments')
        .select('role')
        .where('application_id', '=', applicationId)
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },
    async isAssigned(applicationId: string, userId: string): Promise<boolean> {
      const row = await table()
        .selectFrom('assignments')
        .select('role')
        .where('application_id', '=', applicationId)
        .where('user_id', '=', userId)
        .executeTakeFirst()
      return row !== undefined
    },
    /** Who is assigned, by display name. */
    async of(applicationId: string, search: string): Promise<readonly Assignment[]> {
      const rows = await table()
        .selectFrom('assignments')
        .innerJoin('users', 'users.id', 'assignments.user_id')
        .selectAll('users')
        .select(['assignments.role', 'assignments.assigned_at'])
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
      return rows.map((row) => ({ user: userOf(row), role: row.role, assignedAt: row.assigned_at }))
    },
    /** What a person may open, by name: the tiles. */
    async applicationsOf(userId: string, search: string): Promise<readonly EnterpriseApplication[]> {
      const rows = await table()
        .selectFrom('assignments')
        .innerJoin('applications', 'applications.id', 'assignments.application_id')
        .selectAll('applications')
        .where('assignments.user_id', '=', userId)
        .where('applications.enabled', '=', 1)
        .where('applications.visible', '=', 1)
        .where((of) => like(of.ref('applications.name_key'), containing(search)))
        .orderBy('applications.name_key')
        .limit(tilesShown)
        .execute()
      return rows.map(applicationOf)
    },
  }
}

export type Assignments = ReturnType<typeof assignments>
