import type { Migration, Store } from '@postern/kit/store'
import { activityId } from '../activity/activity.ts'
import { connectionId } from '../connections/connection.ts'
import type { ReturnTo, SignIn } from './sign-in.ts'

interface Row {
  id: string
  request_id: string
  connection_id: string
  return_to: string
  binder: string
  fresh: number
  activity_id: string
  begun_at: number
  expires_at: number
}

interface Tables {
  sign_ins: Row
}

export const signInsMigration: Migration = {
  name: '050-sign-ins',
  up: async (database) => {
    await database.schema
      .createTable('sign_ins')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('request_id', 'text', (column) => column.notNull())
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addColumn('return_to', 'text', (column) => column.notNull())
      .addColumn('binder', 'text', (column) => column.notNull())
      .addColumn('fresh', 'integer', (column) => column.notNull())
      .addColumn('activity_id', 'text', (column) => column.notNull())
      .addColumn('begun_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute()
    await database.schema.createIndex('sign_ins_expires').on('sign_ins').column('expires_at').execute()
  },
}

/** Kept this long after they expired, so that a late answer is told as late and not as unknown. */
const toldFor = 3_600_000
const batch = 1_000
const mostBatches = 100

export function signIns(store: Store) {
  const table = () => store.tables<Tables>()
  return {
    async create(signIn: SignIn): Promise<void> {
      await table().insertInto('sign_ins').values(write(signIn)).execute()
    },
    async find(id: string): Promise<SignIn | undefined> {
      const row = await table().selectFrom('sign_ins').selectAll().where('id', '=', id).executeTakeFirst()
      return row && read(row)
    },
    /** Gets and removes it, once, for the browser that began; undefined and untouched for every other. */
    async take(of: {
      readonly id: string
      readonly connectionId: string
      readonly binders: readonly string[]
      readonly now: number
    }): Promise<SignIn | undefined> {
      if (of.binders.length === 0) return undefined
      const row = await table()
        .deleteFrom('sign_ins')
        .where('id', '=', of.id)
        .where('connection_id', '=', of.connectionId)
        .where('binder', 'in', of.binders)
        .where('expires_at', '>', of.now)
        .returningAll()
        .executeTakeFirst()
      return row && read(row)
    },
    async sweep(now: number): Promise<void> {
      const remove = table()
        .deleteFrom('sign_ins')
        .where('id', 'in', (query) =>
          query
            .selectFrom('sign_ins')
            .select('id')
            .where('expires_at', '<', now - toldFor)
            .limit(batch),
        )
      for (let n = 0; n < mostBatches; n++) {
        const { numDeletedRows } = await remove.executeTakeFirst()
        if (numDeletedRows < batch) return
      }
    },
  }
}

export type SignIns = ReturnType<typeof signIns>

function write(of: SignIn): Row {
  return {
    id: of.id,
    request_id: of.requestId,
    connection_id: of.connectionId,
    return_to: JSON.stringify(of.returnTo),
    binder: of.binder,
    fresh: of.fresh ? 1 : 0,
    activity_id: of.activityId,
    begun_at: of.begunAt,
    expires_at: of.expiresAt,
  }
}

function read(row: Row): SignIn {
  const returnTo: ReturnTo = JSON.parse(row.return_to)
  return {
    id: row.id,
    requestId: row.request_id,
    connectionId: connectionId(row.connection_id),
    returnTo,
    binder: row.binder,
    fresh: row.fresh === 1,
    activityId: activityId(row.activity_id),
    begunAt: row.begun_at,
    expiresAt: row.expires_at,
  }
}
