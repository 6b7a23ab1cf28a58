import { hashPassword } from '@postern/kit/password'
import type { Store } from '@postern/kit/store'
import { type Actor, requireAsHigh } from './actor.ts'
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

/** What administrators do to the accounts of others, with the rules of who may. Changes are all or nothing. */
export function accounts(store: Store) {
  const outer = { users: users(store), permissions: globalPermissions(store) }
  /** The user, where the actor may change it. */
  const changeable = async (actor: Actor, name: string): Promise<User> => {
    const user = await outer.users.require(name)
    requireAsHigh(actor, await outer.permissions.of(user))
    return user
  }
  const requireFaultless = (fields: Parameters<typeof faultsOf>[0]) => {
    const faults = faultsOf(fields)
    if (faults.length > 0) throw valuesInvalid(faults)
  }
  return {
    changeable,
    async create(request: AccountRequest, now: number): Promise<User> {
      const { name, displayName, email, password } = request
      requireFaultless({ name, displayName, email, password })
      if (await outer.users.find(name)) throw directoryProblem('user-exists', { name })
      // Before the transaction: hashing takes long, and the embedded engine lets one writer in at a time.
      const passwordHash = await hashPassword(password)
      return store.transaction((inner) =>
        withinLicence(inner, async () => {
          const user = await users(inner).create(
            { name, displayName, emailAddress: email, passwordHash },
            now,
          )
          if (request.addToDefaultGroup && (await groups(inner).find(defaultGroup))) {
            await groups(inner).addMember(defaultGroup, user)
          }
          return user
        }),
      )
    },
    async changeDetails(
      actor: Actor,
      name: string,
      to: { displayName: string; email: string },
    ): Promise<User> {
      const user = await changeable(actor, name)
      requireFaultless(to)
      return outer.users.changeDetails(user, { displayName: to.displayName, emailAddress: to.email })
    },
    async rename(actor: Actor, name: string, newName: string): Promise<User> {
      const user = await changeable(actor, name)
      requireFaultless({ name: newName })
      return outer.users.rename(user, newName)
    },
    async changePassword(actor: Actor, name: string, password: string): Promise<User> {
      const user = await changeable(actor, name)
      requireFaultless({ password })
      await outer.users.changePassword(user, await hashPassword(password))
      return user
    },
    async delete(actor: Actor, name: string): Promise<User> {
      const user = await changeable(actor, name)
      if (user.id === actor.user.id) throw directoryProblem('own-account', {})
      await outer.users.delete(user)
      return user
    },
  }
}

export type Accounts = ReturnType<typeof accounts>
