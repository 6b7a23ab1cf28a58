import type { Permission } from './permission.ts'

/** What somebody may do with a project or a repository, lowest first; each includes those before it. */
export const levels = ['READ', 'WRITE', 'ADMIN'] as const
export type Level = (typeof levels)[number]

export const isLevel = (text: string): text is Level => levels.some((level) => level === text)

export const reaches = (held: Level | undefined, needed: Level): boolean =>
  held !== undefined && levels.indexOf(held) >= levels.indexOf(needed)

export function lower(one: Level | undefined, other: Level | undefined): Level | undefined {
  if (one === undefined || other === undefined) return undefined
  return reaches(one, other) ? other : one
}

export function higher(one: Level | undefined, other: Level | undefined): Level | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return reaches(one, other) ? one : other
}

/** How far an access token carries: never beyond its user, and often less. */
export interface Reach {
  /** The global permission of the token's user, which administers every project. */
  readonly own: Permission
  readonly projects: Level | undefined
  readonly repositories: Level | undefined
  /** A token of a project or a repository has no user: it may do just this, there alone. */
  readonly only?: { readonly project: number; readonly repository?: number | undefined } | undefined
}
