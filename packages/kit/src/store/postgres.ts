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
      // A connection that PostgreSQL ends (it restarts, say) tells so as an event, which would end this process if
      // nobody listened: the pool while it is idle, the connection itself while it is in use or closing. Whoever waits
      // for an answer gets the failure; whoever asks next gets a new connection.
      pool.on('error', () => undefined)
      pool.on('connect', (client) => void client.on('error', () => undefined))
      return pool
    },
  })
}
