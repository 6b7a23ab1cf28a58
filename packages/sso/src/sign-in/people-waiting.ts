import type { Web } from '@postern/kit/http'
import type { Migration } from '@postern/kit/store'
import type { World } from '@postern/kit/world'
import { type ActivityId, activityId } from '../activity/activity.ts'
import type { ConnectionId } from '../connections/connection.ts'
import { bind } from './binder.ts'
import type { Arrival, Entering } from './enter.ts'

interface Tables {
  people_waiting: {
    id: string
    browser: string
    connection_id: string
    attempt_id: string
    /** Sealed: it names a person and all that the identity provider says of them. */
    arrival: string
    since: number
    tried_at: number
  }
}
type Row = Tables['people_waiting']

export const peopleWaitingMigration: Migration = {
  name: '063-people-waiting',
  up: async (database) => {
    await database.schema
      .createTable('people_waiting')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('browser', 'text', (column) => column.notNull())
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addColumn('attempt_id', 'text', (column) => column.notNull())
      .addColumn('arrival', 'text', (column) => column.notNull())
      .addColumn('since', 'bigint', (column) => column.notNull())
      .addColumn('tried_at', 'bigint', (column) => column.notNull())
      .execute()
    await database.schema
      .createIndex('people_waiting_tried')
      .on('people_waiting')
      .column('tried_at')
      .execute()
  },
}

/** Somebody whose account cannot be made yet. */
export interface Waiting {
  readonly id: string
  readonly connectionId: ConnectionId
  readonly attemptId: ActivityId
  readonly arrival: Arrival
  /** Epoch milliseconds. */
  readonly since: number
}

export const waitingPath = '/sign-in/waiting'

const minute = 60_000
/** So long the browser that waits is let in; an answer of the identity provider is not kept as a key for later. */
export const browserWaits = 30 * minute
/** So long the account is still made, so that the person finds it the next time. */
const accountWaits = 12 * 60 * minute
const most = 10_000
const between = 5_000
const purpose = (id: string) => `person waiting ${id}`

/** Those who wait for their account, in the store: a restart forgets nobody. */
export function peopleWaiting(world: World) {
  const { store, seal } = world
  const table = () => store.tables<Tables>()
  const read = (row: Row): Waiting => ({
    id: row.id,
    connectionId: row.connection_id as ConnectionId,
    attemptId: activityId(row.attempt_id),
    arrival: arrivalOf(seal.open(row.arrival, purpose(row.id))),
    since: row.since,
  })
  return {
    /** The id of the waiting person; undefined where too many wait already. */
    async keep(web: Web, of: Entering, attemptId: ActivityId): Promise<string | undefined> {
      const { count } = await table()
        .selectFrom('people_waiting')
        .select((on) => on.fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
      if (Number(count) >= most) return undefined
      const id = world.random(24).toString('base64url')
      const { now } = web.var
      await table()
        .insertInto('people_waiting')
        .values({
          id,
          browser: bind(web),
          connection_id: of.connection.id,
          attempt_id: attemptId,
          arrival: seal.close(textOf(of), purpose(id)),
          since: now,
          tried_at: now,
        })
        .execute()
      return id
    },
    /** The one of this id, in one of these browsers (digests of their cookies). */
    async find(id: string, browsers: readonly string[]): Promise<Waiting | undefined> {
      if (browsers.length === 0) return undefined
      const row = await table()
        .selectFrom('people_waiting')
        .selectAll()
        .where('id', '=', id)
        .where('browser', 'in', [...browsers])
        .executeTakeFirst()
      return row && read(row)
    },
    /** Whether it is time to try; of several windows and nodes one is told so. */
    async isDue(id: string, now: number): Promise<boolean> {
      const due = await table()
        .updateTable('people_waiting')
        .set({ tried_at: now })
        .where('id', '=', id)
        .where('tried_at', '<=', now - between)
        .returning('id')
        .executeTakeFirst()
      return due !== undefined
    },
    /** Those whom nobody tried for a while, the longest first. */
    async due(now: number, limit: number): Promise<readonly Waiting[]> {
      const rows = await table()
        .selectFrom('people_waiting')
        .selectAll()
        .where('tried_at', '<=', now - minute / 2)
        .orderBy('tried_at')
        .limit(limit)
        .execute()
      return rows.map(read)
    },
    async remove(id: string): Promise<void> {
      await table().deleteFrom('people_waiting').where('id', '=', id).execute()
    },
    async sweep(now: number): Promise<void> {
      await table()
        .deleteFrom('people_waiting')
        .where('since', '<', now - accountWaits)
        .execute()
    },
  }
}

function textOf({ identity, authenticatedAt, returnTo, relayState }: Arrival): string {
  const attributes = [...identity.attributes]
  return JSON.stringify({ identity: { ...identity, attributes }, authenticatedAt, returnTo, relayState })
}

function arrivalOf(text: string): Arrival {
  const { identity, ...rest } = JSON.parse(text)
  return { ...rest, identity: { ...identity, attributes: new Map(identity.attributes) } }
}
