import type { Migration, Store } from '@postern/kit/store'
import { type Kysely, sql } from 'kysely'
import type { ApplicationId } from '../applications/application.ts'
import { type ConnectionId, connectionId } from './connection.ts'
import { keyOf, type Row } from './table.ts'

interface KnownDomain {
  domain: string
  connection_id: string
}

interface Tables {
  connections: Row
  known_domains: KnownDomain
}

/** The domains once more, each in a row of its own: of 20,000 the right one is found by an index. */
export const knownDomainsMigration: Migration = {
  name: '070-known-domains',
  up: async (database) => {
    await database.schema
      .createTable('known_domains')
      .addColumn('domain', 'text', (column) => column.notNull())
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('known_domains_key', ['domain', 'connection_id'])
      .execute()
    await database.schema
      .createIndex('known_domains_connection')
      .on('known_domains')
      .column('connection_id')
      .execute()
    await database.schema
      .createIndex('connections_ready')
      .on('connections')
      .columns(['application_id', 'state', 'name_key'])
      .execute()
    await fill(database.withTables<{ connections: Row; known_domains: KnownDomain }>())
  },
}

async function fill(database: Kysely<Tables>): Promise<void> {
  for (const { id, known_domains } of await database
    .selectFrom('connections')
    .select(['id', 'known_domains'])
    .execute())
    await insert(database, id, JSON.parse(known_domains))
}

async function insert(database: Kysely<Tables>, id: string, domains: readonly string[]): Promise<void> {
  if (domains.length === 0) return
  const rows = [...new Set(domains)].map((domain) => ({ domain, connection_id: id }))
  await database.insertInto('known_domains').values(rows).execute()
}

/** Called in the transaction that changes the connection. */
export async function keepDomains(store: Store, id: string, domains: readonly string[]): Promise<void> {
  const tables = store.tables<Tables>()
  await tables.deleteFrom('known_domains').where('connection_id', '=', id).execute()
  await insert(tables, id, domains)
}

/** A connection as it stands in a list for people. */
export interface Choice {
  readonly id: ConnectionId
  readonly name: string
  /** A few of its known domains. */
  readonly domains: readonly string[]
}

export interface Choosing {
  readonly choices: readonly Choice[]
  readonly more: boolean
}

export const choicesOnPage = 20
const domainsShown = 3
/** As many as there can be: each connection may know the same domain. */
const mostKnowing = 1_000
/** Of one page of people: more is not what anybody looks for. */
const lastPage = 50

/** The connections by which people can sign in to an application, light: nothing is parsed that is not shown. */
export function choosing(store: Store) {
  const tables = () => store.tables<Tables>()
  /** What `isReady` says, in SQL; a test holds them together. */
  const ready = (applicationId?: ApplicationId) => {
    const all = tables()
      .selectFrom('connections')
      .where('connections.state', '=', 'active')
      .where('application_id', 'is not', null)
      .where('identity_provider', 'is not', null)
      .where('verified_certificates', '!=', '[]')
      .where((column) => column.or([column('any_domain', '=', 1), column('known_domains', '!=', '[]')]))
      .select(['connections.id', 'name', 'known_domains'])
    return applicationId === undefined ? all : all.where('application_id', '=', applicationId)
  }
  return {
    /** Those whose name holds the words, or that know the domain, by name. `page` counts from 1. */
    async search(of: {
      readonly applicationId?: ApplicationId
      readonly name?: string
      readonly page?: number
    }): Promise<Choosing> {
      const page = Math.min(Math.max(of.page ?? 1, 1), lastPage)
      const pattern = `%${keyOf(of.name ?? '').replaceAll(/[%_!]/g, '!$&')}%`
      const rows = await ready(of.applicationId)
        .where(sql<boolean>`name_key like ${pattern} escape '!'`)
        .orderBy('name_key')
        .limit(choicesOnPage + 1)
        .offset((page - 1) * choicesOnPage)
        .execute()
      return { choices: rows.slice(0, choicesOnPage).map(shown), more: rows.length > choicesOnPage }
    },
    /** Those that know this domain, by name. */
    async knowing(domain: string, applicationId?: ApplicationId): Promise<readonly Choice[]> {
      // In two steps: joined, the engine goes through every connection of the application.
      const knowing = await tables()
        .selectFrom('known_domains')
        .select('connection_id')
        .where('domain', '=', domain)
        .limit(mostKnowing)
        .execute()
      if (knowing.length === 0) return []
      const rows = await ready(applicationId)
        .where(
          'connections.id',
          'in',
          knowing.map((row) => row.connection_id),
        )
        .orderBy('name_key')
        .limit(choicesOnPage)
        .execute()
      return rows.map(shown)
    },
    /** The one of this id or name. */
    async named(text: string, applicationId?: ApplicationId): Promise<Choice | undefined> {
      const row = await ready(applicationId)
        .where((column) =>
          column.or([column('connections.id', '=', text), column('name_key', '=', keyOf(text))]),
        )
        .executeTakeFirst()
      return row && shown(row)
    },
  }
}

function shown({ id, name, known_domains }: Pick<Row, 'id' | 'name' | 'known_domains'>): Choice {
  const domains: readonly string[] = JSON.parse(known_domains)
  return { id: connectionId(id), name, domains: domains.slice(0, domainsShown) }
}
