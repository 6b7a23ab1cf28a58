import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { type Author, type Directory, isPermission, type Permission } from '../directory/index.ts'
import { api, type Calls, page, parameterInvalid, rangeOf, required } from '../rest/index.ts'
import { applicationUser } from '../users/json.ts'

export interface PermissionsRest {
  readonly directory: Directory
  readonly calls: Calls
  readonly publicUrl: URL
}

const mostNames = 1_000

/** `/admin/permissions/users` and `/groups`: the global permissions (bitbucket.md 2.3). */
export function permissionsRest(of: PermissionsRest): Hono<Env> {
  const app = new Hono<Env>()
  grants(app, of)
  lists(app, of)
  return app
}

function grants(app: Hono<Env>, { directory, calls }: PermissionsRest): void {
  const { grantUsers, grantGroups } = directory.membership
  const change = (
    grant: (caller: Author, names: readonly string[], permission: Permission | undefined) => Promise<void>,
    permissionOf: (web: Web) => Permission | undefined,
  ) =>
    calls.administrator(async (web, caller) => {
      await grant(caller, namesOf(web), permissionOf(web))
      return web.body(null, 204)
    })
  app.put(`${api}/admin/permissions/users`, change(grantUsers, permissionIn))
  app.put(`${api}/admin/permissions/groups`, change(grantGroups, permissionIn))
  app.delete(
    `${api}/admin/permissions/users`,
    change(grantUsers, () => undefined),
  )
  app.delete(
    `${api}/admin/permissions/groups`,
    change(grantGroups, () => undefined),
  )
}

function namesOf(web: Web): readonly string[] {
  const names = web.req.queries('name') ?? []
  if (names.length === 0 || names.length > mostNames || names.includes('')) {
    throw parameterInvalid('name', `The parameter name is required, at most ${mostNames} times.`)
  }
  return names
}

function permissionIn(web: Web): Permission {
  const permission = required(web, 'permission')
  if (isPermission(permission)) return permission
  throw parameterInvalid(
    'permission',
    'The permission should be one of LICENSED_USER, PROJECT_CREATE, ADMIN, SYS_ADMIN.',
  )
}

function lists(app: Hono<Env>, { directory, calls, publicUrl }: PermissionsRest): void {
  const { permissions } = directory
  const list = (path: string, answer: (web: Web, filter: string | undefined) => Promise<Response>) =>
    app.get(
      `${api}/admin/permissions/${path}`,
      calls.administrator((web) => answer(web, web.req.query('filter'))),
    )
  list('users', async (web, filter) =>
    page(web, await permissions.users(filter, rangeOf(web)), ({ user, permission }) => ({
      user: applicationUser(user, publicUrl),
      permission,
    })),
  )
  list('groups', async (web, filter) =>
    page(web, await permissions.groups(filter, rangeOf(web)), ({ group, permission }) => ({
      group: { name: group },
      permission,
    })),
  )
  list('users/none', async (web, filter) =>
    page(web, await permissions.usersWithNone(filter, rangeOf(web)), (user) =>
      applicationUser(user, publicUrl),
    ),
  )
  list('groups/none', async (web, filter) =>
    page(web, await permissions.groupsWithNone(filter, rangeOf(web)), (name) => ({ name, deletable: true })),
  )
}
