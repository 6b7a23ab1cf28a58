import { csrfToken, type Form, readForm } from '@postern/kit/form'
import { Lose } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { ApplicationPage } from '../enterprise-applications/frame.tsx'
import { applicationsPath, appRolesPath } from '../enterprise-applications/paths.ts'
import { requireApplication } from '../enterprise-applications/require-application.ts'
import { guid } from '../guid.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { type AppRole, type AppRoleProperties, readRole } from './app-role.ts'
import { AppRolePage, AppRolesPage } from './page.tsx'
import { appRoleProblem } from './problems.ts'
import { appRoles, mostRoles } from './store.ts'

const path = `${applicationsPath}/:id/app-roles` as const
const fresh: AppRoleProperties = { displayName: '', description: '', value: '', enabled: true }

/** *App roles* of an application. The gate of the console stands before it. */
export function appRoleRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get(path, async (web) => {
    const application = await requireApplication(web)
    const roles = await appRoles(web.var.world.store).list(application.id)
    return web.html(<AppRolesPage {...{ web, tenant, application, roles }} />)
  })
  // Before `/:role`, which would take its name for an id.
  routes.get(`${path}/new`, async (web) => {
    const application = await requireApplication(web)
    return web.html(<AppRolePage {...{ web, tenant, application, typed: fresh, errors: [] }} />)
  })
  routes.post(`${path}/new`, (web) => save(web, tenant, undefined))
  routes.get(`${path}/:role`, async (web) => {
    const { application, role } = await named(web)
    return web.html(<AppRolePage {...{ web, tenant, application, role, typed: role, errors: [] }} />)
  })
  routes.post(`${path}/:role`, async (web) => save(web, tenant, (await named(web)).role))
  deletionRoutes(routes, tenant)
  return routes
}

async function save(web: Web, tenant: Tenant, role: AppRole | undefined): Promise<Response> {
  const application = await requireApplication(web)
  const typed = typedRole(await readForm(web))
  const { errors, of } = readRole(typed)
  const page = { web, tenant, application, role, typed }
  if (errors.length > 0) return web.html(<AppRolePage {...page} errors={errors} />, 400)
  const { store, random } = web.var.world
  const kept = appRoles(store)
  if (!role && (await kept.list(application.id)).length >= mostRoles) {
    throw appRoleProblem('app-roles-full', { most: mostRoles })
  }
  if (!(await kept.save(application.id, { ...of, id: role?.id ?? guid(random) }))) {
    const message = 'Value: another app role of this application has it. Choose another value.'
    return web.html(<AppRolePage {...page} errors={[{ id: 'value', message }]} />, 400)
  }
  return web.redirect(`${appRolesPath(application.id)}?done=saved`, 303)
}

const typedRole = (form: Form): AppRoleProperties => ({
  displayName: form.text('displayName'),
  description: form.text('description'),
  value: form.text('value'),
  enabled: form.has('enabled'),
})

function deletionRoutes(routes: Hono<Env>, tenant: Tenant): void {
  routes.get(`${path}/:role/delete`, async (web) => {
    const { application, role } = await named(web)
    if (role.enabled) throw appRoleProblem('app-role-enabled', {})
    const tab = appRolesPath(application.id)
    return web.html(
      <ApplicationPage {...{ web, tenant, application, tab }} title={`Delete ${role.displayName}`}>
        <Lose
          title={`Delete the app role ${role.displayName}?`}
          lost={[
            'Who has it is assigned with Default Access from then on, and gets in as before.',
            `Answers to ${application.name} do not carry ${role.value} any more.`,
          ]}
          action={`${tab}/${role.id}/delete`}
          csrf={csrfToken(web)}
          button="Delete app role"
          keep={{ href: `${tab}/${role.id}`, label: 'Keep the app role' }}
        />
      </ApplicationPage>,
    )
  })
  routes.post(`${path}/:role/delete`, async (web) => {
    const { application, role } = await named(web)
    await readForm(web)
    if (!(await appRoles(web.var.world.store).remove(application.id, role.id))) {
      throw appRoleProblem('app-role-enabled', {})
    }
    return web.redirect(`${appRolesPath(application.id)}?done=deleted`, 303)
  })
}

/** The application and the role that the address names. Problem `app-role-missing`. */
async function named(web: Web) {
  const application = await requireApplication(web)
  const role = await appRoles(web.var.world.store).find(application.id, web.req.param('role') ?? '')
  if (!role) throw appRoleProblem('app-role-missing', {})
  return { application, role }
}
