import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Level } from '../directory/index.ts'
import { api, type Calls, json, page, parameterInvalid, rangeOf, readBody } from '../rest/index.ts'
import type { ContentAccess } from './access.ts'
import { projectJson } from './json.ts'
import type { Projects } from './store.ts'

export interface ProjectsRest {
  readonly calls: Calls
  readonly projects: Projects
  readonly access: ContentAccess
  readonly publicUrl: URL
}

const wire = z.object({
  key: z.string().optional(),
  name: z.string().optional(),
  description: z.string().nullish(),
  public: z.boolean().optional(),
})

/** `/projects` (bitbucket.md 2.6). */
export function projectsRest({ calls, projects, access, publicUrl }: ProjectsRest): Hono<Env> {
  const app = new Hono<Env>()
  const base = `${api}/projects`
  const key = (web: Web) => web.req.param('key') ?? ''
  app.get(
    base,
    calls.open(async (web, caller) => {
      const filter = { text: web.req.query('name'), level: levelIn(web, 'PROJECT') }
      return page(web, await projects.list(caller, filter, rangeOf(web)), (one) =>
        projectJson(one, publicUrl),
      )
    }),
  )
  app.post(
    base,
    calls.projectCreator(async (web, caller) => {
      const { key = '', name = '', description, public: open = false } = await readBody(web, wire)
      const values = { key, name, description: description ?? '', public: open }
      return json(web, projectJson(await projects.create(caller, values), publicUrl), 201)
    }),
  )
  app.get(
    `${base}/:key`,
    calls.open(async (web, caller) => {
      const { place } = await access.project(caller, key(web), 'READ')
      return json(web, projectJson(place.project, publicUrl))
    }),
  )
  app.put(
    `${base}/:key`,
    calls.licensed(async (web, caller) => {
      const { place } = await access.project(caller, key(web), 'ADMIN')
      const { project } = place
      const to = await readBody(web, wire)
      const values = {
        key: to.key ?? project.key,
        name: to.name ?? project.name,
        description: to.description ?? project.description,
        public: to.public ?? project.public,
      }
      return json(web, projectJson(await projects.update(caller, project, values), publicUrl))
    }),
  )
  app.delete(
    `${base}/:key`,
    calls.licensed(async (web, caller) => {
      const { place } = await access.project(caller, key(web), 'ADMIN')
      await projects.delete(caller, place.project)
      return web.body(null, 204)
    }),
  )
  return app
}

/** `permission=PROJECT_READ|WRITE|ADMIN` of a list; reading unless told. */
export function levelIn(web: Web, kind: 'PROJECT' | 'REPO', otherwise: Level | undefined = 'READ'): Level {
  const text = web.req.query('permission')
  if ((text === undefined || text === '') && otherwise) return otherwise
  return requireLevel(text ?? '', kind)
}

export function requireLevel(text: string, kind: 'PROJECT' | 'REPO'): Level {
  for (const level of ['READ', 'WRITE', 'ADMIN'] as const) if (text === `${kind}_${level}`) return level
  const names = `${kind}_READ, ${kind}_WRITE, ${kind}_ADMIN`
  throw parameterInvalid('permission', `The permission should be one of ${names}.`)
}
