import type { Migration, Store } from '@postern/kit/store'
import type { Tenant } from './tenant.ts'

interface TenantTables {
  tenants: { only: string; id: string; name: string }
}

export const tenantMigration: Migration = {
  name: '010-tenants',
  up: async (database) => {
    await database.schema
      .createTable('tenants')
      .addColumn('only', 'text', (column) => column.primaryKey())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .execute()
  },
}

/** The tenant of this store; `fresh` becomes it where there is none. Of two nodes that start at once, one makes it. */
export async function requireTenant(store: Store, fresh: Tenant): Promise<Tenant> {
  const table = store.tables<TenantTables>()
  await table
    .insertInto('tenants')
    .values({ only: 'tenant', ...fresh })
    .onConflict((conflict) => conflict.column('only').doNothing())
    .execute()
  return table.selectFrom('tenants').select(['id', 'name']).executeTakeFirstOrThrow()
}
