import { readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { pageAsked } from '../paging.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import { type DeletedUser, deletedUsers } from './deleted.ts'
import { DeletedUsersPage } from './deleted-page.tsx'
import { PurgePage } from './deletion-page.tsx'
import { deletedUsersPath, userPath } from './paths.ts'
import { userProblem } from './problems.ts'

/** *Users* > *Deleted users*: for 30 days they can be restored. The gate of the console stands before it. */
export function deletedUserRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  const path = `${deletedUsersPath}/:id` as const
  routes.get(deletedUsersPath, async (web) => {
    const search = web.req.query('q') ?? ''
    const users = await deletedUsers(web.var.world.store).list(search, pageAsked(web))
    return web.html(<DeletedUsersPage {...{ web, tenant, users, search }} />)
  })
  routes.post(`${path}/restore`, async (web) => {
    await readForm(web)
    const { user } = await requireDeleted(web)
    if (await deletedUsers(web.var.world.store).restore(user)) {
      return web.redirect(`${userPath(user.id)}?done=restored`, 303)
    }
    throw userProblem('name-taken-since', { user: user.userPrincipalName })
  })
  routes.get(`${path}/delete`, async (web) => {
    const { user } = await requireDeleted(web)
    return web.html(<PurgePage {...{ web, tenant, user }} />)
  })
  routes.post(`${path}/delete`, async (web) => {
    const { user } = await requireDeleted(web)
    if ((await readForm(web)).text('confirm').trim() !== user.userPrincipalName) {
      const error = `Type ${user.userPrincipalName}, letter by letter.`
      return web.html(<PurgePage {...{ web, tenant, user, error }} />, 400)
    }
    await deletedUsers(web.var.world.store).purge(user.id)
    return web.redirect(`${deletedUsersPath}?done=purged`, 303)
  })
  return routes
}

async function requireDeleted(web: Web): Promise<DeletedUser> {
  const found = await deletedUsers(web.var.world.store).find(web.req.param('id') ?? '')
  if (!found) throw userProblem('deleted-user-missing', {})
  return found
}
