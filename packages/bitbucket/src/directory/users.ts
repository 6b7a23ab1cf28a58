import type { Store } from '@postern/kit/store'
import { sql } from 'kysely'
import { anywhere, fold } from '../fold.ts'
import { nextNumber } from './numbers.ts'
import { type PageOf, pageOf, type Range } from './page-of.ts'
import { directoryProblem } from './problems.ts'
import type { DirectoryTables } from './tables.ts'
import { slugOf, type User } from './user.ts'

type Row = DirectoryTables['users']

export interface NewUser {
  readonly name: string
  readonly displayName: string
  readonly emailAddress: string
  readonly passwordHash: string
  /** Made at a sign-in, by just-in-time provisioning. */
  readonly justInTime?: boolean
}

export function userOf(row: Row): User {
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    displayName: row.display_name,
    emailAddress: row.email_address,
    active: row.active === 1,
    passwordHash: row.password_hash,
    createdAt: row.created_at,
    lastAuthenticatedAt: row.last_authenticated_at ?? undefined,
  }
}

const searchOf = (of: { name: string; displayName: string; emailAddress: string }) =>
  fold(`${of.name}\n${of.displayName}\n${of.emailAddress}`)

/** Which users of a list: those that hold `filter` in name, display name or address; those in a group or not in it. */
export interface UserFilter {
  readonly text?: string | undefined
  readonly inGroup?: string | undefined
  readonly notInGroup?: string | undefined
}

/** The users of the internal directory. Values come in judged (`faultsOf`). */
export function users(store: Store) {
  const tables = store.tables<DirectoryTables>()
  const find = async (column: 'name_key' | 'slug', value: string) => {
    const row = await tables.selectFrom('users').selectAll().where(column, '=', value).executeTakeFirst()
    return row && userOf(row)
  }
  const update = async (id: number, values: Partial<Row>): Promise<void> => {
    await tables.updateTable('users').set(values).where('id', '=', id).execute()
  }
  /** The slug of the name, with a number behind it where another user has it. */
  const freeSlug = async (name: string, own?: number): Promise<string> => {
    const slug = slugOf(name)
    for (let n = 0; ; n++) {
      const tried = n === 0 ? slug : `${slug}${n}`
      const holder = await find('slug', tried)
      if (!holder || holder.id === own) return tried
    }
  }
  return {
    find: (name: string) => find('name_key', fold(name)),
    bySlug: (slug: string) => find('slug', slug),
    async byId(id: number): Promise<User | undefined> {
      const row = await tables.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst()
      return row && userOf(row)
    },
    /** Finds the user of an e-mail address, without regard to case, among those given; the oldest where several have it. */
    async byAddresses(addresses: readonly string[]): Promise<(emailAddress: string) => User | undefined> {
      const wanted = [...new Set(addresses.map((address) => address.toLowerCase()))]
      if (wanted.length === 0) return () => undefined
      const rows = await tables
        .selectFrom('users')
        .selectAll()
        .where(sql`lower(email_address)`, 'in', wanted)
        .orderBy('id', 'desc')
        .limit(10 * wanted.length)
        .execute()
      const known = new Map(rows.map((row) => [row.email_address.toLowerCase(), userOf(row)]))
      return (address) => known.get(address.toLowerCase())
    },
    async require(name: string): Promise<User> {
      const user = await find('name_key', fold(name))
      if (!user) throw directoryProblem('user-missing', { name })
      return user
    },
    async list(filter: UserFilter, range: Range): Promise<PageOf<User>> {
      let query = tables.selectFrom('users').selectAll()
      if (filter.text) query = query.where(sql<boolean>`search like ${anywhere(filter.text)} escape '\\'`)
      const members = (group: string) =>
        tables.selectFrom('memberships').select('user_id').where('group_key', '=', fold(group))
      if (filter.inGroup !== undefined) query = query.where('id', 'in', members(filter.inGroup))
      if (filter.notInGroup !== undefined) query = query.where('id', 'not in', members(filter.notInGroup))
      const rows = await query
        .orderBy('name_key')
        .limit(range.limit + 1)
        .offset(range.start)
        .execute()
      return pageOf(rows.map(userOf), range)
    },
    /** Those whom just-in-time provisioning made, at most 1,000. */
    async madeJustInTime(): Promise<readonly User[]> {
      const rows = tables.selectFrom('users').selectAll().where('just_in_time', '=', 1)
      return (await rows.orderBy('name_key').limit(1_000).execute()).map(userOf)
    },
    async count(): Promise<number> {
      const row = await tables
        .selectFrom('users')
        .select((of) => of.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      return row.count
    },
    /** Problem `user-exists` where the name is taken; the unique keys decide between two at once. */
    async create(user: NewUser, now: number): Promise<User> {
      const row: Row = {
        id: await nextNumber(store, 'users'),
        name: user.name,
        name_key: fold(user.name),
        slug: await freeSlug(user.name),
        display_name: user.displayName,
        email_address: user.emailAddress,
        search: searchOf(user),
        active: 1,
        password_hash: user.passwordHash,
        created_at: now,
        last_authenticated_at: null,
        just_in_time: user.justInTime ? 1 : 0,
      }
      const made = await tables
        .insertInto('users')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst()
      if (made) return userOf(row)
      if (await find('name_key', row.name_key)) throw directoryProblem('user-exists', { name: user.name })
      // Somebody else took the slug between the look and the insert.
      return this.create(user, now)
    },
    async changeDetails(user: User, to: { displayName: string; emailAddress: string }): Promise<User> {
      const changed = { ...user, ...to }
      await update(user.id, {
        display_name: to.displayName,
        email_address: to.emailAddress,
        search: searchOf(changed),
      })
      return changed
    },
    async rename(user: User, name: string): Promise<User> {
      const holder = await find('name_key', fold(name))
      if (holder && holder.id !== user.id) throw directoryProblem('user-exists', { name })
      const renamed = { ...user, name, slug: await freeSlug(name, user.id) }
      await update(user.id, {
        name,
        name_key: fold(name),
        slug: renamed.slug,
        search: searchOf(renamed),
      })
      return renamed
    },
    changePassword: (user: User, passwordHash: string) => update(user.id, { password_hash: passwordHash }),
    authenticated: (user: User, now: number) => update(user.id, { last_authenticated_at: now }),
    async delete(user: User): Promise<void> {
      await tables.deleteFrom('users').where('id', '=', user.id).execute()
    },
  }
}

export type Users = ReturnType<typeof users>
