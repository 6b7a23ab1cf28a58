import { hashPassword } from '@postern/kit/password'
import type { Store } from '@postern/kit/store'
import { type By, changesOf, type Facts, record } from '../audit/index.ts'
import { type Actor, type Author, requireAsHigh } from './actor.ts'
import { defaultGroup, groups } from './groups.ts'
import { withinLicence } from './licence.ts'
import { globalPermissions } from './permissions.ts'
import { directoryProblem, valuesInvalid } from './problems.ts'
import { faultsOf, type User } from './user.ts'
import { users } from './users.ts'

/** What makes a user, as it was sent and not yet judged. */
export interface AccountRequest {
  readonly name: string
  readonly displayName: string
  readonly email: string
  readonly password: string
  readonly addToDefaultGroup: boolean
}

/** What the log is told of a user. */
export const factsOf = ({ name, displayName, emailAddress }: User): Facts => ({
  Username: name,
  'Full name': displayName,
  'Email address': emailAddress,
})

/** What administrators do to the accounts of others, with the rules of who may. Changes are all or nothing. */
export function accounts(store: Store) {
  const outer = { users: users(store), permissions: globalPermissions(store) }
  /** The user, where the actor may change it. */
  const changeable = async (actor: Actor, name: string): Promise<User> => {
    const user = await outer.users.require(name)
    requireAsHigh(actor, await outer.permissions.of(user))
    return user
  }
  /** A change of one user, and what the log is told of it. */
  const change = (
    by: By,
    summary: string,
    user: User,
    work: (inner: Store) => Promise<User | undefined>,
  ): Promise<User> =>
    store.transaction(async (inner) => {
      const after = await work(inner)
      const affected = [{ kind: 'User', name: user.name }] as const
      const changes = after && changesOf(factsOf(user), factsOf(after))
      await record(inner, by, { category: 'Users and groups', summary, affected, changes })
      return after ?? user
    })
  return {
    changeable,
    async create(by: By, request: AccountRequest): Promise<User> {
      const { name, displayName, email, password } = request
      requireFaultless({ name, displayName, email, password })
      if (await outer.users.find(name)) throw directoryProblem('user-exists', { name })
      // Before the transaction: hashing takes long, and the embedded engine lets one writer in at a time.
      const passwordHash = await hashPassword(password)
      return store.transaction((inner) =>
        withinLicence(inner, () => createIn(inner, by, { ...request, passwordHash })),
      )
    },
    async changeDetails(
      author: Author,
      name: string,
      to: { displayName: string; email: string },
    ): Promise<User> {
      const user = await changeable(author, name)
      requireFaultless(to)
      const details = { displayName: to.displayName, emailAddress: to.email }
      return change(author, 'User details changed', user, (inner) =>
        users(inner).changeDetails(user, details),
      )
    },
    async rename(author: Author, name: string, newName: string): Promise<User> {
      const user = await changeable(author, name)
      requireFaultless({ name: newName })
      return change(author, 'User renamed', user, (inner) => users(inner).rename(user, newName))
    },
    async changePassword(author: Author, name: string, password: string): Promise<User> {
      const user = await changeable(author, name)
      requireFaultless({ password })
      const passwordHash = await hashPassword(password)
      return change(author, 'Password changed', user, async (inner) => {
        await users(inner).changePassword(user, passwordHash)
        return undefined
      })
    },
    async delete(author: Author, name: string): Promise<User> {
      const user = await changeable(author, name)
      if (user.id === author.user.id) throw directoryProblem('own-account', {})
      return change(author, 'User deleted', user, async (inner) => {
        await users(inner).delete(user)
        return undefined
      })
    },
  }
}

function requireFaultless(fields: Parameters<typeof faultsOf>[0]): void {
  const faults = faultsOf(fields)
  if (faults.length > 0) throw valuesInvalid(faults)
}

async function createIn(
  inner: Store,
  by: By,
  request: AccountRequest & { readonly passwordHash: string },
): Promise<User> {
  const { name, displayName, email: emailAddress, passwordHash } = request
  const user = await users(inner).create({ name, displayName, emailAddress, passwordHash }, by.from.now)
  const joins = request.addToDefaultGroup && (await groups(inner).find(defaultGroup)) !== undefined
  if (joins) await groups(inner).addMember(defaultGroup, user)
  const facts = { ...factsOf(user), Groups: joins ? defaultGroup : undefined }
  const affected = [{ kind: 'User', name }] as const
  const changes = changesOf({}, facts)
  await record(inner, by, { category: 'Users and groups', summary: 'User created', affected, changes })
  return user
}

export type Accounts = ReturnType<typeof accounts>
