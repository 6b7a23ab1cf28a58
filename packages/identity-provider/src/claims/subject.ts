import type { User } from '../users/user.ts'

/** Everything that a claim can say about a person at one application. */
export interface Subject {
  readonly user: User
  /** Names the person to this application and to no other: opaque, always the same. */
  readonly pairwiseId: string
  /** Direct memberships, by object id. */
  readonly groups: readonly { readonly id: string; readonly displayName: string }[]
  /** Object ids of those of them through which the application is assigned. */
  readonly assignedGroups: ReadonlySet<string>
  /** Values of the app roles, each once. */
  readonly roles: readonly string[]
  /** Template ids of the directory roles. */
  readonly directoryRoles: readonly string[]
}
