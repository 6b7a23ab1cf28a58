import type { Seal } from '@postern/kit/seal'
import type { Migration, Store } from '@postern/kit/store'
import { type Certificate, readCertificate, readSigningKey, type SigningKey } from '@postern/saml'
import type { NewSigningCertificate } from './certificate.ts'

interface CertificateTables {
  signing_certificates: {
    id: string
    application_id: string
    certificate: string
    private_key: string
    not_after: number
    active: number
    created_at: number
  }
}

/** Purpose of the seal: a key that is moved to another row or column does not open. */
const purpose = (id: string) => `signing-certificate ${id}`
const mostPublished = 20

export const signingCertificatesMigration: Migration = {
  name: '015-signing-certificates',
  up: async (database) => {
    await database.schema
      .createTable('signing_certificates')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('application_id', 'text', (column) =>
        column.notNull().references('applications.id').onDelete('cascade'),
      )
      .addColumn('certificate', 'text', (column) => column.notNull())
      .addColumn('private_key', 'text', (column) => column.notNull())
      .addColumn('not_after', 'bigint', (column) => column.notNull())
      .addColumn('active', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute()
    await database.schema
      .createIndex('signing_certificates_application')
      .on('signing_certificates')
      .column('application_id')
      .execute()
  },
}

export interface PublishedCertificate {
  readonly certificate: Certificate
  readonly active: boolean
}

/** Parsed keys by certificate id. A row never changes its key, so that nothing here can be stale; the oldest goes first. */
const parsed = new Map<string, SigningKey>()
const mostParsed = 100

export function signingCertificates(store: Store, seal: Seal) {
  const table = () => store.tables<CertificateTables>()
  return {
    /** Nothing where a certificate of this id is there already: of two who make the first one, one is kept. */
    async add(id: string, applicationId: string, made: NewSigningCertificate, now: number): Promise<void> {
      await table()
        .insertInto('signing_certificates')
        .values({
          id,
          application_id: applicationId,
          certificate: made.certificate,
          private_key: seal.close(made.privateKey, purpose(id)),
          not_after: made.notAfter,
          active: 1,
          created_at: now,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute()
    },
    async isThere(applicationId: string): Promise<boolean> {
      const row = await table()
        .selectFrom('signing_certificates')
        .select('id')
        .where('application_id', '=', applicationId)
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },
    /** The active one first, then the inactive ones: all are published, by design (entra.md 2). */
    async list(applicationId: string): Promise<readonly PublishedCertificate[]> {
      const rows = await table()
        .selectFrom('signing_certificates')
        .select(['certificate', 'active'])
        .where('application_id', '=', applicationId)
        .orderBy('active', 'desc')
        .orderBy('created_at')
        .limit(mostPublished)
        .execute()
      return rows.map((row) => ({
        certificate: readCertificate(row.certificate),
        active: row.active === 1,
      }))
    },
    /** The key that signs for an application, undefined where it has none. */
    async signingKey(applicationId: string): Promise<SigningKey | undefined> {
      const row = await table()
        .selectFrom('signing_certificates')
        .select(['id', 'certificate', 'private_key'])
        .where('application_id', '=', applicationId)
        .where('active', '=', 1)
        .executeTakeFirst()
      if (!row) return undefined
      const known = parsed.get(row.id)
      if (known) return known
      const key = readSigningKey(seal.open(row.private_key, purpose(row.id)), row.certificate)
      const oldest = parsed.size >= mostParsed ? parsed.keys().next().value : undefined
      if (oldest !== undefined) parsed.delete(oldest)
      parsed.set(row.id, key)
      return key
    },
  }
}

export type SigningCertificates = ReturnType<typeof signingCertificates>
