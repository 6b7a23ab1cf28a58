import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import { directoryRoles } from '../administrators/store.ts'
import { assignmentsOf } from '../assignments/of-principal.ts'
import { signInPath } from '../sessions/local-path.ts'
import { signedIn } from '../sessions/sessions.ts'
import { answerPage, requireAssigned, requireOpen } from '../sign-in/answer.tsx'
import { explain } from '../sign-in/explain.ts'
import { otherAccount } from '../sign-in/paths.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { MyAppsPage } from './page.tsx'

/** The tiles of a person, and what a click on one does. */
export function myAppsRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/', async (web) => web.redirect((await signedIn(web)) ? '/my-apps' : '/sign-in', 303))
  routes.get('/my-apps', async (web) => {
    const person = await signedIn(web)
    if (!person) return web.redirect(signInPath('/my-apps'), 303)
    const { store } = web.var.world
    const { user } = person
    const search = web.req.query('q') ?? ''
    const applications = await assignmentsOf(store).applicationsOf(user.id, search)
    const administers = (await directoryRoles(store).of(user.id)).length > 0
    const page = { web, tenant, user, applications, search, administers }
    return web.html(<MyAppsPage {...page} />)
  })
  /** Sign-on URL set: there (SP-initiated). Blank: a Response to no request (entra.md 1.8). */
  routes.get('/my-apps/launch/:id', async (web) => {
    const person = await signedIn(web)
    const path = signInPath(web.req.path)
    if (!person) return web.redirect(path, 303)
    const application = await requireOpen(web, web.req.param('id'))
    explain(web, { other: otherAccount(path), unasked: true })
    await requireAssigned(web, application, person)
    return application.signOnUrl === undefined
      ? answerPage(web, { tenant, application, person })
      : web.redirect(application.signOnUrl, 303)
  })
  return routes
}
