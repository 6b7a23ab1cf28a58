import type { Store } from '@postern/kit/store'
import { type Affected, type By, changesOf, record } from '../audit/index.ts'
import { type Author, requireAsHigh, requireNotLowered } from './actor.ts'
import { groups } from './groups.ts'
import { withinLicence } from './licence.ts'
import { type Permission, permissionLabels } from './permission.ts'
import { globalPermissions } from './permissions.ts'
import type { User } from './user.ts'
import { users } from './users.ts'

/** Who is in which group and who may do what, changed by an author. Each is one transaction: all names, or none. */
export function membership(store: Store) {
  /** Everything inside sees the change; at its end the author must still be what the author was. */
  const change = (author: Author, work: (of: Parts) => Promise<void>) =>
    store.transaction((inner) =>
      withinLicence(inner, async () => {
        const of = parts(inner)
        await work(of)
        await requireNotLowered(author, of.permissions)
      }),
    )
  return {
    createGroup: (by: By, name: string): Promise<void> =>
      store.transaction(async (inner) => {
        await groups(inner).create(name)
        await recordGroup(inner, by, 'Group created', name)
      }),
    join: (author: Author, userNames: readonly string[], groupNames: readonly string[]) =>
      change(author, async (of) => {
        for (const groupName of groupNames) {
          const group = await of.groups.require(groupName)
          requireAsHigh(author, await of.permissions.grantedToGroup(group))
          for (const name of userNames) await joinIn(of, author, await of.users.require(name), group)
        }
      }),
    leave: (author: Author, userName: string, groupName: string) =>
      change(author, async (of) => {
        const group = await of.groups.require(groupName)
        requireAsHigh(author, await of.permissions.grantedToGroup(group))
        await leaveIn(of, author, await of.users.require(userName), group)
      }),
    deleteGroup: (author: Author, name: string) =>
      change(author, async (of) => {
        const group = await of.groups.require(name)
        requireAsHigh(author, await of.permissions.grantedToGroup(group))
        await of.groups.delete(group)
        await recordGroup(of.store, author, 'Group deleted', group)
      }),
    /** Without a permission, takes what was granted away. */
    grantUsers: (author: Author, names: readonly string[], permission: Permission | undefined) =>
      change(author, async (of) => {
        requireAsHigh(author, permission)
        for (const name of names) {
          const user = await of.users.require(name)
          const before = await of.permissions.granted(user)
          requireAsHigh(author, before)
          await (permission ? of.permissions.grant(user, permission) : of.permissions.revoke(user))
          await recordGrant(of.store, author, { kind: 'User', name: user.name }, before, permission)
        }
      }),
    grantGroups: (author: Author, names: readonly string[], permission: Permission | undefined) =>
      change(author, async (of) => {
        requireAsHigh(author, permission)
        for (const name of names) {
          const group = await of.groups.require(name)
          const before = await of.permissions.grantedToGroup(group)
          requireAsHigh(author, before)
          await (permission
            ? of.permissions.grantGroup(group, permission)
            : of.permissions.revokeGroup(group))
          await recordGrant(of.store, author, { kind: 'Group', name: group }, before, permission)
        }
      }),
  }
}

type Parts = ReturnType<typeof parts>

export function parts(store: Store) {
  return { store, users: users(store), groups: groups(store), permissions: globalPermissions(store) }
}

/** Puts a user into a group, and tells the log where that changed something. */
export async function joinIn({ store, groups }: Parts, by: By, user: User, group: string): Promise<void> {
  if (await groups.addMember(group, user)) await recordMember(store, by, 'User added to group', user, group)
}

export async function leaveIn({ store, groups }: Parts, by: By, user: User, group: string): Promise<void> {
  if (await groups.removeMember(group, user))
    await recordMember(store, by, 'User removed from group', user, group)
}

const recordMember = (store: Store, by: By, summary: string, user: User, group: string) =>
  record(store, by, {
    category: 'Users and groups',
    summary,
    affected: [
      { kind: 'User', name: user.name },
      { kind: 'Group', name: group },
    ],
  })

const recordGroup = (store: Store, by: By, summary: string, name: string) =>
  record(store, by, { category: 'Users and groups', summary, affected: [{ kind: 'Group', name }] })

export function recordGrant(
  store: Store,
  by: By,
  to: Affected,
  before: Permission | undefined,
  after: Permission | undefined,
): Promise<void> {
  const label = (permission: Permission | undefined) => permission && permissionLabels[permission]
  return record(store, by, {
    category: 'Permissions',
    summary: after ? 'Global permission granted' : 'Global permission removed',
    affected: [to],
    changes: changesOf({ Permission: label(before) }, { Permission: label(after) }),
  })
}

export type Membership = ReturnType<typeof membership>
