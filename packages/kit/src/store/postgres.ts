import { type Dialect, PostgresDialect } from 'kysely'
import pg from 'pg'

const bigint = 20

/** PostgreSQL through `pg`: at most ten connections, bounded waits, bigint read as a number (epoch milliseconds fit). */
export function postgresDialect(connectionString: string): Dialect {
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    types: {
      getTypeParser: ((oid: number, format?: 'text') =>
        oid === bigint ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  })
  // An idle connection that PostgreSQL ends (it restarts, say) is told here, and would end this process if nobody
  // listened. The pool has dropped it already; whoever asks next gets a new one, or the failure.
  pool.on('error', () => undefined)
  return new PostgresDialect({ pool })
}
