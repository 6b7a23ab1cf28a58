import type { Migration, Store } from '@postern/kit/store'
import { type ClaimsConfiguration, usualClaims } from './configuration.ts'

interface ClaimsTables {
  claims_configurations: { application_id: string; configuration: string }
}

export const claimsMigration: Migration = {
  name: '035-claims',
  up: async (database) => {
    await database.schema
      .createTable('claims_configurations')
      .addColumn('application_id', 'text', (column) =>
        column.primaryKey().references('applications.id').onDelete('cascade'),
      )
      .addColumn('configuration', 'text', (column) => column.notNull())
      .execute()
  },
}

/** *Attributes & Claims* of each application. */
export function claimsConfigurations(store: Store) {
  const table = (of: Store) => of.tables<ClaimsTables>()
  return {
    /** Entra's usual claims where nothing was saved. */
    async of(applicationId: string): Promise<ClaimsConfiguration> {
      const row = await table(store)
        .selectFrom('claims_configurations')
        .select('configuration')
        .where('application_id', '=', applicationId)
        .executeTakeFirst()
      return row ? (JSON.parse(row.configuration) as ClaimsConfiguration) : usualClaims
    },
    /** Changes it as a whole, so that of two who change different claims neither loses theirs. */
    async change(
      applicationId: string,
      how: (before: ClaimsConfiguration) => ClaimsConfiguration,
    ): Promise<void> {
      await store.transaction(async (inner) => {
        const configuration = JSON.stringify(how(await claimsConfigurations(inner).of(applicationId)))
        await table(inner)
          .insertInto('claims_configurations')
          .values({ application_id: applicationId, configuration })
          .onConflict((conflict) => conflict.column('application_id').doUpdateSet({ configuration }))
          .execute()
      })
    },
  }
}
