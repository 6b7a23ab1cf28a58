import { readForm } from '@postern/kit/form'
import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import { isRole } from '../console/role.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { userPath, usersPath } from '../users/paths.ts'
import { requireUser } from '../users/require-user.ts'
import { AssignedRolesPage } from './assigned-roles-page.tsx'
import { rolesPath } from './paths.ts'
import { RolesPage } from './roles-page.tsx'
import { directoryRoles } from './store.ts'

/** Who holds which role. `guardConsole` lets only a Global Administrator give and take. */
export function administratorRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  const path = `${usersPath}/:id/assigned-roles` as const
  routes.get(rolesPath, async (web) => {
    const administrators = await directoryRoles(web.var.world.store).list()
    return web.html(<RolesPage {...{ web, tenant, administrators }} />)
  })
  routes.get(path, async (web) => {
    const user = await requireUser(web)
    const held = await directoryRoles(web.var.world.store).of(user.id)
    return web.html(<AssignedRolesPage {...{ web, tenant, user, held }} />)
  })
  routes.post(path, async (web) => {
    const user = await requireUser(web)
    const held = (await readForm(web)).all('role').filter(isRole)
    if (await directoryRoles(web.var.world.store).set(user.id, held)) {
      return web.redirect(`${userPath(user.id)}?done=roles`, 303)
    }
    const error = `${user.displayName} is the only Global Administrator who can sign in. Give the role to somebody else first.`
    return web.html(<AssignedRolesPage {...{ web, tenant, user, held, error }} />, 400)
  })
  return routes
}
