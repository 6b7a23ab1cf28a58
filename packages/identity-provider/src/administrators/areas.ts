import type { DirectoryRole } from '../console/role.ts'

/** A part of the console, and the role that it needs. */
export interface Area {
  /** As Hono writes paths: `/*` at the end is the path itself and everything below it. */
  readonly path: string
  /** Left out: every method. */
  readonly method?: 'POST'
  readonly role: DirectoryRole
  /** Begins a sentence that ends with "needs the role …". */
  readonly does: string
}

/**
 * Who may do what. What stands in no row is for every administrator to read: home, lists of users, domains and roles. Rows
 * add up: a path in two of them needs both roles, and a Global Administrator has all.
 */
export const areas: readonly Area[] = [
  {
    path: '/admin/enterprise-applications/*',
    role: 'Cloud Application Administrator',
    does: 'Working with enterprise applications',
  },
  { path: '/admin/users/new', role: 'User Administrator', does: 'Creating a user' },
  { path: '/admin/users', method: 'POST', role: 'User Administrator', does: 'Creating a user' },
  { path: '/admin/users/:id/:page/*', role: 'User Administrator', does: 'Changing a user' },
  { path: '/admin/users/:id/assigned-roles', role: 'Global Administrator', does: 'Giving and taking roles' },
  { path: '/admin/domains', method: 'POST', role: 'Global Administrator', does: 'Adding a domain' },
]

/** What is done to one user. Nobody but a Global Administrator does it to somebody who holds a role. */
export const changesOfUser = '/admin/users/:id/:page/*'
