import type { Migration, Store } from '@postern/kit/store'
import { certificateBase64, type Endpoint, type Legacy, readCertificate } from '@postern/saml'
import { applicationId } from '../applications/application.ts'
import { type Connection, type ConnectionId, connectionId } from './connection.ts'
import { connectionProblem } from './problems.ts'

interface Row {
  id: string
  name: string
  name_key: string
  state: Connection['state']
  address: string
  application_id: string | null
  identity_provider: string | null
  accounts: string
  known_domains: string
  unsolicited: number
  clock_skew_seconds: number
  legacy: string
  created_at: number
}

interface Tables {
  connections: Row
}

export const connectionsMigration: Migration = {
  name: '020-connections',
  up: async (database) => {
    await database.schema
      .createTable('connections')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('name_key', 'text', (column) => column.notNull().unique())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('application_id', 'text')
      .addColumn('identity_provider', 'text')
      .addColumn('accounts', 'text', (column) => column.notNull())
      .addColumn('known_domains', 'text', (column) => column.notNull())
      .addColumn('unsolicited', 'integer', (column) => column.notNull())
      .addColumn('clock_skew_seconds', 'integer', (column) => column.notNull())
      .addColumn('legacy', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute()
  },
}

/** How an identity provider stands in its JSON column: certificates as base64 DER. */
interface StoredIdentityProvider {
  readonly entityId: string
  readonly singleSignOn: readonly Endpoint[]
  readonly singleLogout?: Endpoint
  readonly certificates: readonly string[]
}

const listedAtMost = 200

export function connections(store: Store) {
  const table = () => store.tables<Tables>()
  const find = async (id: string): Promise<Connection | undefined> => {
    const row = await table().selectFrom('connections').selectAll().where('id', '=', id).executeTakeFirst()
    return row && read(row)
  }
  return {
    find,
    /** All connections, by name; at most 200. */
    async list(): Promise<readonly Connection[]> {
      const rows = await table()
        .selectFrom('connections')
        .selectAll()
        .orderBy('name_key')
        .limit(listedAtMost)
        .execute()
      return rows.map(read)
    },
    async require(id: string): Promise<Connection> {
      const found = await find(id)
      if (!found) throw connectionProblem('connection-unknown', { id: id.slice(0, 64) })
      return found
    },
    /** Problem `connection-name-taken`. */
    async create(connection: Connection): Promise<void> {
      const made = await table()
        .insertInto('connections')
        .values(write(connection))
        .onConflict((conflict) => conflict.column('name_key').doNothing())
        .returning('id')
        .executeTakeFirst()
      if (!made) throw connectionProblem('connection-name-taken', { name: connection.name })
    },
    /** Replaces the whole of it. Problem `connection-name-taken`. */
    async save(connection: Connection): Promise<void> {
      await store.transaction(async (inside) => {
        const other = await inside
          .tables<Tables>()
          .selectFrom('connections')
          .select('id')
          .where('name_key', '=', keyOf(connection.name))
          .where('id', '!=', connection.id)
          .executeTakeFirst()
        if (other) throw connectionProblem('connection-name-taken', { name: connection.name })
        const { id, ...rest } = write(connection)
        await inside.tables<Tables>().updateTable('connections').set(rest).where('id', '=', id).execute()
      })
    },
    async remove(id: ConnectionId): Promise<void> {
      await table().deleteFrom('connections').where('id', '=', id).execute()
    },
  }
}

export type Connections = ReturnType<typeof connections>

const keyOf = (name: string) => name.normalize('NFKC').toLowerCase()

function write(of: Connection): Row {
  const provider = of.identityProvider
  const stored: StoredIdentityProvider | undefined = provider && {
    ...provider,
    certificates: provider.certificates.map(certificateBase64),
  }
  return {
    id: of.id,
    name: of.name,
    name_key: keyOf(of.name),
    state: of.state,
    address: of.address,
    application_id: of.applicationId ?? null,
    identity_provider: stored ? JSON.stringify(stored) : null,
    accounts: JSON.stringify(of.accounts),
    known_domains: JSON.stringify(of.knownDomains),
    unsolicited: of.unsolicited ? 1 : 0,
    clock_skew_seconds: of.clockSkewSeconds,
    legacy: JSON.stringify(of.legacy),
    created_at: of.createdAt,
  }
}

function read(row: Row): Connection {
  const stored: StoredIdentityProvider | undefined = row.identity_provider
    ? JSON.parse(row.identity_provider)
    : undefined
  const accounts: Connection['accounts'] = JSON.parse(row.accounts)
  const knownDomains: readonly string[] = JSON.parse(row.known_domains)
  const legacy: readonly Legacy[] = JSON.parse(row.legacy)
  return {
    id: connectionId(row.id),
    name: row.name,
    state: row.state,
    address: row.address,
    ...(row.application_id ? { applicationId: applicationId(row.application_id) } : {}),
    ...(stored
      ? { identityProvider: { ...stored, certificates: stored.certificates.map(readCertificate) } }
      : {}),
    accounts,
    knownDomains,
    unsolicited: row.unsolicited === 1,
    clockSkewSeconds: row.clock_skew_seconds,
    legacy,
    createdAt: row.created_at,
  }
}
