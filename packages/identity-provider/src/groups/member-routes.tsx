import { readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { pageAsked } from '../paging.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import { users } from '../users/store.ts'
import { AddMembersPage } from './add-members-page.tsx'
import type { Group } from './group.ts'
import { members } from './members.ts'
import { groupPath, groupsPath } from './paths.ts'
import { requireGroup } from './require-group.ts'

/** How many people one *Add members* takes. */
const mostAtOnce = 100
const path = `${groupsPath}/:id/members` as const

/** Who is in a group. */
export function memberRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  const formPage = async (web: Web, group: Group, errors: readonly FieldError[] = []) => {
    const search = web.req.query('q') ?? ''
    const found = await users(web.var.world.store).list(search, pageAsked(web))
    const page = { web, tenant, group, found, search, errors }
    return web.html(<AddMembersPage {...page} />, errors.length === 0 ? 200 : 400)
  }
  routes.get(`${path}/add`, async (web) => formPage(web, await requireGroup(web)))
  routes.post(`${path}/add`, async (web) => {
    const group = await requireGroup(web)
    const { store } = web.var.world
    const chosen = new Set((await readForm(web)).all('user').slice(0, mostAtOnce))
    const found = await users(store).findAll([...chosen])
    if (found.length === 0) {
      return formPage(web, group, [{ id: 'user', message: 'Tick at least one user.' }])
    }
    await members(store).add(
      group.id,
      found.map((user) => user.id),
      web.var.now,
    )
    return web.redirect(`${groupPath(group.id)}?done=added`, 303)
  })
  routes.post(`${path}/remove`, async (web) => {
    const group = await requireGroup(web)
    await members(web.var.world.store).remove(group.id, (await readForm(web)).text('user'))
    return web.redirect(`${groupPath(group.id)}?done=removed`, 303)
  })
  return routes
}
