import type { Migration, Store } from '@postern/kit/store'
import { containing, fold } from '../fold.ts'
import { isGuid } from '../guid.ts'
import { like } from '../like.ts'
import { type Listed, listed, offsetOf, pageLength } from '../paging.tsx'
import type { Group, GroupProperties } from './group.ts'

interface Row {
  id: string
  display_name: string
  display_key: string
  description: string | null
  created_at: number
}

export interface GroupTables {
  groups: Row
  group_members: { group_id: string; user_id: string; added_at: number }
}

export const groupsMigration: Migration = {
  name: '040-groups',
  up: async (database) => {
    await database.schema
      .createTable('groups')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('display_name', 'text', (column) => column.notNull())
      .addColumn('display_key', 'text', (column) => column.notNull())
      .addColumn('description', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute()
    await database.schema
      .createIndex('groups_display_key')
      .on('groups')
      .columns(['display_key', 'id'])
      .execute()
    await database.schema
      .createTable('group_members')
      .addColumn('group_id', 'text', (column) => column.notNull().references('groups.id').onDelete('cascade'))
      .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
      .addColumn('added_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('group_members_key', ['group_id', 'user_id'])
      .execute()
    await database.schema.createIndex('group_members_user').on('group_members').column('user_id').execute()
  },
}

/** Names are not used once: of so many groups at most it is looked which are meant. */
const mostNamed = 1000

export function groups(store: Store) {
  const table = () => store.tables<GroupTables>()
  return {
    async add(group: Group): Promise<void> {
      const { id, createdAt } = group
      await table()
        .insertInto('groups')
        .values({ ...changed(group), id, created_at: createdAt })
        .execute()
    },
    async find(id: string): Promise<Group | undefined> {
      if (!isGuid(id)) return undefined
      const row = await table().selectFrom('groups').selectAll().where('id', '=', id).executeTakeFirst()
      return row && groupOf(row)
    },
    async findAll(ids: readonly string[]): Promise<readonly Group[]> {
      const asked = ids.filter(isGuid)
      if (asked.length === 0) return []
      return (await table().selectFrom('groups').selectAll().where('id', 'in', asked).execute()).map(groupOf)
    },
    async change(id: string, of: GroupProperties): Promise<void> {
      await table().updateTable('groups').set(changed(of)).where('id', '=', id).execute()
    },
    /** The memberships go with it; the people stay. */
    async remove(id: string): Promise<void> {
      await table().deleteFrom('groups').where('id', '=', id).execute()
    },
    /** By display name; `search` is looked for in it. */
    async list(search: string, page = 1): Promise<Listed<Group>> {
      const found = await table()
        .selectFrom('groups')
        .selectAll()
        .where((of) => like(of.ref('display_key'), containing(search)))
        .orderBy('display_key')
        .orderBy('id')
        .limit(pageLength + 1)
        .offset(offsetOf(page))
        .execute()
      return listed(found.map(groupOf), page)
    },
    /** Those with one of these display names, without regard to case, or with one of these object ids. */
    async named(names: readonly string[]): Promise<readonly Group[]> {
      const ids = names.filter(isGuid)
      if (names.length === 0) return []
      const rows = await table()
        .selectFrom('groups')
        .selectAll()
        .where((of) =>
          of.or([
            of('display_key', 'in', names.map(fold)),
            ...(ids.length === 0 ? [] : [of('id', 'in', ids)]),
          ]),
        )
        .limit(mostNamed)
        .execute()
      return rows.map(groupOf)
    },
    async count(): Promise<number> {
      const row = await table()
        .selectFrom('groups')
        .select((of) => of.fn.countAll().as('groups'))
        .executeTakeFirstOrThrow()
      return Number(row.groups)
    },
  }
}

export type Groups = ReturnType<typeof groups>

export const groupOf = (row: Row): Group => ({
  id: row.id,
  displayName: row.display_name,
  description: row.description ?? undefined,
  createdAt: row.created_at,
})

const changed = ({ displayName, description }: GroupProperties) => ({
  display_name: displayName,
  display_key: fold(displayName),
  description: description ?? null,
})
