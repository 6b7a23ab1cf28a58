import { csrfToken, type Form, readForm } from '@postern/kit/form'
import { type FieldError, Lose } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { ApplicationPage } from '../enterprise-applications/frame.tsx'
import { applicationsPath, usersAndGroupsPath } from '../enterprise-applications/paths.ts'
import { requireApplication } from '../enterprise-applications/require-application.ts'
import { onward } from '../enterprise-applications/wizard.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { requireUser } from '../users/require-user.ts'
import { users } from '../users/store.ts'
import type { User } from '../users/user.ts'
import { AddAssignmentPage, SelectPage } from './add-page.tsx'
import { AssignmentsPage } from './page.tsx'
import { assignments, defaultAccess } from './store.ts'

/** How many people one *Assign* takes. */
const mostAtOnce = 100
const path = `${applicationsPath}/:id/users-and-groups` as const

/** *Users and groups* of an application. The gate of the console stands before it. */
export function assignmentRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  addRoutes(routes, tenant)
  removeRoutes(routes, tenant)
  routes.get(path, async (web) => {
    const application = await requireApplication(web)
    const search = web.req.query('q') ?? ''
    const found = await assignments(web.var.world.store).of(application.id, search)
    const page = { web, tenant, application, assignments: found, search }
    return web.html(<AssignmentsPage {...page} />)
  })
  return routes
}

function addRoutes(routes: Hono<Env>, tenant: Tenant): void {
  const formPage = (
    web: Web,
    application: EnterpriseApplication,
    selected: readonly User[],
    errors: readonly FieldError[] = [],
  ) => {
    const page = { web, tenant, application, selected, errors }
    return web.html(<AddAssignmentPage {...page} />, errors.length === 0 ? 200 : 400)
  }
  routes.get(`${path}/add`, async (web) =>
    formPage(web, await requireApplication(web), await known(web, web.req.queries('user') ?? [])),
  )
  routes.get(`${path}/add/select`, async (web) => {
    const application = await requireApplication(web)
    const search = web.req.query('q') ?? ''
    const found = (await users(web.var.world.store).list(search)).rows
    const selected = (await known(web, web.req.queries('user') ?? [])).map((user) => user.id)
    const page = { web, tenant, application, found, selected, search }
    return web.html(<SelectPage {...page} />)
  })
  routes.post(path, async (web) => {
    const application = await requireApplication(web)
    const form = await readForm(web)
    const selected = await known(web, form.all('user'))
    const errors = faultsOf(form, selected)
    if (errors.length > 0) return formPage(web, application, selected, errors)
    const ids = selected.map((user) => user.id)
    const { id } = application
    await assignments(web.var.world.store).assign(id, ids, web.var.now)
    return web.redirect(onward(web, id, `${usersAndGroupsPath(id)}?done=assigned`), 303)
  })
}

function faultsOf(form: Form, selected: readonly User[]): readonly FieldError[] {
  const errors: FieldError[] = []
  if (form.all('user').length > mostAtOnce) {
    errors.push({
      id: 'part-users',
      message: `Select at most ${mostAtOnce} users, and assign the others after.`,
    })
  } else if (selected.length === 0) {
    errors.push({ id: 'part-users', message: 'Select at least one user under Users and groups.' })
  }
  const role = form.text('role')
  if (role !== '' && role !== defaultAccess) {
    const message = `This application has no role of that name. Select ${defaultAccess} under Select a role.`
    errors.push({ id: 'role', message })
  }
  return errors
}

function removeRoutes(routes: Hono<Env>, tenant: Tenant): void {
  routes.get(`${path}/:user/remove`, async (web) => {
    const application = await requireApplication(web)
    const user = await requireUser(web, 'user')
    const back = usersAndGroupsPath(application.id)
    return web.html(
      <ApplicationPage
        web={web}
        tenant={tenant}
        application={application}
        title={`Remove ${user.displayName}`}
        tab={back}
      >
        <Lose
          title={`Remove ${user.displayName} from ${application.name}?`}
          lost={[
            `${user.displayName} can no longer sign in to ${application.name} from here, and the tile in My Apps goes.`,
            `Sessions that ${application.name} has opened already stay until it ends them.`,
            'The user account itself stays.',
          ]}
          action={`${back}/${user.id}/remove`}
          csrf={csrfToken(web)}
          button={`Remove ${user.displayName}`}
          keep={{ href: back, label: 'Keep the assignment' }}
        />
      </ApplicationPage>,
    )
  })
  routes.post(`${path}/:user/remove`, async (web) => {
    const application = await requireApplication(web)
    await readForm(web)
    await assignments(web.var.world.store).remove(application.id, (await requireUser(web, 'user')).id)
    return web.redirect(`${usersAndGroupsPath(application.id)}?done=removed`, 303)
  })
}

/** The users that exist among those that were named; each once. */
async function known(web: Web, ids: readonly string[]): Promise<readonly User[]> {
  const found: User[] = []
  for (const id of new Set(ids.slice(0, mostAtOnce))) {
    const user = await users(web.var.world.store).find(id)
    if (user) found.push(user)
  }
  return found
}
