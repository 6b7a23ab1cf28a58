import type { Store } from '@postern/kit/store'
import type { ExpressionBuilder } from 'kysely'
import { containing, fold } from '../fold.ts'
import { isGuid } from '../guid.ts'
import { like } from '../like.ts'
import { type Listed, listed, offsetOf, pageLength } from '../paging.tsx'
import type { Properties } from './properties.ts'
import { rowOf, type UserRow, userOf } from './row.ts'
import type { User } from './user.ts'

export interface UserTables {
  users: UserRow
}

/** How a person signs in. */
export interface Credentials {
  readonly user: User
  readonly passwordHash: string
  /** Given by an administrator: good for one sign-in, at which it is changed. */
  readonly mustChangePassword: boolean
}

/** The directory's people. Whoever is deleted is not among them: see `deletedUsers`. */
export function users(store: Store) {
  const table = () => store.tables<UserTables>()
  const alive = () => table().selectFrom('users').selectAll().where('deleted_at', 'is', null)
  return {
    /** False where the user principal name is taken. */
    async add(user: User, passwordHash: string, mustChangePassword = false): Promise<boolean> {
      const added = await table()
        .insertInto('users')
        .values(rowOf(user, passwordHash, mustChangePassword))
        .onConflict((conflict) => conflict.column('upn_key').doNothing())
        .returning('id')
        .executeTakeFirst()
      return added !== undefined
    },
    async find(id: string): Promise<User | undefined> {
      const row = isGuid(id) ? await alive().where('id', '=', id).executeTakeFirst() : undefined
      return row && userOf(row)
    },
    /** Those that exist among at most a few hundred that were named; each once. */
    async findAll(ids: readonly string[]): Promise<readonly User[]> {
      const named = ids.filter(isGuid)
      if (named.length === 0) return []
      const rows = await alive().where('id', 'in', named).orderBy('display_key').orderBy('id').execute()
      return rows.map(userOf)
    },
    /** Which of these user principal names are somebody's, folded. */
    async takenOf(userPrincipalNames: readonly string[]): Promise<ReadonlySet<string>> {
      const keys = userPrincipalNames.map(fold)
      if (keys.length === 0) return new Set()
      const rows = await table().selectFrom('users').select('upn_key').where('upn_key', 'in', keys).execute()
      return new Set(rows.map((row) => row.upn_key))
    },
    async findByUserPrincipalName(userPrincipalName: string): Promise<Credentials | undefined> {
      const row = await alive().where('upn_key', '=', fold(userPrincipalName)).executeTakeFirst()
      return row && credentialsOf(row)
    },
    async credentials(id: string): Promise<Credentials | undefined> {
      const row = isGuid(id) ? await alive().where('id', '=', id).executeTakeFirst() : undefined
      return row && credentialsOf(row)
    },
    async change(id: string, of: Properties & { readonly enabled: boolean }): Promise<void> {
      const { displayName, givenName, surname, mail, enabled, userType, attributes } = of
      await table()
        .updateTable('users')
        .set({
          display_name: displayName,
          display_key: fold(displayName),
          given_name: givenName ?? null,
          surname: surname ?? null,
          mail: mail ?? null,
          enabled: enabled ? 1 : 0,
          user_type: userType ?? 'Member',
          attributes: JSON.stringify(attributes ?? {}),
        })
        .where('id', '=', id)
        .execute()
    },
    async setPassword(id: string, passwordHash: string, mustChangePassword: boolean): Promise<void> {
      await table()
        .updateTable('users')
        .set({ password_hash: passwordHash, must_change_password: mustChangePassword ? 1 : 0 })
        .where('id', '=', id)
        .execute()
    },
    /** By display name; `search` is looked for in display name and user principal name. */
    async list(search: string, page = 1): Promise<Listed<User>> {
      const found = await alive()
        .where((of) => named(of, search))
        .orderBy('display_key')
        .orderBy('id')
        .limit(pageLength + 1)
        .offset(offsetOf(page))
        .execute()
      return listed(found.map(userOf), page)
    },
    async count(): Promise<number> {
      const row = await table()
        .selectFrom('users')
        .select((of) => of.fn.countAll().as('users'))
        .where('deleted_at', 'is', null)
        .executeTakeFirstOrThrow()
      return Number(row.users)
    },
  }
}

export type Users = ReturnType<typeof users>

/** Whether `search` is in the display name or in the user principal name; every user where it is empty. */
export const named = (of: ExpressionBuilder<UserTables, 'users'>, search: string) =>
  fold(search) === ''
    ? of.lit(true)
    : of.or([
        like(of.ref('users.display_key'), containing(search)),
        like(of.ref('users.upn_key'), containing(search)),
      ])

const credentialsOf = (row: UserRow): Credentials => ({
  user: userOf(row),
  passwordHash: row.password_hash,
  mustChangePassword: row.must_change_password === 1,
})
