import type { Env, Web } from '@postern/kit/http'
import type { MiddlewareHandler } from 'hono'
import { signInPath } from '../sign-in/local-path.ts'
import { type SignedIn, signedIn } from '../sign-in/sessions.ts'
import { administratorProblem } from './problems.ts'
import { directoryRoles } from './store.ts'

const admitted = new WeakMap<Web, SignedIn>()

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
  const roles = directoryRoles(web.var.world.store)
  if (!(await roles.has(person.user.id, 'Global Administrator'))) {
    throw administratorProblem('administrators-only', {})
  }
  admitted.set(web, person)
  return next()
}

/** The administrator whom the gate let in. Asking where the gate does not stand is a bug. */
export function administrator(web: Web): SignedIn {
  const person = admitted.get(web)
  if (!person) throw new Error('no gate stands before this route')
  return person
}
