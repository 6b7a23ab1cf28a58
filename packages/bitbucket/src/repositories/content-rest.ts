import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Directory } from '../directory/index.ts'
import {
  type Commit,
  filesBelow,
  gitProblem,
  isText,
  list,
  log,
  read,
  resolve,
  sizeOf,
  typeOf,
} from '../git/index.ts'
import { api, flag, json, page, pageJson, parameterInvalid, part, rangeOf } from '../rest/index.ts'
import { type Asked, type ContentRest, contentCalls } from './content-calls.ts'
import { type Committers, commitJson, entryJson, pathJson } from './content-json.ts'
import { sendArchive, sendRaw } from './download.ts'
import { readmeOf } from './markup.ts'

const usualLines = 500

interface CommitsRest extends ContentRest {
  readonly directory: Pick<Directory, 'users'>
  readonly publicUrl: URL
}

/** Commits and files of a repository (bitbucket.md 2.6). */
export function contentRest(of: CommitsRest): Hono<Env> {
  const app = new Hono<Env>()
  const { read: get } = contentCalls(app, of)
  get(api, '/commits', (web, asked) => commits(web, asked, of))
  get(api, '/commits/:commit', async (web, { folder }) => {
    const { commit } = await resolve(folder, web.req.param('commit'))
    const [found] = await log(folder, { until: commit, path: web.req.query('path'), start: 0, limit: 1 })
    if (!found) throw gitProblem('ref-missing', { at: commit })
    return json(web, commitJson(found, await committersOf([found], of)))
  })
  for (const path of ['/browse', '/browse/:path{.+}']) get(api, path, browse)
  for (const path of ['/files', '/files/:path{.+}']) {
    get(api, path, async (web, { folder }) => {
      const { commit } = await resolve(folder, web.req.query('at'))
      if ((await typeOf(folder, commit, pathIn(web))) === 'FILE')
        throw gitProblem('path-missing', { path: pathIn(web), at: commit })
      return page(web, part(await filesBelow(folder, commit, pathIn(web)), rangeOf(web)), (file) => file)
    })
  }
  get(api, '/raw/:path{.+}', async (web, { folder }) => {
    const { commit } = await resolve(folder, web.req.query('at'))
    return sendRaw(web, folder, commit, pathIn(web))
  })
  get(api, '/readme', async (web, { folder }) => {
    const { commit } = await resolve(folder, web.req.query('at'))
    const readme = readmeOf((await list(folder, commit, '')).map(({ name }) => name))
    if (!readme) throw gitProblem('path-missing', { path: 'README', at: commit })
    return sendRaw(web, folder, commit, readme)
  })
  get(api, '/archive', (web, { repository, folder }) => sendArchive(web, repository, folder))
  return app
}

const pathIn = (web: Web): string => (web.req.param('path') ?? '').replace(/\/+$/, '')

async function committersOf(found: readonly Commit[], of: CommitsRest): Promise<Committers> {
  const addresses = found.flatMap(({ author, committer }) => [author.emailAddress, committer.emailAddress])
  return { find: await of.directory.users.byAddresses(addresses), publicUrl: of.publicUrl }
}

async function commits(web: Web, { folder }: Asked, of: CommitsRest): Promise<Response> {
  const merges = web.req.query('merges') ?? 'include'
  if (merges !== 'include' && merges !== 'exclude' && merges !== 'only')
    throw parameterInvalid('merges', 'The merges should be include, exclude or only.')
  const until = (await resolve(folder, web.req.query('until'))).commit
  const since = web.req.query('since')
  const range = rangeOf(web)
  const found: readonly Commit[] = await log(folder, {
    until,
    since: since ? (await resolve(folder, since)).commit : undefined,
    path: web.req.query('path') || undefined,
    merges,
    ...range,
  })
  const next = found.length > range.limit ? range.start + range.limit : undefined
  const values = found.slice(0, range.limit)
  const committers = await committersOf(values, of)
  return page(web, { values, ...range, next }, (commit) => commitJson(commit, committers))
}

/** A folder answers with its children, a file with its lines; `type`, `size` and `noContent` ask for less. */
async function browse(web: Web, { folder }: Asked): Promise<Response> {
  const at = web.req.query('at')
  const revision = await resolve(folder, at)
  const path = pathIn(web)
  const type = await typeOf(folder, revision.commit, path)
  if (flag(web, 'type', false)) return json(web, { type })
  const range = rangeOf(web, usualLines)
  if (type === 'FILE') return file(web, folder, revision.commit, path)
  const children = part(await list(folder, revision.commit, path), range)
  return json(web, {
    path: pathJson(path),
    revision: revision.ref?.id ?? revision.commit,
    children: pageJson(children, entryJson),
  })
}

async function file(web: Web, folder: string, commit: string, path: string): Promise<Response> {
  if (flag(web, 'size', false)) return json(web, { size: await sizeOf(folder, commit, path) })
  if (flag(web, 'noContent', false)) return json(web, { path: pathJson(path) })
  const octets = await read(folder, commit, path, 8 * 1024 ** 2)
  if (!octets) throw gitProblem('git-too-much', { limit: 8 * 1024 ** 2 })
  if (!isText(octets)) return json(web, { binary: true, path: pathJson(path) })
  const lines = octets.toString('utf8').replace(/\n$/, '').split('\n')
  const { values, ...rest } = pageJson(part(lines, rangeOf(web, usualLines)), (text) => ({ text }))
  return json(web, { lines: values, ...rest })
}
