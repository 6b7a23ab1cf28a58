import type { Migration } from '@postern/kit/store'
import type { Kysely } from 'kysely'

export const projectsMigration: Migration = {
  name: '060-projects',
  up: async (database) => {
    await createProjects(database)
    await createRepositories(database)
    await createGrants(database)
  },
}

async function createProjects(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('projects')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('key', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull().unique())
    .addColumn('description', 'text', (column) => column.notNull())
    .addColumn('public', 'integer', (column) => column.notNull())
    .addColumn('default_level', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
}

async function createRepositories(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('repositories')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    // No cascade: a project with repositories must not be deletable, here as in Bitbucket.
    .addColumn('project_id', 'integer', (column) => column.notNull().references('projects.id'))
    .addColumn('slug', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull())
    .addColumn('description', 'text', (column) => column.notNull())
    .addColumn('public', 'integer', (column) => column.notNull())
    .addColumn('forkable', 'integer', (column) => column.notNull())
    .addColumn('archived', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('pushed_at', 'bigint')
    .addUniqueConstraint('repositories_slug', ['project_id', 'slug'])
    .execute()
}

async function createGrants(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('grants')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('project_id', 'integer', (column) =>
      column.notNull().references('projects.id').onDelete('cascade'),
    )
    .addColumn('repository_id', 'integer', (column) =>
      column.references('repositories.id').onDelete('cascade'),
    )
    .addColumn('user_id', 'integer', (column) => column.references('users.id').onDelete('cascade'))
    .addColumn('group_key', 'text', (column) => column.references('groups.name_key').onDelete('cascade'))
    .addColumn('level', 'text', (column) => column.notNull())
    .execute()
  await database.schema.createIndex('grants_project').on('grants').column('project_id').execute()
  await database.schema.createIndex('grants_user').on('grants').column('user_id').execute()
  await database.schema.createIndex('grants_group').on('grants').column('group_key').execute()
}
