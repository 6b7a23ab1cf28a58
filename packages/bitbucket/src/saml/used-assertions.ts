import type { Migration, Store } from '@postern/kit/store'

interface Tables {
  saml_assertions: { issuer: string; assertion_id: string; until: number }
}

export const usedAssertionsMigration: Migration = {
  name: '050-saml-assertions',
  up: async (database) => {
    await database.schema
      .createTable('saml_assertions')
      .addColumn('issuer', 'text', (column) => column.notNull())
      .addColumn('assertion_id', 'text', (column) => column.notNull())
      .addColumn('until', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('saml_assertions_key', ['issuer', 'assertion_id'])
      .execute()
    await database.schema.createIndex('saml_assertions_until').on('saml_assertions').column('until').execute()
  },
}

/** Assertions that let somebody in, for as long as they could do so again (SAML Profiles 4.1.4.5). */
export function usedAssertions(store: Store) {
  const table = () => store.tables<Tables>()
  return {
    /** False where it was used before: the key decides, so that of two at the same time one wins. */
    async use(of: { issuer: string; assertionId: string; until: number }): Promise<boolean> {
      const used = await table()
        .insertInto('saml_assertions')
        .values({ issuer: of.issuer, assertion_id: of.assertionId, until: of.until })
        .onConflict((conflict) => conflict.doNothing())
        .returning('until')
        .executeTakeFirst()
      return used !== undefined
    },
    async sweep(now: number): Promise<void> {
      await table().deleteFrom('saml_assertions').where('until', '<', now).execute()
    },
  }
}

export type UsedAssertions = ReturnType<typeof usedAssertions>
