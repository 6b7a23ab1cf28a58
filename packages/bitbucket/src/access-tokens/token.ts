import type { Level, User } from '../directory/index.ts'
import type { ContentFault, Project, Repository } from '../projects/index.ts'

/** What a token may be allowed, lowest first in each area. */
export const tokenPermissions = [
  'PROJECT_READ',
  'PROJECT_WRITE',
  'PROJECT_ADMIN',
  'REPO_READ',
  'REPO_WRITE',
  'REPO_ADMIN',
] as const
export type TokenPermission = (typeof tokenPermissions)[number]

/** Whose token it is: a person's, or that of a project or a repository, which outlives whoever made it. */
export type Owner =
  | { readonly kind: 'user'; readonly user: User }
  | { readonly kind: 'project'; readonly project: Project }
  | { readonly kind: 'repository'; readonly repository: Repository }

export interface AccessToken {
  /** Twelve digits. */
  readonly id: string
  readonly name: string
  readonly permissions: readonly TokenPermission[]
  readonly createdAt: number
  readonly expiresAt: number | undefined
  readonly lastUsedAt: number | undefined
}

/** A token as it is asked for, not yet judged. */
export interface TokenRequest {
  readonly name: string
  readonly permissions: readonly string[]
  readonly expiryDays: number | undefined
}

export const longestDays = 3_650

export function tokenFaults(of: TokenRequest, owner: Owner['kind']): readonly ContentFault[] {
  const faults: ContentFault[] = []
  if (of.name.trim() === '' || of.name.length > 255 || /\p{Cc}/u.test(of.name))
    faults.push({ field: 'name', message: 'The token name should be between 1 and 255 characters.' })
  const allowed = tokenPermissions.filter((one) => owner !== 'repository' || one.startsWith('REPO_'))
  if (of.permissions.length === 0 || !of.permissions.every((one) => allowed.some((known) => known === one)))
    faults.push({
      field: 'permissions',
      message: `The permissions should be some of ${allowed.join(', ')}.`,
    })
  const days = of.expiryDays
  if (days !== undefined && (!Number.isInteger(days) || days < 1 || days > longestDays))
    faults.push({
      field: 'expiryDays',
      message: `The expiryDays should be a whole number from 1 to ${longestDays}.`,
    })
  return faults
}

/** How far permissions carry. Those on projects hold for their repositories too; reading one shows its project. */
export function reachOf(permissions: readonly TokenPermission[]): {
  projects: Level | undefined
  repositories: Level | undefined
} {
  const highest = (area: 'PROJECT' | 'REPO') =>
    (['ADMIN', 'WRITE', 'READ'] as const).find((level) => permissions.includes(`${area}_${level}`))
  const [project, repository] = [highest('PROJECT'), highest('REPO')]
  const order = ['READ', 'WRITE', 'ADMIN'] as const
  const level = order[Math.max(...[project, repository].map((one) => (one ? order.indexOf(one) : -1)))]
  return { projects: project ?? (repository ? 'READ' : undefined), repositories: level }
}
