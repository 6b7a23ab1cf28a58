import type { Store } from '@postern/kit/store'
import { type Actor, requireAsHigh, requireNotLowered } from './actor.ts'
import { groups } from './groups.ts'
import { withinLicence } from './licence.ts'
import type { Permission } from './permission.ts'
import { globalPermissions } from './permissions.ts'
import { users } from './users.ts'

/** Who is in which group and who may do what, changed by an actor. Each is one transaction: all names, or none. */
export function membership(store: Store) {
  /** Everything inside sees the change; at its end the actor must still be what the actor was. */
  const change = (actor: Actor, work: (of: ReturnType<typeof parts>) => Promise<void>) =>
    store.transaction((inner) =>
      withinLicence(inner, async () => {
        const of = parts(inner)
        await work(of)
        await requireNotLowered(actor, of.permissions)
      }),
    )
  const join = (actor: Actor, userNames: readonly string[], groupNames: readonly string[]) =>
    change(actor, async (of) => {
      for (const groupName of groupNames) {
        const group = await of.groups.require(groupName)
        requireAsHigh(actor, await of.permissions.grantedToGroup(group))
        for (const name of userNames) await of.groups.addMember(group, await of.users.require(name))
      }
    })
  const leave = (actor: Actor, userName: string, groupName: string) =>
    change(actor, async (of) => {
      const group = await of.groups.require(groupName)
      requireAsHigh(actor, await of.permissions.grantedToGroup(group))
      await of.groups.removeMember(group, await of.users.require(userName))
    })
  const deleteGroup = (actor: Actor, name: string) =>
    change(actor, async (of) => {
      const group = await of.groups.require(name)
      requireAsHigh(actor, await of.permissions.grantedToGroup(group))
      await of.groups.delete(group)
    })
  return {
    join,
    leave,
    deleteGroup,
    /** Without a permission, takes what was granted away. */
    grantUsers: (actor: Actor, names: readonly string[], permission: Permission | undefined) =>
      change(actor, async (of) => {
        requireAsHigh(actor, permission)
        for (const name of names) {
          const user = await of.users.require(name)
          requireAsHigh(actor, await of.permissions.granted(user))
          await (permission ? of.permissions.grant(user, permission) : of.permissions.revoke(user))
        }
      }),
    grantGroups: (actor: Actor, names: readonly string[], permission: Permission | undefined) =>
      change(actor, async (of) => {
        requireAsHigh(actor, permission)
        for (const name of names) {
          const group = await of.groups.require(name)
          requireAsHigh(actor, await of.permissions.grantedToGroup(group))
          await (permission
            ? of.permissions.grantGroup(group, permission)
            : of.permissions.revokeGroup(group))
        }
      }),
  }
}

function parts(store: Store) {
  return { users: users(store), groups: groups(store), permissions: globalPermissions(store) }
}

export type Membership = ReturnType<typeof membership>
