import { randomBytes } from 'node:crypto'
import { hashPassword } from '@postern/kit/password'
import type { Store } from '@postern/kit/store'
import { type By, changesOf, record } from '../audit/index.ts'
import { fold } from '../fold.ts'
import { factsOf } from './accounts.ts'
import { withinLicence } from './licence.ts'
import { joinIn, leaveIn, parts } from './membership.ts'
import { valuesInvalid } from './problems.ts'
import { faultsOf } from './user.ts'
import { users } from './users.ts'

/** A person as an identity provider told of them at a sign-in. */
export interface Told {
  readonly name: string
  readonly displayName: string
  readonly email: string
  readonly groups: readonly string[]
}

const mostGroups = 10_000

/**
 * Just-in-time provisioning with Bitbucket's meaning (bitbucket.md 1c): the user is made, or changed to what was told; and
 * **leaves every group that was not told**. A group that does not exist here is passed over.
 */
export function justInTime(store: Store) {
  return async (by: By, told: Told): Promise<void> => {
    const faults = faultsOf({ name: told.name, displayName: told.displayName, email: told.email })
    if (faults.length > 0) throw valuesInvalid(faults)
    const details = { displayName: told.displayName, emailAddress: told.email }
    const known = await users(store).find(told.name)
    // Nobody knows it: such a user comes in by the identity provider alone.
    const passwordHash = known ? '' : await hashPassword(randomBytes(32).toString('base64url'))
    await store.transaction((inner) =>
      withinLicence(inner, async () => {
        const of = parts(inner)
        const there = await of.users.find(told.name)
        const user = there
          ? await of.users.changeDetails(there, details)
          : await of.users.create(
              { name: told.name, ...details, passwordHash, justInTime: true },
              by.from.now,
            )
        await record(inner, by, {
          category: 'Users and groups',
          summary: there ? 'User details changed' : 'User created',
          affected: [{ kind: 'User', name: user.name }],
          changes: changesOf(there ? factsOf(there) : {}, factsOf(user)),
        })
        const wanted = new Set(told.groups.map(fold))
        const { values } = await of.groups.list({ withUser: user.id }, { start: 0, limit: mostGroups })
        for (const group of values) if (!wanted.has(fold(group))) await leaveIn(of, by, user, group)
        for (const name of told.groups) {
          const group = await of.groups.find(name)
          if (group) await joinIn(of, by, user, group)
        }
      }),
    )
  }
}
