import type { Env, Web } from '@postern/kit/http'
import type { Hono } from 'hono'
import type { Level } from '../directory/index.ts'
import { type ContentAccess, contentProblem, type Repository } from '../projects/index.ts'
import type { Calls } from '../rest/index.ts'
import type { Repositories } from './store.ts'

export interface ContentRest {
  readonly calls: Calls
  readonly access: ContentAccess
  readonly repositories: Repositories
}

/** The repository that a call names, which the caller may use so. */
export interface Asked {
  readonly repository: Repository
  readonly folder: string
}

type Call = (web: Web, asked: Asked) => Promise<Response>

/** Calls below `/projects/{key}/repos/{slug}`, by what the caller must be able to do with the repository. */
export function contentCalls(app: Hono<Env>, { calls, access, repositories }: ContentRest) {
  const asking = async (web: Web, caller: Parameters<ContentAccess['repository']>[0], needed: Level) => {
    const [key, slug] = [web.req.param('key') ?? '', web.req.param('slug') ?? '']
    const { repository } = (await access.repository(caller, key, slug, needed)).place
    if (needed !== 'READ' && repository.archived)
      throw contentProblem('repository-archived', { key: repository.project.key, slug: repository.slug })
    return { repository, folder: repositories.folderOf(repository) }
  }
  const at = (base: string, path: string) => `${base}/projects/:key/repos/:slug${path}`
  const change =
    (needed: Level) => (method: 'post' | 'put' | 'delete', base: string, path: string, call: Call) =>
      app[method](
        at(base, path),
        calls.licensed(async (web, caller) => call(web, await asking(web, caller, needed))),
      )
  return {
    read: (base: string, path: string, call: Call) =>
      app.get(
        at(base, path),
        calls.open(async (web, caller) => call(web, await asking(web, caller, 'READ'))),
      ),
    write: change('WRITE'),
    administer: change('ADMIN'),
  }
}
