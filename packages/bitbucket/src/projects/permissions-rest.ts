import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Actor } from '../directory/index.ts'
import { api, type Calls, flag, json, page, parameterInvalid, rangeOf } from '../rest/index.ts'
import { applicationUser } from '../users/json.ts'
import type { ContentAccess } from './access.ts'
import type { ContentGrants, Grantee } from './grants.ts'
import type { Place } from './levels.ts'
import { levelIn, requireLevel } from './rest.ts'

export interface ContentPermissionsRest {
  readonly calls: Calls
  readonly access: ContentAccess
  readonly grants: ContentGrants
  readonly publicUrl: URL
}

const mostNames = 100

/** `…/permissions/users|groups` of a project and of a repository: the same calls, other names (bitbucket.md 2.3). */
export function contentPermissionsRest(of: ContentPermissionsRest): Hono<Env> {
  const app = new Hono<Env>()
  const { access, grants, calls } = of
  const key = (web: Web) => web.req.param('key') ?? ''
  const slug = (web: Web) => web.req.param('slug') ?? ''
  const project = `${api}/projects/:key`
  permissionsOf(app, of, `${project}/permissions`, 'PROJECT', async (web, caller) => {
    return (await access.project(caller, key(web), 'ADMIN')).place
  })
  permissionsOf(app, of, `${project}/repos/:slug/permissions`, 'REPO', async (web, caller) => {
    return (await access.repository(caller, key(web), slug(web), 'ADMIN')).place
  })
  const everybody = `${project}/permissions/:permission{PROJECT_(?:READ|WRITE|ADMIN)}/all`
  const permission = (web: Web) => requireLevel(web.req.param('permission') ?? '', 'PROJECT')
  app.get(
    everybody,
    calls.licensed(async (web, caller) => {
      const { place } = await access.project(caller, key(web), 'ADMIN')
      return json(web, { permitted: place.project.defaultLevel === permission(web) })
    }),
  )
  app.post(
    everybody,
    calls.licensed(async (web, caller) => {
      const { place } = await access.project(caller, key(web), 'ADMIN')
      const allow = flag(web, 'allow', true)
      const now = place.project.defaultLevel
      if (allow) await grants.setDefault(caller, place.project, permission(web))
      else if (now === permission(web)) await grants.setDefault(caller, place.project, undefined)
      return web.body(null, 204)
    }),
  )
  return app
}

function permissionsOf(
  app: Hono<Env>,
  { calls, grants, publicUrl }: ContentPermissionsRest,
  base: string,
  kind: 'PROJECT' | 'REPO',
  placeOf: (web: Web, caller: Actor) => Promise<Place>,
): void {
  const filter = (web: Web) => web.req.query('filter')
  app.get(
    `${base}/users`,
    calls.licensed(async (web, caller) => {
      const found = await grants.users(await placeOf(web, caller), filter(web), rangeOf(web))
      return page(web, found, ({ to, level }) => ({
        user: applicationUser(to, publicUrl),
        permission: `${kind}_${level}`,
      }))
    }),
  )
  app.get(
    `${base}/groups`,
    calls.licensed(async (web, caller) => {
      const found = await grants.groups(await placeOf(web, caller), filter(web), rangeOf(web))
      return page(web, found, ({ to, level }) => ({
        group: { name: to },
        permission: `${kind}_${level}`,
      }))
    }),
  )
  for (const who of ['user', 'group'] as const) {
    const grantees = (web: Web): readonly Grantee[] =>
      namesOf(web).map((name) => (who === 'user' ? { user: name } : { group: name }))
    app.put(
      `${base}/${who}s`,
      calls.licensed(async (web, caller) => {
        const place = await placeOf(web, caller)
        await grants.change(caller, place, grantees(web), levelIn(web, kind, undefined))
        return web.body(null, 204)
      }),
    )
    app.delete(
      `${base}/${who}s`,
      calls.licensed(async (web, caller) => {
        await grants.change(caller, await placeOf(web, caller), grantees(web), undefined)
        return web.body(null, 204)
      }),
    )
  }
}

function namesOf(web: Web): readonly string[] {
  const names = web.req.queries('name') ?? []
  if (names.length === 0 || names.length > mostNames || names.includes(''))
    throw parameterInvalid('name', `The parameter name is required, at most ${mostNames} times.`)
  return names
}
