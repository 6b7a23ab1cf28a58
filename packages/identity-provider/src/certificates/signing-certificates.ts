import type { Seal } from '@postern/kit/seal'
import type { Migration, Store } from '@postern/kit/store'
import { type Certificate, readCertificate, readSigningKey, type SigningKey } from '@postern/saml'
import { isGuid } from '../guid.ts'
import type { NewSigningCertificate } from './make-signing-certificate.ts'

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

/** How many one application has at most: all of them are published, in every copy of its metadata. */
export const mostCertificates = 10

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

export interface SigningCertificate {
  readonly id: string
  readonly certificate: Certificate
  /** One of an application's is. */
  readonly active: boolean
}

/** Parsed keys by certificate id. A row never changes its key, so that nothing here can be stale; the oldest goes first. */
const parsed = new Map<string, SigningKey>()
const mostParsed = 100

export function signingCertificates(store: Store, seal: Seal) {
  const table = () => store.tables<CertificateTables>()
  const rowsOf = (applicationId: string) =>
    table()
      .selectFrom('signing_certificates')
      .where('application_id', '=', applicationId)
      .orderBy('active', 'desc')
      .orderBy('created_at', 'desc')
      .limit(mostCertificates)
  return {
    /**
     * `active` or not. Nothing where a certificate of this id is there already: of two who make the first one, one is kept.
     * False where the application has as many as it may have.
     */
    async add(
      of: { readonly id: string; readonly applicationId: string; readonly active: boolean },
      made: NewSigningCertificate,
      now: number,
    ): Promise<boolean> {
      const { id, applicationId, active } = of
      return store.transaction(async (inner) => {
        const rows = inner.tables<CertificateTables>()
        const { count } = await rows
          .selectFrom('signing_certificates')
          .select((row) => row.fn.countAll().as('count'))
          .where('application_id', '=', applicationId)
          .executeTakeFirstOrThrow()
        if (Number(count) >= mostCertificates) return false
        const row = {
          id,
          application_id: applicationId,
          certificate: made.certificate,
          private_key: seal.close(made.privateKey, purpose(id)),
          not_after: made.notAfter,
          active: active ? 1 : 0,
          created_at: now,
        }
        const insert = rows.insertInto('signing_certificates').values(row)
        await insert.onConflict((conflict) => conflict.column('id').doNothing()).execute()
        return true
      })
    },
    async isThere(applicationId: string): Promise<boolean> {
      const row = await rowsOf(applicationId).select('id').executeTakeFirst()
      return row !== undefined
    },
    /** The active one first, then the inactive ones, newest first: all are published, by design (entra.md 2). */
    async list(applicationId: string): Promise<readonly SigningCertificate[]> {
      const rows = await rowsOf(applicationId).select(['id', 'certificate', 'active']).execute()
      return rows.map((row) => ({
        id: row.id,
        certificate: readCertificate(row.certificate),
        active: row.active === 1,
      }))
    },
    /** Makes this one the active one, and no other: one statement, so that there is never none and never two. */
    async activate(applicationId: string, id: string): Promise<void> {
      await table()
        .updateTable('signing_certificates')
        .set((row) => ({ active: row.case().when('id', '=', id).then(1).else(0).end() }))
        .where('application_id', '=', applicationId)
        .where((row) =>
          row.exists(
            row
              .selectFrom('signing_certificates as chosen')
              .select('chosen.id')
              .where('chosen.id', '=', id)
              .where('chosen.application_id', '=', applicationId),
          ),
        )
        .execute()
    },
    /** False where it is the active one, or gone. */
    async removeInactive(applicationId: string, id: string): Promise<boolean> {
      const removed = await table()
        .deleteFrom('signing_certificates')
        .where('id', '=', isGuid(id) ? id : '')
        .where('application_id', '=', applicationId)
        .where('active', '=', 0)
        .returning('id')
        .executeTakeFirst()
      return removed !== undefined
    },
    /** The key that signs for an application, undefined where it has none. */
    async signingKey(applicationId: string, now: number): Promise<SigningKey | undefined> {
      const rows = await rowsOf(applicationId)
        .select(['id', 'certificate', 'private_key', 'not_after as notAfter'])
        .execute()
      const row = theOneThatSigns(rows, now)
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

/**
 * Of certificates in the order of `list`: the active one. Once that has expired, the newest that has not, though nobody made
 * it active (entra.md 2); where all have, the active one again, and the application decides.
 */
export function theOneThatSigns<T extends { readonly notAfter: number }>(
  certificates: readonly T[],
  now: number,
): T | undefined {
  return certificates.find(({ notAfter }) => notAfter > now) ?? certificates[0]
}
