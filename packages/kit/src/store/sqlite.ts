import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { type Dialect, SqliteDialect, type SqliteStatement } from 'kysely'

const statementsKept = 500

/** The embedded engine: write-ahead log, one fsync a commit (`synchronous=FULL`), foreign keys enforced. */
export function sqliteDialect(file: string): Dialect {
  return new SqliteDialect({
    database: async () => {
      const database = new DatabaseSync(file, { timeout: 5_000 })
      database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on')
      const kept = new Map<string, SqliteStatement>()
      return {
        close: () => database.close(),
        prepare: (sql) => {
          const known = kept.get(sql)
          if (known) return known
          const made = statement(database.prepare(sql))
          if (kept.size >= statementsKept) kept.clear()
          kept.set(sql, made)
          return made
        },
      }
    },
  })
}

function statement(prepared: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[]
  return {
    reader: prepared.columns().length > 0,
    all: (parameters) => prepared.all(...values(parameters)),
    run: (parameters) => prepared.run(...values(parameters)),
    iterate: (parameters) => prepared.iterate(...values(parameters)),
  }
}
