import type { Migration, Store } from '@postern/kit/store'
import { isGuid } from '../guid.ts'
import type { AppRole, AppRoleProperties } from './app-role.ts'

interface Row {
  id: string
  application_id: string
  display_name: string
  description: string
  value: string
  enabled: number
}

export interface AppRoleTables {
  app_roles: Row
}

export const appRolesMigration: Migration = {
  name: '036-app-roles',
  up: async (database) => {
    await database.schema
      .createTable('app_roles')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('application_id', 'text', (column) =>
        column.notNull().references('applications.id').onDelete('cascade'),
      )
      .addColumn('display_name', 'text', (column) => column.notNull())
      .addColumn('description', 'text', (column) => column.notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .addColumn('enabled', 'integer', (column) => column.notNull())
      .addUniqueConstraint('app_roles_value', ['application_id', 'value'])
      .execute()
  },
}

/** How many one application has at most. */
export const mostRoles = 200

/** What people can be at an application (entra.md 3.5). */
export function appRoles(store: Store) {
  const table = () => store.tables<AppRoleTables>()
  return {
    async list(applicationId: string): Promise<readonly AppRole[]> {
      const rows = await table()
        .selectFrom('app_roles')
        .selectAll()
        .where('application_id', '=', applicationId)
        .orderBy('display_name')
        .orderBy('id')
        .limit(mostRoles)
        .execute()
      return rows.map(roleOf)
    },
    async find(applicationId: string, id: string): Promise<AppRole | undefined> {
      return isGuid(id) ? (await this.list(applicationId)).find((role) => role.id === id) : undefined
    },
    /** False where another role of the application has this value. */
    async save(applicationId: string, of: AppRole): Promise<boolean> {
      return store.transaction(async (inner) => {
        const rows = inner.tables<AppRoleTables>()
        const other = await rows
          .selectFrom('app_roles')
          .select('id')
          .where('application_id', '=', applicationId)
          .where('value', '=', of.value)
          .where('id', '<>', of.id)
          .executeTakeFirst()
        if (other) return false
        const columns = columnsOf(of)
        await rows
          .insertInto('app_roles')
          .values({ id: of.id, application_id: applicationId, ...columns })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
          .execute()
        return true
      })
    },
    /** Only one that is not enabled, so that nobody loses it by a slip (entra.md 3.5). False where it is, or is gone. */
    async remove(applicationId: string, id: string): Promise<boolean> {
      const removed = await table()
        .deleteFrom('app_roles')
        .where('application_id', '=', applicationId)
        .where('id', '=', id)
        .where('enabled', '=', 0)
        .returning('id')
        .executeTakeFirst()
      return removed !== undefined
    },
  }
}

const roleOf = (row: Row): AppRole => ({
  id: row.id,
  displayName: row.display_name,
  description: row.description,
  value: row.value,
  enabled: row.enabled === 1,
})

const columnsOf = (of: AppRoleProperties) => ({
  display_name: of.displayName,
  description: of.description,
  value: of.value,
  enabled: of.enabled ? 1 : 0,
})
