import { createHash } from 'node:crypto'
import type { Store } from '@postern/kit/store'
import type { World } from '@postern/kit/world'
import { type AdministratorId, administratorId, type Role } from './administrator.ts'
import { userKey } from './store.ts'

interface Tables {
  invitations: {
    key: string
    administrator_id: string | null
    user_name: string
    user_key: string
    role: Role
    made_by: string
    expires_at: number
  }
}

const lasts = 3 * 86_400_000
/** All are shown on one page. */
export const mostInvitations = 100

/** A link by which somebody sets a password, once: a new administrator, or one who lost what is needed to sign in. */
export interface Invitation {
  /** SHA-256 of what the link holds: the store alone lets nobody in. */
  readonly key: string
  /** Of the administrator who gets a new password; undefined for a new administrator. */
  readonly administrator: AdministratorId | undefined
  readonly userName: string
  readonly role: Role
  readonly madeBy: string
  readonly expiresAt: number
}

const keyOf = (token: string) => createHash('sha256').update(token).digest('base64url')

export function invitations(store: Store) {
  const table = () => store.tables<Tables>()
  return {
    /** The token of the new link, which is nowhere kept. An earlier link for the same user name ends. */
    async make(
      world: World,
      of: Pick<Invitation, 'administrator' | 'userName' | 'role' | 'madeBy'>,
    ): Promise<string> {
      const token = world.random(24).toString('base64url')
      const columns = {
        key: keyOf(token),
        administrator_id: of.administrator ?? null,
        user_name: of.userName,
        role: of.role,
        made_by: of.madeBy,
        expires_at: world.clock() + lasts,
      }
      await table()
        .insertInto('invitations')
        .values({ ...columns, user_key: userKey(of.userName) })
        .onConflict((conflict) => conflict.column('user_key').doUpdateSet(columns))
        .execute()
      return token
    },
    async find(token: string, now: number): Promise<Invitation | undefined> {
      const row = await table()
        .selectFrom('invitations')
        .selectAll()
        .where('key', '=', keyOf(token))
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return row && read(row)
    },
    /** Of two who use a link at once, one takes it. */
    async take(token: string, now: number): Promise<Invitation | undefined> {
      const row = await table()
        .deleteFrom('invitations')
        .where('key', '=', keyOf(token))
        .where('expires_at', '>', now)
        .returningAll()
        .executeTakeFirst()
      return row && read(row)
    },
    async list(now: number): Promise<readonly Invitation[]> {
      const rows = await table()
        .selectFrom('invitations')
        .selectAll()
        .where('expires_at', '>', now)
        .orderBy('user_key')
        .limit(mostInvitations)
        .execute()
      return rows.map(read)
    },
    async withdraw(key: string): Promise<Invitation | undefined> {
      const row = await table()
        .deleteFrom('invitations')
        .where('key', '=', key)
        .returningAll()
        .executeTakeFirst()
      return row && read(row)
    },
    async sweep(now: number): Promise<void> {
      await table().deleteFrom('invitations').where('expires_at', '<=', now).execute()
    },
  }
}

export type Invitations = ReturnType<typeof invitations>

const read = (row: Tables['invitations']): Invitation => ({
  key: row.key,
  administrator: row.administrator_id ? administratorId(row.administrator_id) : undefined,
  userName: row.user_name,
  role: row.role,
  madeBy: row.made_by,
  expiresAt: row.expires_at,
})
