import type { Env } from '@postern/kit/http'
import type { MiddlewareHandler } from 'hono'
import { admit } from '../console/person.ts'
import { signInPath } from '../sessions/local-path.ts'
import { signedIn } from '../sessions/sessions.ts'
import { administratorProblem } from './problems.ts'
import { directoryRoles } from './store.ts'

/**
 * Stands before everything under `/admin`: nobody signed in → sign-in and back; no Global Administrator → refused. Asked on
 * every request, so that a role that is taken away is gone at once.
 */
export const administratorsOnly: MiddlewareHandler<Env> = async (web, next) => {
  const person = await signedIn(web)
  if (!person) {
    const read = web.req.method === 'GET' ? web.req.path : '/admin'
    return web.redirect(signInPath(read), 303)
  }
  const role = 'Global Administrator'
  if (!(await directoryRoles(web.var.world.store).has(person.user.id, role))) {
    throw administratorProblem('administrators-only', {})
  }
  admit(web, { id: person.user.id, name: person.user.displayName, role })
  return next()
}
