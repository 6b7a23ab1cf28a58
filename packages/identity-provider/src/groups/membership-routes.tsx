import { readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { pageAsked } from '../paging.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import { userPath, usersPath } from '../users/paths.ts'
import { requireUser } from '../users/require-user.ts'
import type { User } from '../users/user.ts'
import { AddMembershipsPage } from './add-memberships-page.tsx'
import { members } from './members.ts'
import { groups } from './store.ts'

/** How many groups one *Add memberships* takes. */
const mostAtOnce = 50
const path = `${usersPath}/:id/groups` as const

/** In which groups a user is, from the page of the user. */
export function membershipRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  const formPage = async (web: Web, user: User, errors: readonly FieldError[] = []) => {
    const search = web.req.query('q') ?? ''
    const found = await groups(web.var.world.store).list(search, pageAsked(web))
    const page = { web, tenant, user, found, search, errors }
    return web.html(<AddMembershipsPage {...page} />, errors.length === 0 ? 200 : 400)
  }
  routes.get(`${path}/add`, async (web) => formPage(web, await requireUser(web)))
  routes.post(`${path}/add`, async (web) => {
    const user = await requireUser(web)
    const chosen = new Set((await readForm(web)).all('group').slice(0, mostAtOnce))
    const { now, world } = web.var
    const found = (await groups(world.store).findAll([...chosen])).map(({ id }) => id)
    if (found.length === 0) return formPage(web, user, [{ id: 'group', message: 'Tick at least one group.' }])
    await members(world.store).join(user.id, found, now)
    return web.redirect(`${userPath(user.id)}?done=joined`, 303)
  })
  routes.post(`${path}/remove`, async (web) => {
    const user = await requireUser(web)
    await members(web.var.world.store).remove((await readForm(web)).text('group'), user.id)
    return web.redirect(`${userPath(user.id)}?done=left`, 303)
  })
  return routes
}
