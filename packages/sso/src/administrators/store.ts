import type { Store } from '@postern/kit/store'
import { ownsPasskey } from '../passkeys/store.ts'
import { type Administrator, type AdministratorId, administratorId, type Role } from './administrator.ts'
import { administratorProblem } from './problems.ts'

interface Row {
  id: string
  user_name: string
  user_key: string
  password_hash: string
  created_at: number
  role: Role
  disabled: number
  email: string | null
  /** Sealed. */
  code_secret: string | null
  code_step: number | null
}

export interface AdministratorTables {
  administrators: Row
}

/** Without what an account gets afterwards. */
export type NewAdministrator = Omit<Administrator, 'email' | 'hasCode' | 'hasPasskey'>

/** What user names are compared by: case does not matter. */
export const userKey = (userName: string) => userName.normalize('NFKC').toLowerCase()

/** A row with what is counted elsewhere. */
type Found = Row & { has_passkey: number }

const read = (row: Found): Administrator => ({
  id: administratorId(row.id),
  userName: row.user_name,
  role: row.role,
  disabled: row.disabled === 1,
  email: row.email ?? undefined,
  hasCode: row.code_secret !== null,
  hasPasskey: Number(row.has_passkey) > 0,
  createdAt: row.created_at,
})

/** All of them are shown on one page; more are not made. */
export const mostAdministrators = 200

export function administrators(store: Store) {
  const table = () => store.tables<AdministratorTables>()
  const all = () =>
    table()
      .selectFrom('administrators')
      .selectAll()
      .select(ownsPasskey('administrators.id').as('has_passkey'))
  const find = async (id: string): Promise<Administrator | undefined> => {
    const row = await all().where('id', '=', id).executeTakeFirst()
    return row && read(row)
  }
  return {
    find,
    async any(): Promise<boolean> {
      const rows = table().selectFrom('administrators').select('id').limit(1)
      return (await rows.executeTakeFirst()) !== undefined
    },
    /** By user name. */
    async list(): Promise<readonly Administrator[]> {
      return (await all().orderBy('user_key').limit(mostAdministrators).execute()).map(read)
    },
    /** Problem `administrator-missing`. */
    async require(id: string): Promise<Administrator> {
      const found = await find(id)
      if (!found) throw administratorProblem('administrator-missing', {})
      return found
    },
    /** With the hash that only the sign-in needs. */
    async findByUserName(
      userName: string,
    ): Promise<{ administrator: Administrator; passwordHash: string } | undefined> {
      const row = await all().where('user_key', '=', userKey(userName)).executeTakeFirst()
      return row && { administrator: read(row), passwordHash: row.password_hash }
    },
    /** Whether it was made; not where the user name is taken: two servers may start at once. */
    async create(of: NewAdministrator, passwordHash: string): Promise<boolean> {
      const made = await table()
        .insertInto('administrators')
        .values({
          id: of.id,
          user_name: of.userName,
          user_key: userKey(of.userName),
          password_hash: passwordHash,
          created_at: of.createdAt,
          role: of.role,
          disabled: of.disabled ? 1 : 0,
        })
        .onConflict((conflict) => conflict.column('user_key').doNothing())
        .returning('id')
        .executeTakeFirst()
      return made !== undefined
    },
    /** Problem `last-owner`. */
    async change(id: AdministratorId, to: { role?: Role; disabled?: boolean }): Promise<void> {
      await keepingAnOwner(store, (inside) =>
        update(inside, id, {
          ...(to.role === undefined ? {} : { role: to.role }),
          ...(to.disabled === undefined ? {} : { disabled: to.disabled ? 1 : 0 }),
        }),
      )
    },
    /** Problem `last-owner`. */
    async remove(id: AdministratorId): Promise<void> {
      await keepingAnOwner(store, async (inside) => {
        await inside.tables<AdministratorTables>().deleteFrom('administrators').where('id', '=', id).execute()
      })
    },
    async setPassword(id: AdministratorId, passwordHash: string): Promise<void> {
      await update(store, id, { password_hash: passwordHash })
    },
    async setEmail(id: AdministratorId, email: string | undefined): Promise<void> {
      await update(store, id, { email: email ?? null })
    },
  }
}

export type Administrators = ReturnType<typeof administrators>

async function update(store: Store, id: AdministratorId, columns: Partial<Row>): Promise<void> {
  await store
    .tables<AdministratorTables>()
    .updateTable('administrators')
    .set(columns)
    .where('id', '=', id)
    .execute()
}

/**
 * Undoes a change after which nobody would be left who can make an owner. Writing to every owner first makes a second such
 * change wait until this one is kept, so that two owners cannot take each other's role at once.
 */
async function keepingAnOwner(store: Store, work: (inside: Store) => Promise<void>): Promise<void> {
  await store.transaction(async (inside) => {
    const tables = inside.tables<AdministratorTables>()
    await tables.updateTable('administrators').set({ role: 'owner' }).where('role', '=', 'owner').execute()
    await work(inside)
    const owner = await tables
      .selectFrom('administrators')
      .select('id')
      .where('role', '=', 'owner')
      .where('disabled', '=', 0)
      .limit(1)
      .executeTakeFirst()
    if (!owner) throw administratorProblem('last-owner', {})
  })
}
