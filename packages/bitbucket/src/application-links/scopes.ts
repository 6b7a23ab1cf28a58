import { includes, type Level, type Permission, type Reach } from '../directory/index.ts'

/** What an incoming link may be allowed, in the order of Bitbucket's page: wire name, labels, and the words of the consent. */
export const scopes = [
  { name: 'ACCOUNT_WRITE', area: 'Account', label: 'Write', words: 'Update your account' },
  { name: 'REPO_READ', area: 'Repositories', label: 'Read', words: 'View projects and repositories' },
  { name: 'REPO_WRITE', area: 'Repositories', label: 'Write', words: 'Update projects and repositories' },
  { name: 'REPO_ADMIN', area: 'Repositories', label: 'Admin', words: 'Administer repositories' },
  { name: 'PROJECT_ADMIN', area: 'Projects', label: 'Admin', words: 'Administer projects' },
  { name: 'ADMIN_WRITE', area: 'Admin', label: 'Write', words: 'Administer users, groups and permissions' },
  {
    name: 'SYSTEM_ADMIN',
    area: 'System admin',
    label: 'Write',
    words: 'Administer all of Bitbucket, with its Authentication methods',
  },
] as const

export type Scope = (typeof scopes)[number]['name']

export const isScope = (text: string): text is Scope => scopes.some(({ name }) => name === text)

/** Lowest first; each of these includes those before it. `ACCOUNT_WRITE` stands alone. */
const ladder: readonly Scope[] = [
  'REPO_READ',
  'REPO_WRITE',
  'REPO_ADMIN',
  'PROJECT_ADMIN',
  'ADMIN_WRITE',
  'SYSTEM_ADMIN',
]

/** Whether `held` allows all that `asked` names. */
export function covers(held: readonly Scope[], asked: readonly Scope[]): boolean {
  const height = (of: readonly Scope[]) => Math.max(-1, ...of.map((scope) => ladder.indexOf(scope)))
  const account = !asked.includes('ACCOUNT_WRITE') || held.includes('ACCOUNT_WRITE')
  return account && height(held) >= height(asked)
}

/** What a token of these scopes may do for a user who may do `own`: never more than either. */
export function permissionWith(granted: readonly Scope[], own: Permission): Permission {
  const allowed = permissionOf(granted)
  return includes(own, allowed) ? allowed : own
}

/** How far a token of these scopes carries into projects; without one of them it reads what is public. */
export function reachOf(granted: readonly Scope[], own: Permission): Reach {
  const has = (scope: Scope) => covers(granted, [scope])
  const repositories: readonly (readonly [Scope, Level])[] = [
    ['REPO_ADMIN', 'ADMIN'],
    ['REPO_WRITE', 'WRITE'],
    ['REPO_READ', 'READ'],
  ]
  const level = repositories.find(([scope]) => has(scope))?.[1]
  return { own, repositories: level, projects: has('PROJECT_ADMIN') ? 'ADMIN' : level && 'READ' }
}

export function permissionOf(granted: readonly Scope[]): Permission {
  if (granted.includes('SYSTEM_ADMIN')) return 'SYS_ADMIN'
  if (granted.includes('ADMIN_WRITE')) return 'ADMIN'
  return granted.includes('PROJECT_ADMIN') ? 'PROJECT_CREATE' : 'LICENSED_USER'
}

/** As it is shown: "System admin: Write". */
export const scopeLabel = (scope: Scope): string => {
  const found = scopes.find(({ name }) => name === scope)
  return found ? `${found.area}: ${found.label}` : scope
}
