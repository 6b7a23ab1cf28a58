import type { Store } from '@postern/kit/store'
import { type Listed, listed, offsetOf, pageLength } from '../paging.tsx'
import { userOf } from '../users/row.ts'
import { named, type UserTables } from '../users/store.ts'
import type { User } from '../users/user.ts'
import type { Group } from './group.ts'
import { type GroupTables, groupOf } from './store.ts'

/** A person is in at most so many groups; Entra draws a line at 2048 too. */
export const mostGroups = 2048

/** Who is in which group. Direct membership only: groups hold people and no groups. */
export function members(store: Store) {
  const table = () => store.tables<GroupTables & UserTables>()
  const insert = async (rows: readonly GroupTables['group_members'][]): Promise<void> => {
    if (rows.length === 0) return
    await table()
      .insertInto('group_members')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['group_id', 'user_id']).doNothing())
      .execute()
  }
  return {
    add: (groupId: string, userIds: readonly string[], now: number) =>
      insert(userIds.map((id) => ({ group_id: groupId, user_id: id, added_at: now }))),
    /** The other way round: all groups, or none. */
    join: (userId: string, groupIds: readonly string[], now: number) =>
      insert(groupIds.map((id) => ({ group_id: id, user_id: userId, added_at: now }))),
    async remove(groupId: string, userId: string): Promise<void> {
      await table()
        .deleteFrom('group_members')
        .where('group_id', '=', groupId)
        .where('user_id', '=', userId)
        .execute()
    },
    async count(groupId: string): Promise<number> {
      const row = await table()
        .selectFrom('group_members')
        .innerJoin('users', 'users.id', 'group_members.user_id')
        .select((of) => of.fn.countAll().as('members'))
        .where('group_members.group_id', '=', groupId)
        .where('users.deleted_at', 'is', null)
        .executeTakeFirstOrThrow()
      return Number(row.members)
    },
    /** By display name; `search` is looked for in display name and user principal name. */
    async of(groupId: string, search: string, page = 1): Promise<Listed<User>> {
      const found = await table()
        .selectFrom('group_members')
        .innerJoin('users', 'users.id', 'group_members.user_id')
        .selectAll('users')
        .where('group_members.group_id', '=', groupId)
        .where('users.deleted_at', 'is', null)
        .where((of) => named(of, search))
        .orderBy('users.display_key')
        .orderBy('users.id')
        .limit(pageLength + 1)
        .offset(offsetOf(page))
        .execute()
      return listed(found.map(userOf), page)
    },
    /** The groups of a person, by object id: the order in which a groups claim carries them. */
    async groupsOf(userId: string): Promise<readonly Group[]> {
      const rows = await table()
        .selectFrom('group_members')
        .innerJoin('groups', 'groups.id', 'group_members.group_id')
        .selectAll('groups')
        .where('group_members.user_id', '=', userId)
        .orderBy('groups.id')
        .limit(mostGroups)
        .execute()
      return rows.map(groupOf)
    },
  }
}

export type Members = ReturnType<typeof members>
