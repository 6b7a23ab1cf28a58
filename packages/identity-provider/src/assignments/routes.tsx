import { csrfToken, type Form, readForm } from '@postern/kit/form'
import { type FieldError, Lose } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { appRoles } from '../app-roles/store.ts'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { ApplicationPage } from '../enterprise-applications/frame.tsx'
import { applicationsPath, usersAndGroupsPath } from '../enterprise-applications/paths.ts'
import { requireApplication } from '../enterprise-applications/require-application.ts'
import { onward } from '../enterprise-applications/wizard.ts'
import type { Group } from '../groups/group.ts'
import { groups } from '../groups/store.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { requireUser } from '../users/require-user.ts'
import { users } from '../users/store.ts'
import type { User } from '../users/user.ts'
import { AddAssignmentPage, type Selected, SelectPage } from './add-page.tsx'
import { AssignmentsPage } from './page.tsx'
import { removeGroupRoutes } from './remove-group-routes.tsx'
import { assignments, defaultAccess } from './store.ts'

/** How many people one *Assign* takes. */
const mostAtOnce = 100
const path = `${applicationsPath}/:id/users-and-groups` as const

/** *Users and groups* of an application. The gate of the console stands before it. */
export function assignmentRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  addRoutes(routes, tenant)
  removeRoutes(routes, tenant)
  removeGroupRoutes(routes, tenant)
  routes.get(path, async (web) => {
    const application = await requireApplication(web)
    const search = web.req.query('q') ?? ''
    const kept = assignments(web.var.world.store)
    const found = await kept.of(application.id, search)
    const groups = await kept.groupAssignmentsOf(application.id, search)
    const page = { web, tenant, application, assignments: found, groups, search }
    return web.html(<AssignmentsPage {...page} />)
  })
  return routes
}

function addRoutes(routes: Hono<Env>, tenant: Tenant): void {
  const formPage = async (
    web: Web,
    of: { application: EnterpriseApplication; selected: Selected; role?: string },
    errors: readonly FieldError[] = [],
  ) => {
    const roles = await rolesToChoose(web, of.application.id)
    const page = { web, tenant, role: defaultAccess, ...of, roles, errors }
    return web.html(<AddAssignmentPage {...page} />, errors.length === 0 ? 200 : 400)
  }
  routes.get(`${path}/add`, async (web) =>
    formPage(web, {
      application: await requireApplication(web),
      selected: await known(web, (field) => web.req.queries(field) ?? []),
    }),
  )
  routes.get(`${path}/add/select`, async (web) => {
    const application = await requireApplication(web)
    const { store } = web.var.world
    const search = web.req.query('q') ?? ''
    const found = {
      users: (await users(store).list(search)).rows,
      groups: (await groups(store).list(search)).rows,
    }
    const selected = await known(web, (field) => web.req.queries(field) ?? [])
    const kept = assignments(store)
    const idsOf = (of: readonly { id: string }[]) => of.map(({ id }) => id)
    const assigned = new Set([
      ...(await kept.amongUsers(application.id, idsOf(found.users))),
      ...(await kept.amongGroups(application.id, idsOf(found.groups))),
    ])
    return web.html(<SelectPage {...{ web, tenant, application, found, selected, assigned, search }} />)
  })
  routes.post(path, async (web) => {
    const application = await requireApplication(web)
    const form = await readForm(web)
    const selected = await known(web, (field) => form.all(field))
    const role = form.text('role') || defaultAccess
    const roles = await rolesToChoose(web, application.id)
    const errors = faultsOf(form, selected, [defaultAccess, ...roles.map(({ id }) => id)])
    if (errors.length > 0) return formPage(web, { application, selected, role }, errors)
    const { id } = application
    const of = { users: selected.users.map((one) => one.id), groups: selected.groups.map((one) => one.id) }
    await assignments(web.var.world.store).assign(id, of, role, web.var.now)
    return web.redirect(onward(web, id, `${usersAndGroupsPath(id)}?done=assigned`), 303)
  })
}

/** Those that are enabled. */
const rolesToChoose = async (web: Web, applicationId: string) =>
  (await appRoles(web.var.world.store).list(applicationId)).filter(({ enabled }) => enabled)

function faultsOf(form: Form, selected: Selected, roles: readonly string[]): readonly FieldError[] {
  const errors: FieldError[] = []
  if (form.all('user').length + form.all('group').length > mostAtOnce) {
    errors.push({
      id: 'part-users',
      message: `Select at most ${mostAtOnce} users and groups, and assign the others after.`,
    })
  } else if (selected.users.length + selected.groups.length === 0) {
    errors.push({ id: 'part-users', message: 'Select at least one user or group under Users and groups.' })
  }
  const role = form.text('role')
  if (role !== '' && !roles.includes(role)) {
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

/** The users and groups that exist among those that were named; each once. */
async function known(web: Web, named: (field: 'user' | 'group') => readonly string[]): Promise<Selected> {
  const { store } = web.var.world
  const ids = (field: 'user' | 'group') => [...new Set(named(field).slice(0, mostAtOnce))]
  const people: User[] = []
  for (const id of ids('user')) {
    const user = await users(store).find(id)
    if (user) people.push(user)
  }
  const found: Group[] = []
  for (const id of ids('group')) {
    const group = await groups(store).find(id)
    if (group) found.push(group)
  }
  return { users: people, groups: found }
}
