import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'

/** `column like pattern` with the escape character of `containing`, which SQLite only knows when told. */
export function like(column: Expression<string>, pattern: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${column} like ${pattern} escape '!'`
}
