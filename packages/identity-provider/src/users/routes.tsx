import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import type { DirectoryRole } from '../console/role.ts'
import { pageAsked } from '../paging.tsx'
import { type AssignedApplication, seesApplications } from './applications-part.tsx'
import { authenticators } from './authenticator.ts'
import { type ChangeRoutesNeeds, changeRoutes } from './change-routes.tsx'
import { creationRoutes } from './creation-routes.tsx'
import { deletedUserRoutes } from './deleted-routes.tsx'
import type { Assigns } from './new-assignments.ts'
import { UsersPage } from './page.tsx'
import { usersPath } from './paths.ts'
import { requireUser } from './require-user.ts'
import { users } from './store.ts'
import { UserPage, type UserPageProps } from './user-page.tsx'

export interface UserRoutesNeeds extends ChangeRoutesNeeds, Assigns {
  /** Answered by the administrators, who stand above the users. */
  readonly rolesOf: (userId: string) => Promise<readonly DirectoryRole[]>
  /** Answered by the groups, who stand above the users too. */
  readonly groupsOf: (userId: string) => Promise<UserPageProps['groups']>
  /** Answered by the assignments. */
  readonly applicationsOf: (userId: string) => Promise<readonly AssignedApplication[]>
}

/** *Identity* > *Users*. The gate of the console stands before it. */
export function userRoutes(of: UserRoutesNeeds): Hono<Env> {
  const { tenant } = of
  const routes = new Hono<Env>()
  routes.route('/', changeRoutes(of))
  routes.route('/', deletedUserRoutes(of))
  routes.route('/', creationRoutes(of))
  routes.get(usersPath, async (web) => {
    const search = web.req.query('q') ?? ''
    const found = await users(web.var.world.store).list(search, pageAsked(web))
    return web.html(<UsersPage web={web} tenant={tenant} users={found} search={search} />)
  })
  routes.get(`${usersPath}/:id`, async (web) => {
    const user = await requireUser(web)
    const [roles, groups] = [await of.rolesOf(user.id), await of.groupsOf(user.id)]
    const applications = seesApplications(web) ? await of.applicationsOf(user.id) : undefined
    const { store, seal } = web.var.world
    const authenticatorSince = await authenticators(store, seal).since(user.id)
    const page = { web, tenant, user, roles, groups, applications, authenticatorSince }
    return web.html(<UserPage {...page} />)
  })
  return routes
}
