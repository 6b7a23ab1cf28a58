import type { Migration } from '@postern/kit/store'
import { sql } from 'kysely'

export const activityMigration: Migration = {
  name: '040-activity',
  up: async (database) => {
    await database.schema
      .createTable('activity')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('reference', 'text', (column) => column.notNull())
      .addColumn('began_at', 'bigint', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('connection_id', 'text')
      .addColumn('person_key', 'text', (column) => column.notNull())
      .addColumn('detail', 'text', (column) => column.notNull())
      .execute()
    await database.schema.createIndex('activity_began').on('activity').columns(['began_at', 'id']).execute()
    await database.schema.createIndex('activity_reference').on('activity').column('reference').execute()
  },
}

/**
 * Each index begins with what may be asked for, goes on in the order of the list, and ends with the rest that may be asked
 * for: a page is found without reading one attempt that is not on it, however large attempts are.
 */
const indexes: Readonly<Record<string, readonly string[]>> = {
  activity_all: ['began_at', 'id', 'outcome', 'connection_id', 'person_key'],
  activity_by_outcome: ['outcome', 'began_at', 'id', 'connection_id', 'person_key'],
  activity_by_connection: ['connection_id', 'began_at', 'id', 'outcome', 'person_key'],
  activity_by_both: ['connection_id', 'outcome', 'began_at', 'id', 'person_key'],
  activity_by_person: ['person_key', 'began_at', 'id', 'outcome', 'connection_id'],
}

export const activitySearchMigration: Migration = {
  name: '041-activity-search',
  up: async (database) => {
    for (const [name, columns] of Object.entries(indexes))
      await database.schema
        .createIndex(name)
        .on('activity')
        .columns([...columns])
        .execute()
    await database.schema.dropIndex('activity_began').execute()
    await database.schema
      .createTable('activity_people')
      .addColumn('person_key', 'text', (column) => column.primaryKey())
      .addColumn('last_at', 'bigint', (column) => column.notNull())
      .execute()
    await database.schema
      .createIndex('activity_people_last')
      .on('activity_people')
      .column('last_at')
      .execute()
    await sql`insert into activity_people (person_key, last_at)
      select person_key, max(began_at) from activity where person_key <> '' group by person_key`.execute(
      database,
    )
    await database.schema
      .createTable('activity_kept')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('days', 'integer', (column) => column.notNull())
      .execute()
  },
}
