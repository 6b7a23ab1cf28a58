import { createHash } from 'node:crypto'
import type { Migration, Store } from '@postern/kit/store'
import { type ConnectionId, connectionId } from '../connections/connection.ts'
import { trialProblem } from './trial-problems.ts'

/** A test sign-in that somebody else is asked to do, once. */
export interface TrialLink {
  /** SHA-256 of what stands in the address: the store alone gives no link away. */
  readonly digest: string
  readonly connectionId: ConnectionId
  /** User name of the administrator. */
  readonly madeBy: string
  /** Epoch milliseconds. */
  readonly madeAt: number
  readonly expiresAt: number
}

interface Tables {
  trial_links: {
    digest: string
    connection_id: string
    made_by: string
    made_at: number
    expires_at: number
  }
}

export const trialLinksMigration: Migration = {
  name: '052-trial-links',
  up: async (database) => {
    await database.schema
      .createTable('trial_links')
      .addColumn('digest', 'text', (column) => column.primaryKey())
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('made_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute()
    await database.schema
      .createIndex('trial_links_connection')
      .on('trial_links')
      .columns(['connection_id', 'made_at'])
      .execute()
  },
}

export const linkLife = 24 * 3_600_000
const mostWaiting = 20
const wellFormed = /^[\w-]{43}$/

const digestOf = (token: string) => createHash('sha256').update(token).digest('base64url')

export function trialLinks(store: Store) {
  const table = () => store.tables<Tables>()
  const list = async (of: ConnectionId, now: number): Promise<readonly TrialLink[]> => {
    const rows = await table()
      .selectFrom('trial_links')
      .selectAll()
      .where('connection_id', '=', of)
      .where('expires_at', '>', now)
      .orderBy('made_at', 'desc')
      .limit(mostWaiting)
      .execute()
    return rows.map(read)
  }
  return {
    /** Those of a connection that wait, the newest first. */
    list,
    /** Gives what belongs into the address, which is told this once. Problem `trial-links-full`. */
    async make(of: {
      readonly connectionId: ConnectionId
      readonly madeBy: string
      readonly now: number
      readonly random: (octets: number) => Buffer
    }): Promise<string> {
      if ((await list(of.connectionId, of.now)).length >= mostWaiting)
        throw trialProblem('trial-links-full', { most: mostWaiting })
      const token = of.random(32).toString('base64url')
      await table()
        .insertInto('trial_links')
        .values({
          digest: digestOf(token),
          connection_id: of.connectionId,
          made_by: of.madeBy,
          made_at: of.now,
          expires_at: of.now + linkLife,
        })
        .execute()
      return token
    },
    /** Problem `trial-link-over`. */
    async require(token: string, now: number): Promise<TrialLink> {
      const row = wellFormed.test(token)
        ? await table()
            .selectFrom('trial_links')
            .selectAll()
            .where('digest', '=', digestOf(token))
            .where('expires_at', '>', now)
            .executeTakeFirst()
        : undefined
      if (!row) throw trialProblem('trial-link-over', {})
      return read(row)
    },
    /** Removes it. True for one caller only, so that it works once. */
    async take({ digest, connectionId: of }: Pick<TrialLink, 'digest' | 'connectionId'>): Promise<boolean> {
      const row = await table()
        .deleteFrom('trial_links')
        .where('digest', '=', digest)
        .where('connection_id', '=', of)
        .returning('digest')
        .executeTakeFirst()
      return row !== undefined
    },
    async sweep(now: number): Promise<void> {
      await table().deleteFrom('trial_links').where('expires_at', '<=', now).execute()
    },
  }
}

export type TrialLinks = ReturnType<typeof trialLinks>

const read = (row: Tables['trial_links']): TrialLink => ({
  digest: row.digest,
  connectionId: connectionId(row.connection_id),
  madeBy: row.made_by,
  madeAt: row.made_at,
  expiresAt: row.expires_at,
})
