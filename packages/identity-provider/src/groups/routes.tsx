import { csrfToken, readForm } from '@postern/kit/form'
import { type FieldError, Head, Lose } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { AdminPage } from '../console/frame.tsx'
import { guid } from '../guid.ts'
import { pageAsked } from '../paging.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import { type AssignedApplication, seesApplications } from '../users/applications-part.tsx'
import { GroupFormPage } from './form-page.tsx'
import { type Group, readGroup, type TypedGroup, typedGroup } from './group.ts'
import { GroupPage } from './group-page.tsx'
import { memberRoutes } from './member-routes.tsx'
import { members } from './members.ts'
import { membershipRoutes } from './membership-routes.tsx'
import { GroupsPage } from './page.tsx'
import { groupCrumbs, groupPath, groupsPath } from './paths.ts'
import { requireGroup } from './require-group.ts'
import { groups } from './store.ts'

export interface GroupRoutesNeeds {
  readonly tenant: Tenant
  /** Answered by the assignments, who stand above the groups. */
  readonly applicationsOf: (groupId: string) => Promise<readonly AssignedApplication[]>
}

/** *Identity* > *Groups*. The gate of the console stands before it. */
export function groupRoutes(of: GroupRoutesNeeds): Hono<Env> {
  const { tenant } = of
  const routes = new Hono<Env>()
  formRoutes(routes, tenant)
  deletionRoutes(routes, tenant)
  routes.route('/', memberRoutes({ tenant }))
  routes.route('/', membershipRoutes({ tenant }))
  routes.get(groupsPath, async (web) => {
    const search = web.req.query('q') ?? ''
    const found = await groups(web.var.world.store).list(search, pageAsked(web))
    return web.html(<GroupsPage web={web} tenant={tenant} groups={found} search={search} />)
  })
  routes.get(`${groupsPath}/:id`, async (web) => {
    const group = await requireGroup(web)
    const search = web.req.query('q') ?? ''
    const within = members(web.var.world.store)
    const found = await within.of(group.id, search, pageAsked(web))
    const count = await within.count(group.id)
    const applications = seesApplications(web) ? await of.applicationsOf(group.id) : undefined
    const page = { web, tenant, group, members: found, count, search, applications }
    return web.html(<GroupPage {...page} />)
  })
  return routes
}

function formRoutes(routes: Hono<Env>, tenant: Tenant): void {
  const formPage = (
    web: Web,
    group: Group | undefined,
    typed: TypedGroup,
    errors: readonly FieldError[] = [],
  ) => web.html(<GroupFormPage {...{ web, tenant, group, typed, errors }} />, errors.length === 0 ? 200 : 400)
  routes.get(`${groupsPath}/new`, (web) => formPage(web, undefined, { displayName: '', description: '' }))
  routes.post(`${groupsPath}/new`, async (web) => {
    const typed = typedGroup(await readForm(web))
    const { errors, of } = readGroup(typed)
    if (errors.length > 0) return formPage(web, undefined, typed, errors)
    const { store, random } = web.var.world
    const id = guid(random)
    await groups(store).add({ ...of, id, createdAt: web.var.now })
    return web.redirect(`${groupPath(id)}?done=created`, 303)
  })
  routes.get(`${groupsPath}/:id/edit`, async (web) => {
    const group = await requireGroup(web)
    const { displayName, description = '' } = group
    return formPage(web, group, { displayName, description })
  })
  routes.post(`${groupsPath}/:id/edit`, async (web) => {
    const group = await requireGroup(web)
    const typed = typedGroup(await readForm(web))
    const { errors, of } = readGroup(typed)
    if (errors.length > 0) return formPage(web, group, typed, errors)
    await groups(web.var.world.store).change(group.id, of)
    return web.redirect(`${groupPath(group.id)}?done=saved`, 303)
  })
}

function deletionRoutes(routes: Hono<Env>, tenant: Tenant): void {
  routes.get(`${groupsPath}/:id/delete`, async (web) =>
    web.html(<DeletionPage {...{ web, tenant, group: await requireGroup(web) }} />),
  )
  routes.post(`${groupsPath}/:id/delete`, async (web) => {
    const group = await requireGroup(web)
    const typed = (await readForm(web)).text('confirm').trim()
    if (typed !== group.displayName) {
      const error = `Type ${group.displayName}, letter by letter.`
      return web.html(<DeletionPage {...{ web, tenant, group, error }} />, 400)
    }
    await groups(web.var.world.store).remove(group.id)
    return web.redirect(`${groupsPath}?done=deleted`, 303)
  })
}

function DeletionPage(of: { web: Web; tenant: Tenant; group: Group; error?: string }) {
  const { web, tenant, group, error } = of
  const name = group.displayName
  const back = groupPath(group.id)
  return (
    <AdminPage web={web} tenant={tenant} title={`Delete ${name}`} current={groupsPath}>
      <Head crumbs={[...groupCrumbs, { label: name, href: back }]} title={`Delete ${name}`} />
      <Lose
        title={`Delete ${name}?`}
        lost={[
          'Whoever was let in to an application by this group alone is let in no more.',
          'Claims no longer carry its object id, and a new group of the same name has another one.',
          'The people in it stay, with all that is theirs.',
        ]}
        action={`${back}/delete`}
        csrf={csrfToken(web)}
        button={`Delete ${name}`}
        keep={{ href: back, label: 'Keep the group' }}
        confirm={name}
        error={error}
      />
    </AdminPage>
  )
}
