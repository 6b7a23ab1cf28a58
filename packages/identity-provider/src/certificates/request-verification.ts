import type { Migration, Store } from '@postern/kit/store'

/** *Verification certificates* (entra.md 1.4): whether requests of an application must be signed. */
export interface RequestVerification {
  readonly isRequired: boolean
  /** Signatures with RSA-SHA1 are accepted too. */
  readonly allowsSha1: boolean
}

interface VerificationTables {
  request_verifications: { application_id: string; required: number; sha1: number }
}

export const requestVerificationsMigration: Migration = {
  name: '033-request-verifications',
  up: async (database) => {
    await database.schema
      .createTable('request_verifications')
      .addColumn('application_id', 'text', (column) =>
        column.primaryKey().references('applications.id').onDelete('cascade'),
      )
      .addColumn('required', 'integer', (column) => column.notNull())
      .addColumn('sha1', 'integer', (column) => column.notNull())
      .execute()
  },
}

export function requestVerifications(store: Store) {
  const table = () => store.tables<VerificationTables>()
  return {
    async of(applicationId: string): Promise<RequestVerification> {
      const row = await table()
        .selectFrom('request_verifications')
        .select(['required', 'sha1'])
        .where('application_id', '=', applicationId)
        .executeTakeFirst()
      return { isRequired: row?.required === 1, allowsSha1: row?.sha1 === 1 }
    },
    async save(applicationId: string, of: RequestVerification): Promise<void> {
      const columns = { required: of.isRequired ? 1 : 0, sha1: of.allowsSha1 ? 1 : 0 }
      await table()
        .insertInto('request_verifications')
        .values({ application_id: applicationId, ...columns })
        .onConflict((conflict) => conflict.column('application_id').doUpdateSet(columns))
        .execute()
    },
  }
}
