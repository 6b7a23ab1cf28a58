import { createHash } from 'node:crypto'
import type { Migration, Store } from '@postern/kit/store'
import type { AdapterPayload } from 'oidc-provider'

interface Tables {
  openid_records: {
    kind: string
    /** SHA-256 of the id: who reads the store learns no code and no token. */
    key: string
    payload: string
    grant_id: string | null
    consumed_at: number | null
    started_at: number
    expires_at: number
  }
}

export const openidRecordsMigration: Migration = {
  name: '023-openid-records',
  up: async (database) => {
    await database.schema
      .createTable('openid_records')
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('payload', 'text', (column) => column.notNull())
      .addColumn('grant_id', 'text')
      .addColumn('consumed_at', 'bigint')
      .addColumn('started_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('openid_records_key', ['kind', 'key'])
      .execute()
    await database.schema
      .createIndex('openid_records_expires')
      .on('openid_records')
      .column('expires_at')
      .execute()
    await database.schema
      .createIndex('openid_records_grant')
      .on('openid_records')
      .column('grant_id')
      .execute()
  },
}

/** Codes, tokens, grants and interactions of the provider: one table, each row with its end. */
export interface OpenidRecord {
  readonly payload: AdapterPayload
  /** Epoch milliseconds; the payload's own times are whole seconds. */
  readonly startedAt: number
  readonly expiresAt: number
}

const keyOf = (id: string) => createHash('sha256').update(id).digest('base64url')
const sweptAtOnce = 500

export function openidRecords(store: Store) {
  const table = () => store.tables<Tables>()
  return {
    async put(
      kind: string,
      id: string,
      of: { payload: AdapterPayload; now: number; expiresAt: number },
    ): Promise<void> {
      const { jti: _id, ...payload } = of.payload
      const changed = {
        payload: JSON.stringify(payload),
        grant_id: of.payload.grantId ?? null,
        expires_at: of.expiresAt,
      }
      await table()
        .insertInto('openid_records')
        .values({ kind, key: keyOf(id), started_at: of.now, consumed_at: null, ...changed })
        .onConflict((conflict) => conflict.columns(['kind', 'key']).doUpdateSet(changed))
        .execute()
    },
    async find(kind: string, id: string, now: number): Promise<OpenidRecord | undefined> {
      const row = await table()
        .selectFrom('openid_records')
        .selectAll()
        .where('kind', '=', kind)
        .where('key', '=', keyOf(id))
        .where('expires_at', '>', now)
        .executeTakeFirst()
      if (!row) return undefined
      const payload = JSON.parse(row.payload) as AdapterPayload
      const consumed = row.consumed_at === null ? {} : { consumed: Math.floor(row.consumed_at / 1000) }
      return {
        payload: { ...payload, jti: id, ...consumed },
        startedAt: row.started_at,
        expiresAt: row.expires_at,
      }
    },
    /** Marks as used. False where it was used already: of two that come at once, on any node, one wins. */
    async consume(kind: string, id: string, now: number): Promise<boolean> {
      const consumed = await table()
        .updateTable('openid_records')
        .set({ consumed_at: now })
        .where('kind', '=', kind)
        .where('key', '=', keyOf(id))
        .where('consumed_at', 'is', null)
        .returning('key')
        .executeTakeFirst()
      return consumed !== undefined
    },
    async remove(kind: string, id: string): Promise<void> {
      await table()
        .deleteFrom('openid_records')
        .where('kind', '=', kind)
        .where('key', '=', keyOf(id))
        .execute()
    },
    async removeGrant(grantId: string): Promise<void> {
      await table().deleteFrom('openid_records').where('grant_id', '=', grantId).execute()
    },
    async sweep(now: number): Promise<void> {
      const ended = await table()
        .selectFrom('openid_records')
        .select(['kind', 'key'])
        .where('expires_at', '<=', now)
        .limit(sweptAtOnce)
        .execute()
      for (const { kind, key } of ended) {
        await table().deleteFrom('openid_records').where('kind', '=', kind).where('key', '=', key).execute()
      }
    },
  }
}

export type OpenidRecords = ReturnType<typeof openidRecords>
