import { Kysely } from 'kysely'
import { type Migration, migrate } from './migrate.ts'
import { postgresDialect } from './postgres.ts'
import { sqliteDialect } from './sqlite.ts'

/**
 * The one door to the database, the same for the embedded engine and for PostgreSQL.
 *
 * Portable SQL: ids and JSON are `text`, times `bigint` epoch milliseconds, booleans `integer` 0 or 1; names that compare
 * without case have a folded key column. Every acknowledged change was committed with fsync.
 */
export interface Store {
  readonly engine: 'embedded' | 'postgresql'
  /** The tables of one feature; the row types are the feature's own, its migrations keep them true. */
  tables<T>(): Kysely<T>
  /**
   * All or nothing. Inside, use only the store that is passed in: the embedded engine has one connection, so that asking
   * the outer store would wait for itself.
   */
  transaction<R>(work: (store: Store) => Promise<R>): Promise<R>
  migrate(migrations: readonly Migration[]): Promise<void>
  close(): Promise<void>
}

/** Opens PostgreSQL where `databaseUrl` is given, else the embedded database in `file`. */
export function openStore(where: { databaseUrl: string } | { file: string }): Store {
  return 'databaseUrl' in where
    ? over(new Kysely<unknown>({ dialect: postgresDialect(where.databaseUrl) }), 'postgresql')
    : over(new Kysely<unknown>({ dialect: sqliteDialect(where.file) }), 'embedded')
}

function over(database: Kysely<unknown>, engine: Store['engine']): Store {
  return {
    engine,
    tables: <T>() => database as Kysely<T>,
    transaction: (work) =>
      database.isTransaction
        ? work(over(database, engine))
        : database.transaction().execute((transaction) => work(over(transaction, engine))),
    migrate: (migrations) => migrate(database, migrations),
    close: () => database.destroy(),
  }
}
