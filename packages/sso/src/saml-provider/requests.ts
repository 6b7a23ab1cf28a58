import { createHash } from 'node:crypto'
import type { Migration, Store } from '@postern/kit/store'
import { type ApplicationId, applicationId } from '../applications/application.ts'

interface Tables {
  saml_requests: {
    id: string
    browser: string
    application_id: string
    request_id: string
    relay_state: string | null
    fresh: number
    passive: number
    expires_at: number
  }
}

export const samlRequestsMigration: Migration = {
  name: '061-saml-requests',
  up: async (database) => {
    await database.schema
      .createTable('saml_requests')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('browser', 'text', (column) => column.notNull())
      .addColumn('application_id', 'text', (column) => column.notNull())
      .addColumn('request_id', 'text', (column) => column.notNull())
      .addColumn('relay_state', 'text')
      .addColumn('fresh', 'integer', (column) => column.notNull())
      .addColumn('passive', 'integer', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute()
    await database.schema
      .createIndex('saml_requests_expires')
      .on('saml_requests')
      .column('expires_at')
      .execute()
  },
}

/** An AuthnRequest of an application that waits until we know who the person is. */
export interface WaitingRequest {
  readonly applicationId: ApplicationId
  /** ID of the AuthnRequest. */
  readonly requestId: string
  readonly relayState: string | undefined
  /** ForceAuthn: the person must be seen anew. */
  readonly fresh: boolean
  /** IsPassive: nobody may be asked. */
  readonly passive: boolean
}

/** As long as an interaction of the OpenID provider. */
export const requestLife = 30 * 60_000

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url')

/** AuthnRequests that wait, by an id that nobody can guess, each bound to the browser that brought it (by its digest). */
export function samlRequests(store: Store) {
  const table = () => store.tables<Tables>()
  const where = (of: { readonly id: string; readonly browser: string | undefined }) =>
    ({ id: of.id, browser: sha256(of.browser ?? '') }) as const
  const read = (row: Tables['saml_requests'] | undefined): WaitingRequest | undefined =>
    row && {
      applicationId: applicationId(row.application_id),
      requestId: row.request_id,
      relayState: row.relay_state ?? undefined,
      fresh: row.fresh === 1,
      passive: row.passive === 1,
    }
  return {
    async keep(of: { id: string; browser: string; request: WaitingRequest; now: number }): Promise<void> {
      const { request } = of
      await table()
        .insertInto('saml_requests')
        .values({
          ...where(of),
          application_id: request.applicationId,
          request_id: request.requestId,
          relay_state: request.relayState ?? null,
          fresh: request.fresh ? 1 : 0,
          passive: request.passive ? 1 : 0,
          expires_at: of.now + requestLife,
        })
        .execute()
    },
    async find(of: { id: string; browser: string | undefined; now: number }) {
      const { id, browser } = where(of)
      const row = await table()
        .selectFrom('saml_requests')
        .selectAll()
        .where('id', '=', id)
        .where('browser', '=', browser)
        .where('expires_at', '>', of.now)
        .executeTakeFirst()
      return read(row)
    },
    /** Takes it, once: of two tabs that come back at the same time one is answered. */
    async take(of: { id: string; browser: string | undefined; now: number }) {
      const { id, browser } = where(of)
      const row = await table()
        .deleteFrom('saml_requests')
        .where('id', '=', id)
        .where('browser', '=', browser)
        .where('expires_at', '>', of.now)
        .returningAll()
        .executeTakeFirst()
      return read(row)
    },
    async sweep(now: number): Promise<void> {
      await table().deleteFrom('saml_requests').where('expires_at', '<=', now).execute()
    },
  }
}

export type SamlRequests = ReturnType<typeof samlRequests>
