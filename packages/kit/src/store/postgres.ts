import { type Dialect, PostgresDialect } from 'kysely'
import pg from 'pg'

const bigint = 20

/** PostgreSQL through `pg`: at most ten connections, bounded waits, bigint read as a number (epoch milliseconds fit). */
export function postgresDialect(connectionString: string): Dialect {
  return new PostgresDialect({
    pool: new pg.Pool({
      connectionString,
      max: 10,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 30_000,
      types: {
        getTypeParser: ((oid: number, format?: 'text') =>
          oid === bigint ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
      },
    }),
  })
}
