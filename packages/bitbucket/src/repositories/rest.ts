import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { z } from 'zod'
import { setDefaultBranch } from '../git/index.ts'
import { type ContentAccess, levelIn, type Projects, repositoryJson } from '../projects/index.ts'
import { api, type Calls, json, page, parameterInvalid, rangeOf, readBody } from '../rest/index.ts'
import { isBranchName } from './repository.ts'
import type { Repositories } from './store.ts'

export interface RepositoriesRest {
  readonly calls: Calls
  readonly projects: Projects
  readonly repositories: Repositories
  readonly access: ContentAccess
  readonly publicUrl: URL
}

const wire = z.object({
  name: z.string().optional(),
  scmId: z.string().optional(),
  description: z.string().nullish(),
  public: z.boolean().optional(),
  forkable: z.boolean().optional(),
  archived: z.boolean().optional(),
  defaultBranch: z.string().optional(),
})

/** `/repos` and `/projects/{key}/repos` (bitbucket.md 2.6). */
export function repositoriesRest(of: RepositoriesRest): Hono<Env> {
  const app = new Hono<Env>()
  lists(app, of)
  changes(app, of)
  return app
}

const inProject = `${api}/projects/:key/repos`
const key = (web: Web) => web.req.param('key') ?? ''
const slug = (web: Web) => web.req.param('slug') ?? ''

function lists(app: Hono<Env>, { calls, repositories, access, publicUrl }: RepositoriesRest): void {
  const shape = (one: Parameters<typeof repositoryJson>[0]) => repositoryJson(one, publicUrl)
  app.get(
    `${api}/repos`,
    calls.open(async (web, caller) => {
      const visibility = web.req.query('visibility')
      if (visibility && visibility !== 'public' && visibility !== 'private')
        throw parameterInvalid('visibility', 'The visibility should be public or private.')
      const filter = {
        text: web.req.query('name'),
        projectText: web.req.query('projectname'),
        projectKey: web.req.query('projectkey'),
        level: levelIn(web, 'REPO'),
        ...(visibility ? { public: visibility === 'public' } : {}),
      }
      return page(web, await repositories.list(caller, filter, rangeOf(web)), shape)
    }),
  )
  app.get(
    inProject,
    calls.open(async (web, caller) => {
      const { place } = await access.project(caller, key(web), 'READ')
      const filter = { project: place.project, level: 'READ' } as const
      return page(web, await repositories.list(caller, filter, rangeOf(web)), shape)
    }),
  )
  app.get(
    `${inProject}/:slug`,
    calls.open(async (web, caller) => {
      const { place } = await access.repository(caller, key(web), slug(web), 'READ')
      return json(web, shape(place.repository))
    }),
  )
}

function changes(app: Hono<Env>, { calls, repositories, access, publicUrl }: RepositoriesRest): void {
  app.post(
    inProject,
    calls.licensed(async (web, caller) => {
      const { place } = await access.project(caller, key(web), 'ADMIN')
      const { name = '', scmId = 'git', description, forkable = true, ...rest } = await readBody(web, wire)
      if (scmId !== 'git') throw parameterInvalid('scmId', 'The scmId should be git.')
      const branch = branchIn(rest.defaultBranch ?? 'master')
      const values = { name, description: description ?? '', public: rest.public ?? false, forkable }
      const made = await repositories.create(caller, place.project, values, branch)
      return json(web, repositoryJson(made, publicUrl), 201)
    }),
  )
  app.put(
    `${inProject}/:slug`,
    calls.licensed(async (web, caller) => {
      const { repository } = (await access.repository(caller, key(web), slug(web), 'ADMIN')).place
      const to = await readBody(web, wire)
      const branch = to.defaultBranch === undefined ? undefined : branchIn(to.defaultBranch)
      const changed = await repositories.update(caller, repository, {
        name: to.name ?? repository.name,
        description: to.description ?? repository.description,
        public: to.public ?? repository.public,
        forkable: to.forkable ?? repository.forkable,
        archived: to.archived ?? repository.archived,
      })
      if (branch) await setDefaultBranch(repositories.folderOf(repository), `refs/heads/${branch}`)
      return json(web, repositoryJson(changed, publicUrl), 201)
    }),
  )
  app.delete(
    `${inProject}/:slug`,
    calls.licensed(async (web, caller) => {
      const { repository } = (await access.repository(caller, key(web), slug(web), 'ADMIN')).place
      await repositories.delete(caller, repository)
      const { key: project, name } = { key: repository.project.key, name: repository.slug }
      const message = `Repository ${project}/${name} has been scheduled for deletion.`
      return web.json({ context: null, message, exceptionName: null }, 202)
    }),
  )
}

function branchIn(text: string): string {
  const name = text.replace(/^refs\/heads\//, '')
  if (isBranchName(name)) return name
  throw parameterInvalid('defaultBranch', 'The defaultBranch should be a name that git allows for a branch.')
}
