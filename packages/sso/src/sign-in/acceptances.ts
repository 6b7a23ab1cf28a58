import type { Migration, Store } from '@postern/kit/store'

interface Tables {
  acceptances: { issuer: string; assertion_id: string; until: number }
}

export const acceptancesMigration: Migration = {
  name: '051-acceptances',
  up: async (database) => {
    await database.schema
      .createTable('acceptances')
      .addColumn('issuer', 'text', (column) => column.notNull())
      .addColumn('assertion_id', 'text', (column) => column.notNull())
      .addColumn('until', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('acceptances_once', ['issuer', 'assertion_id'])
      .execute()
    await database.schema.createIndex('acceptances_until').on('acceptances').column('until').execute()
  },
}

/** Which assertions were accepted, as long as they would still be honoured (SAML Profiles 4.1.4.5). */
export function acceptances(store: Store) {
  const table = () => store.tables<Tables>()
  return {
    async has(issuer: string, assertionId: string): Promise<boolean> {
      const row = await table()
        .selectFrom('acceptances')
        .select('until')
        .where('issuer', '=', issuer)
        .where('assertion_id', '=', assertionId)
        .executeTakeFirst()
      return row !== undefined
    },
    /** True for one caller only, on every node: the primary key decides. */
    async accept(issuer: string, assertionId: string, until: number): Promise<boolean> {
      const row = await table()
        .insertInto('acceptances')
        .values({ issuer, assertion_id: assertionId, until })
        .onConflict((conflict) => conflict.columns(['issuer', 'assertion_id']).doNothing())
        .returning('until')
        .executeTakeFirst()
      return row !== undefined
    },
    async sweep(now: number): Promise<void> {
      await table().deleteFrom('acceptances').where('until', '<', now).execute()
    },
  }
}

export type Acceptances = ReturnType<typeof acceptances>
