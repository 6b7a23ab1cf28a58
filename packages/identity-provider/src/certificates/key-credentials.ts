import type { Migration, Store } from '@postern/kit/store'
import { type Certificate, readCertificate } from '@postern/saml'
import { isGuid } from '../guid.ts'

/** What a certificate of the application is for: checking its requests, or encrypting to it (Graph: keyCredential.usage). */
export type Usage = 'verify' | 'encrypt'

interface CredentialTables {
  key_credentials: {
    id: string
    application_id: string
    usage: string
    certificate: string
    sha256: string
    active: number
    created_at: number
  }
}

export const keyCredentialsMigration: Migration = {
  name: '032-key-credentials',
  up: async (database) => {
    await database.schema
      .createTable('key_credentials')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('application_id', 'text', (column) =>
        column.notNull().references('applications.id').onDelete('cascade'),
      )
      .addColumn('usage', 'text', (column) => column.notNull())
      .addColumn('certificate', 'text', (column) => column.notNull())
      .addColumn('sha256', 'text', (column) => column.notNull())
      .addColumn('active', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addUniqueConstraint('key_credentials_once', ['application_id', 'usage', 'sha256'])
      .execute()
  },
}

/** A certificate that the application gave us; its private key stays there. */
export interface KeyCredential {
  readonly id: string
  readonly certificate: Certificate
  /** Of those to encrypt to at most one is. */
  readonly active: boolean
  readonly createdAt: number
}

/** How many of one usage an application has at most. */
export const mostCredentials = 10

/** The certificates of an application of one usage. */
export function keyCredentials(store: Store, usage: Usage) {
  const table = () => store.tables<CredentialTables>()
  return {
    /** False where it is here already, or there are as many as there may be. */
    async add(
      of: { readonly id: string; readonly applicationId: string; readonly certificate: Certificate },
      now: number,
    ): Promise<boolean> {
      const { id, applicationId, certificate } = of
      if ((await this.list(applicationId)).length >= mostCredentials) return false
      const added = await table()
        .insertInto('key_credentials')
        .values({
          id,
          application_id: applicationId,
          usage,
          certificate: Buffer.from(certificate.der).toString('base64'),
          sha256: certificate.sha256,
          active: 0,
          created_at: now,
        })
        .onConflict((conflict) => conflict.columns(['application_id', 'usage', 'sha256']).doNothing())
        .returning('id')
        .executeTakeFirst()
      return added !== undefined
    },
    /** The newest first. */
    async list(applicationId: string): Promise<readonly KeyCredential[]> {
      const rows = await table()
        .selectFrom('key_credentials')
        .selectAll()
        .where('application_id', '=', applicationId)
        .where('usage', '=', usage)
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(mostCredentials)
        .execute()
      return rows.map((row) => ({
        id: row.id,
        certificate: readCertificate(row.certificate),
        active: row.active === 1,
        createdAt: row.created_at,
      }))
    },
    /** Makes this one the active one and no other; with undefined none. */
    async activate(applicationId: string, id: string | undefined): Promise<void> {
      await table()
        .updateTable('key_credentials')
        .set((row) => ({
          active: row
            .case()
            .when('id', '=', id ?? '')
            .then(1)
            .else(0)
            .end(),
        }))
        .where('application_id', '=', applicationId)
        .where('usage', '=', usage)
        .execute()
    },
    async remove(applicationId: string, id: string): Promise<void> {
      await table()
        .deleteFrom('key_credentials')
        .where('id', '=', isGuid(id) ? id : '')
        .where('application_id', '=', applicationId)
        .where('usage', '=', usage)
        .execute()
    },
  }
}
