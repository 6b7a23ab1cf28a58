import type { Kysely } from 'kysely'
import { type Migration as KyselyMigration, Migrator } from 'kysely/migration'

/** One step forward of one feature's tables. `name` starts with a number that orders it within its server: `010-users`. */
export interface Migration {
  readonly name: string
  up(database: Kysely<unknown>): Promise<void>
}

/** Runs what has not run yet, in the order of the names, under the engine's lock; two servers may start at once. */
export async function migrate(database: Kysely<unknown>, migrations: readonly Migration[]): Promise<void> {
  const byName: Record<string, KyselyMigration> = {}
  for (const migration of migrations) {
    if (byName[migration.name]) throw new Error(`two migrations are called ${migration.name}`)
    byName[migration.name] = migration
  }
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => byName },
    allowUnorderedMigrations: true,
  })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}
