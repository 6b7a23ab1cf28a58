import type { Store } from '@postern/kit/store'
import { sql } from 'kysely'
import { anywhere, fold } from '../fold.ts'
import { type PageOf, pageOf, type Range } from './page-of.ts'
import { directoryProblem } from './problems.ts'
import type { DirectoryTables } from './tables.ts'
import type { User } from './user.ts'

/** New users are put into it unless the caller says no; its permission lets them log in. */
export const defaultGroup = 'stash-users'

/** Groups that hold `text` in their name; those that a user is in or is not in. */
export interface GroupFilter {
  readonly text?: string | undefined
  readonly withUser?: number | undefined
  readonly withoutUser?: number | undefined
}

/** The groups of the internal directory and who is in them. Groups are known by their names alone. */
export function groups(store: Store) {
  const tables = store.tables<DirectoryTables>()
  const find = async (name: string): Promise<string | undefined> => {
    const row = await tables
      .selectFrom('groups')
      .select('name')
      .where('name_key', '=', fold(name))
      .executeTakeFirst()
    return row?.name
  }
  return {
    find,
    /** The group's name as it was first written. Problem `group-missing`. */
    async require(name: string): Promise<string> {
      const found = await find(name)
      if (found === undefined) throw directoryProblem('group-missing', { name })
      return found
    },
    async list(filter: GroupFilter, range: Range): Promise<PageOf<string>> {
      let query = tables.selectFrom('groups').select('name')
      if (filter.text) query = query.where(sql<boolean>`name_key like ${anywhere(filter.text)} escape '\\'`)
      const of = (user: number) =>
        tables.selectFrom('memberships').select('group_key').where('user_id', '=', user)
      if (filter.withUser !== undefined) query = query.where('name_key', 'in', of(filter.withUser))
      if (filter.withoutUser !== undefined) query = query.where('name_key', 'not in', of(filter.withoutUser))
      const rows = await query
        .orderBy('name_key')
        .limit(range.limit + 1)
        .offset(range.start)
        .execute()
      return pageOf(
        rows.map((row) => row.name),
        range,
      )
    },
    async count(): Promise<number> {
      const row = await tables
        .selectFrom('groups')
        .select((of) => of.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      return row.count
    },
    /** The name comes in judged. Problem `group-exists` where the name is taken. */
    async create(name: string): Promise<void> {
      const made = await tables
        .insertInto('groups')
        .values({ name, name_key: fold(name) })
        .onConflict((conflict) => conflict.column('name_key').doNothing())
        .returning('name')
        .executeTakeFirst()
      if (!made) throw directoryProblem('group-exists', { name })
    },
    async delete(name: string): Promise<void> {
      await tables.deleteFrom('groups').where('name_key', '=', fold(name)).execute()
    },
    /** Whether the user was not in it before, which is no fault. */
    async addMember(group: string, user: User): Promise<boolean> {
      const added = await tables
        .insertInto('memberships')
        .values({ group_key: fold(group), user_id: user.id })
        .onConflict((conflict) => conflict.columns(['group_key', 'user_id']).doNothing())
        .returning('user_id')
        .executeTakeFirst()
      return added !== undefined
    },
    /** Whether the user was in it. */
    async removeMember(group: string, user: User): Promise<boolean> {
      const removed = await tables
        .deleteFrom('memberships')
        .where('group_key', '=', fold(group))
        .where('user_id', '=', user.id)
        .returning('user_id')
        .executeTakeFirst()
      return removed !== undefined
    },
  }
}

export type Groups = ReturnType<typeof groups>
