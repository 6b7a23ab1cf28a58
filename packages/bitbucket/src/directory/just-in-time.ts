import { randomBytes } from 'node:crypto'
import { hashPassword } from '@postern/kit/password'
import type { Store } from '@postern/kit/store'
import { fold } from './fold.ts'
import { groups } from './groups.ts'
import { withinLicence } from './licence.ts'
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
  return async (told: Told, now: number): Promise<void> => {
    const faults = faultsOf({ name: told.name, displayName: told.displayName, email: told.email })
    if (faults.length > 0) throw valuesInvalid(faults)
    const details = { displayName: told.displayName, emailAddress: told.email }
    const known = await users(store).find(told.name)
    // Nobody knows it: such a user comes in by the identity provider alone.
    const passwordHash = known ? '' : await hashPassword(randomBytes(32).toString('base64url'))
    await store.transaction((inner) =>
      withinLicence(inner, async () => {
        const there = await users(inner).find(told.name)
        const user = there
          ? await users(inner).changeDetails(there, details)
          : await users(inner).create({ name: told.name, ...details, passwordHash }, now)
        const wanted = new Set(told.groups.map(fold))
        const range = { start: 0, limit: mostGroups }
        const { values } = await groups(inner).list({ withUser: user.id }, range)
        for (const group of values)
          if (!wanted.has(fold(group))) await groups(inner).removeMember(group, user)
        for (const name of told.groups)
          if (await groups(inner).find(name)) await groups(inner).addMember(name, user)
      }),
    )
  }
}
