import type { DirectoryRole } from '../console/role.ts'

/** A part of the console, and the roles of which it needs one. */
export interface Area {
  /** As Hono writes paths: `/*` at the end is the path itself and everything below it. */
  readonly path: string
  /** Left out: every method. */
  readonly method?: 'GET' | 'POST'
  readonly roles: readonly DirectoryRole[]
  /** Begins a sentence that ends with "needs the role …". */
  readonly does: string
}

const applications = '/admin/enterprise-applications/*'

/**
 * Who may do what. What stands in no row is for every administrator to read: home, lists of users, groups, domains and roles.
 * Rows add up: a path in two of them needs a role of each, and a Global Administrator has all.
 */
export const areas: readonly Area[] = [
  {
    path: applications,
    method: 'GET',
    roles: ['Cloud Application Administrator', 'Security Reader'],
    does: 'Seeing enterprise applications',
  },
  {
    path: applications,
    method: 'POST',
    roles: ['Cloud Application Administrator'],
    does: 'Changing enterprise applications',
  },
  { path: '/admin/users/new', roles: ['User Administrator'], does: 'Creating a user' },
  { path: '/admin/users', method: 'POST', roles: ['User Administrator'], does: 'Creating a user' },
  { path: '/admin/users/:id/:page/*', roles: ['User Administrator'], does: 'Changing a user' },
  { path: '/admin/users/:id/assigned-roles', roles: [], does: 'Giving and taking roles' },
  {
    path: '/admin/deleted-users/:id/:page/*',
    roles: ['User Administrator'],
    does: 'Restoring or deleting a user for good',
  },
  { path: '/admin/groups/new', roles: ['User Administrator'], does: 'Creating a group' },
  { path: '/admin/groups/:id/:page/*', roles: ['User Administrator'], does: 'Changing a group' },
  {
    path: '/admin/sign-in-logs/*',
    roles: ['Cloud Application Administrator', 'Security Reader'],
    does: 'Seeing sign-in logs',
  },
  { path: '/admin/domains', method: 'POST', roles: [], does: 'Adding a domain' },
]

/** What is done to one user. Nobody but a Global Administrator does it to somebody who holds a role. */
export const changesOfUser = ['/admin/users/:id/:page/*', '/admin/deleted-users/:id/:page/*'] as const
