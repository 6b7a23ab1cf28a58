import type { Env } from '@postern/kit/http'
import type { Hono, MiddlewareHandler } from 'hono'
import { admit, consolePerson } from '../console/person.ts'
import { suffices } from '../console/role.ts'
import { signInPath } from '../sessions/local-path.ts'
import { signedIn } from '../sessions/sessions.ts'
import { type Area, areas, changesOfUser } from './areas.ts'
import { administratorProblem } from './problems.ts'
import { directoryRoles } from './store.ts'

/**
 * Stands before everything under `/admin`: nobody signed in → sign-in and back; no role, or not the role of the area →
 * refused. Asked on every request, so that a role that is taken away is gone at once.
 */
export function guardConsole(app: Hono<Env>): void {
  app.use('/admin/*', administratorsOnly)
  for (const area of areas) {
    if (area.method) app.on(area.method, area.path, needs(area))
    else app.use(area.path, needs(area))
  }
  for (const path of changesOfUser) app.use(path, protectAdministrators)
}

const administratorsOnly: MiddlewareHandler<Env> = async (web, next) => {
  const person = await signedIn(web)
  if (!person) {
    const read = web.req.method === 'GET' ? web.req.path : '/admin'
    return web.redirect(signInPath(read), 303)
  }
  const roles = await directoryRoles(web.var.world.store).of(person.user.id)
  if (roles.length === 0) throw administratorProblem('administrators-only', {})
  admit(web, { id: person.user.id, name: person.user.displayName, roles })
  return next()
}

function needs({ roles: needed, does }: Area): MiddlewareHandler<Env> {
  return (web, next) => {
    const { roles } = consolePerson(web)
    if (!suffices(roles, needed)) {
      const role = (needed.length === 0 ? ['Global Administrator'] : needed).join(' or ')
      throw administratorProblem('role-needed', { does, role, held: roles.join(', ') })
    }
    return next()
  }
}

/** Who could reset the password of a Global Administrator would be one: a User Administrator changes only who holds no role. */
const protectAdministrators: MiddlewareHandler<Env> = async (web, next) => {
  const { roles } = consolePerson(web)
  if (roles.includes('Global Administrator')) return next()
  const held = await directoryRoles(web.var.world.store).of(web.req.param('id') ?? '')
  if (held.length > 0) {
    throw administratorProblem('administrator-protected', { held: held.join(', ') })
  }
  return next()
}
