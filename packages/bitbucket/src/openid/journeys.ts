import { createHash } from 'node:crypto'
import type { Migration, Store } from '@postern/kit/store'
import { openidProblem } from './problems.ts'

interface Tables {
  openid_journeys: {
    state: string
    browser: string
    provider: number
    nonce: string
    target: string
    expires_at: number
    taken_at: number | null
  }
}

export const journeysMigration: Migration = {
  name: '030-openid-journeys',
  up: async (database) => {
    await database.schema
      .createTable('openid_journeys')
      .addColumn('state', 'text', (column) => column.primaryKey())
      .addColumn('browser', 'text', (column) => column.notNull())
      .addColumn('provider', 'integer', (column) => column.notNull())
      .addColumn('nonce', 'text', (column) => column.notNull())
      .addColumn('target', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('taken_at', 'bigint')
      .execute()
    await database.schema
      .createIndex('openid_journeys_expires')
      .on('openid_journeys')
      .column('expires_at')
      .execute()
  },
}

/** Somebody was sent to an identity provider and is expected back. */
export interface Journey {
  readonly provider: number
  readonly nonce: string
  /** The path to go on to. */
  readonly target: string
}

/** A person may have to find a second factor, or a new password, on the way. */
const longest = 20 * 60_000
/** Kept a while longer, so that who comes too late or twice is told so. */
const rememberedFor = 60 * 60_000

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url')

/** Those who are on their way, by `state`, each bound to the browser that left. The store holds digests of both. */
export function journeys(store: Store) {
  const tables = () => store.tables<Tables>()
  return {
    async begin(state: string, browser: string, journey: Journey, now: number): Promise<void> {
      await tables()
        .insertInto('openid_journeys')
        .values({
          ...journey,
          state: sha256(state),
          browser: sha256(browser),
          expires_at: now + longest,
          taken_at: null,
        })
        .execute()
    },
    /**
     * Takes a journey, once: the update claims it in one statement, so that of two answers at the same time one wins. A
     * foreign browser claims nothing: nobody can use up the journey of another (login CSRF, RFC 9700 4.7).
     */
    async take(state: string, browser: string | undefined, now: number): Promise<Journey> {
      const taken = await tables()
        .updateTable('openid_journeys')
        .set({ taken_at: now })
        .where('state', '=', sha256(state))
        .where('browser', '=', sha256(browser ?? ''))
        .where('taken_at', 'is', null)
        .where('expires_at', '>', now)
        .returning(['provider', 'nonce', 'target'])
        .executeTakeFirst()
      if (taken) return taken
      const row = await tables()
        .selectFrom('openid_journeys')
        .selectAll()
        .where('state', '=', sha256(state))
        .executeTakeFirst()
      if (!row) throw openidProblem('sso-state-unknown', {})
      if (row.browser !== sha256(browser ?? '')) throw openidProblem('sso-other-browser', {})
      throw openidProblem(row.taken_at === null ? 'sso-state-expired' : 'sso-state-used', {})
    },
    async sweep(now: number): Promise<void> {
      await tables()
        .deleteFrom('openid_journeys')
        .where('expires_at', '<', now - rememberedFor)
        .execute()
    },
  }
}

export type Journeys = ReturnType<typeof journeys>
