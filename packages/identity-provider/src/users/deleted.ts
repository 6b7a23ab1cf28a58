import type { Store } from '@postern/kit/store'
import { containing, fold } from '../fold.ts'
import { isGuid } from '../guid.ts'
import { like } from '../like.ts'
import { type Listed, listed, offsetOf, pageLength } from '../paging.tsx'
import { type UserRow, userOf } from './row.ts'
import type { UserTables } from './store.ts'
import type { User } from './user.ts'

/** How long a deleted user can be brought back (entra.md 3.4). */
export const restorable = 30 * 86_400_000

export interface DeletedUser {
  readonly user: User
  readonly deletedAt: number
}

/**
 * Users that were deleted and can still be restored, with groups, assignments and roles. None of it counts meanwhile, and the
 * user principal name is free for somebody else: its key is replaced by one that nobody can type.
 */
export function deletedUsers(store: Store) {
  const table = () => store.tables<UserTables>()
  const dead = () => table().selectFrom('users').selectAll().where('deleted_at', 'is not', null)
  return {
    async remove(id: string, now: number): Promise<void> {
      await table()
        .updateTable('users')
        .set({ deleted_at: now, upn_key: `deleted ${id}` })
        .where('id', '=', id)
        .where('deleted_at', 'is', null)
        .execute()
    },
    /** False, and nothing is changed, where the user principal name is somebody else's by now. */
    async restore(user: User): Promise<boolean> {
      return store.transaction(async (inner) => {
        const rows = inner.tables<UserTables>()
        const key = fold(user.userPrincipalName)
        const taken = await rows
          .selectFrom('users')
          .select('id')
          .where('upn_key', '=', key)
          .executeTakeFirst()
        if (taken) return false
        await rows
          .updateTable('users')
          .set({ deleted_at: null, upn_key: key })
          .where('id', '=', user.id)
          .where('deleted_at', 'is not', null)
          .execute()
        return true
      })
    },
    /** For good. A user who is not deleted yet stays. */
    async purge(id: string): Promise<void> {
      await table().deleteFrom('users').where('id', '=', id).where('deleted_at', 'is not', null).execute()
    },
    async find(id: string): Promise<DeletedUser | undefined> {
      const row = isGuid(id) ? await dead().where('id', '=', id).executeTakeFirst() : undefined
      return row && deletedOf(row)
    },
    /** By display name; `search` is looked for in it. */
    async list(search: string, page = 1): Promise<Listed<DeletedUser>> {
      const found = await dead()
        .where((of) => like(of.ref('display_key'), containing(search)))
        .orderBy('display_key')
        .orderBy('id')
        .limit(pageLength + 1)
        .offset(offsetOf(page))
        .execute()
      return listed(found.map(deletedOf), page)
    },
    async sweep(now: number): Promise<void> {
      await table()
        .deleteFrom('users')
        .where('deleted_at', '<=', now - restorable)
        .execute()
    },
  }
}

const deletedOf = (row: UserRow): DeletedUser => ({ user: userOf(row), deletedAt: row.deleted_at ?? 0 })
