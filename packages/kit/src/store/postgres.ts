import { type Dialect, PostgresDialect } from 'kysely'

const bigint = 20

/**
 * PostgreSQL through `pg`: at most ten connections, bounded waits, bigint read as a number (epoch milliseconds fit). The
 * library is loaded here and not at the top, so that the embedded store does not carry its memory.
 */
export function postgresDialect(connectionString: string): Dialect {
  return new PostgresDialect({
    pool: async () => {
      const { default: pg } = await import('pg')
      const getTypeParser = (oid: number, format?: 'text') =>
        oid === bigint ? Number : pg.types.getTypeParser(oid, format)
      const pool = new pg.Pool({
        connectionString,
        max: 10,
        connectionTimeoutMillis: 5_000,
        statement_timeout: 30_000,
        idle_in_transaction_session_timeout: 30_000,
        types: { getTypeParser: getTypeParser as typeof pg.types.getTypeParser },
      })
      // An idle connection that PostgreSQL ends (it restarts, say) is told here, and would end this process if nobody
      // listened. The pool has dropped it already; whoever asks next gets a new one, or the failure.
      pool.on('error', () => undefined)
      return pool
    },
  })
}
