import type { Env } from '@postern/kit/http'
import type { MiddlewareHandler } from 'hono'
import { type Role, reaches } from './administrator.ts'
import { administratorProblem } from './problems.ts'

/**
 * Named by a route that takes more than its method says. Below `/admin` the guard lets every administrator read and stops
 * an auditor at every form; what only an owner may do, and a GET that changes something, says so itself.
 */
export const least =
  (needed: Role): MiddlewareHandler<Env> =>
  async (web, next) => {
    requireRole(web.var.administrator?.role, needed)
    return next()
  }

export const ownersOnly = least('owner')

export function requireRole(role: Role | undefined, needed: Role): void {
  if (!role || !reaches(role, needed))
    throw administratorProblem('role-too-low', { role: role ?? 'none', needed })
}
