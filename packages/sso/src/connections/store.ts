import type { Store } from '@postern/kit/store'
import type { ApplicationId } from '../applications/application.ts'
import { choosing, keepDomains } from './choosing.ts'
import { type Connection, type ConnectionId, connectionId } from './connection.ts'
import { connectionProblem } from './problems.ts'
import { refreshes } from './refreshes.ts'
import { type Changes, columnsOf, keyOf, type Row, read, write } from './table.ts'

interface Tables {
  connections: Row
}

/** All of them are listed at once, for people to choose from; more are not made. */
export const mostConnections = 1_000

export function connections(store: Store) {
  const table = () => store.tables<Tables>()
  const find = async (id: string): Promise<Connection | undefined> => {
    const row = await table().selectFrom('connections').selectAll().where('id', '=', id).executeTakeFirst()
    return row && read(row)
  }
  return {
    find,
    /** All connections, by name. */
    async list(): Promise<readonly Connection[]> {
      const rows = await table()
        .selectFrom('connections')
        .selectAll()
        .orderBy('name_key')
        .limit(mostConnections)
        .execute()
      return rows.map(read)
    },
    /** Id and name of each, by name: for lists of other things. */
    names(): Promise<readonly Pick<Connection, 'id' | 'name'>[]> {
      return table()
        .selectFrom('connections')
        .select(['id', 'name'])
        .orderBy('name_key')
        .limit(mostConnections)
        .execute()
        .then((rows) => rows.map(({ id, name }) => ({ id: connectionId(id), name })))
    },
    async require(id: string): Promise<Connection> {
      const found = await find(id)
      if (!found) throw connectionProblem('connection-unknown', { id: id.slice(0, 64) })
      return found
    },
    /** Problem `connection-name-taken`. */
    async create(connection: Connection): Promise<void> {
      await store.transaction(async (inside) => {
        const made = await inside
          .tables<Tables>()
          .insertInto('connections')
          .values(write(connection))
          .onConflict((conflict) => conflict.column('name_key').doNothing())
          .returning('id')
          .executeTakeFirst()
        if (!made) throw connectionProblem('connection-name-taken', { name: connection.name })
        await keepDomains(inside, connection.id, connection.knownDomains)
      })
    },
    /** Changes what is given and nothing else. Problem `connection-name-taken`. */
    async change(id: ConnectionId, changes: Changes): Promise<void> {
      await store.transaction(async (inside) => {
        if (changes.name !== undefined) await requireFree(inside, id, changes.name)
        if (changes.knownDomains !== undefined) await keepDomains(inside, id, changes.knownDomains)
        const columns = columnsOf(changes)
        await inside.tables<Tables>().updateTable('connections').set(columns).where('id', '=', id).execute()
      })
    },
    ...refreshes(store),
    choosing: choosing(store),
    /** The first time counts. */
    async reach(id: ConnectionId, { at, from }: NonNullable<Connection['reached']>): Promise<void> {
      await table()
        .updateTable('connections')
        .set({ reached_at: at, reached_from: from })
        .where('id', '=', id)
        .where('reached_at', 'is', null)
        .execute()
    },
    /** No connection leads to this application any more. */
    async release(applicationId: ApplicationId): Promise<void> {
      await table()
        .updateTable('connections')
        .set({ application_id: null })
        .where('application_id', '=', applicationId)
        .execute()
    },
    async remove(id: ConnectionId): Promise<void> {
      await store.transaction(async (inside) => {
        await keepDomains(inside, id, [])
        await inside.tables<Tables>().deleteFrom('connections').where('id', '=', id).execute()
      })
    },
  }
}

export type Connections = ReturnType<typeof connections>

async function requireFree(store: Store, id: ConnectionId, name: string): Promise<void> {
  const other = await store
    .tables<Tables>()
    .selectFrom('connections')
    .select('id')
    .where('name_key', '=', keyOf(name))
    .where('id', '!=', id)
    .executeTakeFirst()
  if (other) throw connectionProblem('connection-name-taken', { name })
}
