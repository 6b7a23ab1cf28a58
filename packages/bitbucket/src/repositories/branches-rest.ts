import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { z } from 'zod'
import {
  createBranch,
  defaultBranch,
  deleteBranch,
  findRef,
  gitProblem,
  type Ref,
  type RefOrder,
  refs,
  setDefaultBranch,
} from '../git/index.ts'
import { api, json, page, parameterInvalid, part, rangeOf, readBody } from '../rest/index.ts'
import { type ContentRest, contentCalls } from './content-calls.ts'
import { branchJson, minimalRef, tagJson } from './content-json.ts'
import { shortName } from './paths.ts'
import { isBranchName } from './repository.ts'

const wanted = z.object({ name: z.string(), startPoint: z.string() })
const unwanted = z.object({
  name: z.string(),
  endPoint: z.string().nullish(),
  dryRun: z.boolean().nullish(),
})

/** Branches and tags of a repository (bitbucket.md 2.6). */
export function branchesRest(of: ContentRest): Hono<Env> {
  const app = new Hono<Env>()
  const { read, write, administer } = contentCalls(app, of)
  const utilities = '/rest/branch-utils/:version{latest|1\\.0}'
  read(`${api}`, '/branches', async (web, { folder }) => {
    const found = await refs(folder, 'heads', { text: web.req.query('filterText'), order: orderIn(web) })
    const head = await defaultBranch(folder)
    return page(web, part(found, rangeOf(web)), (ref) => branchJson(ref, head))
  })
  read(`${api}`, '/tags', async (web, { folder }) => {
    const found = await refs(folder, 'tags', { text: web.req.query('filterText'), order: orderIn(web) })
    return page(web, part(found, rangeOf(web)), tagJson)
  })
  read(`${api}`, '/tags/:name{.+}', async (web, { folder }) => {
    const name = web.req.param('name') ?? ''
    const ref = await findRef(folder, `refs/tags/${name}`)
    if (!ref) throw gitProblem('ref-missing', { at: name })
    return json(web, tagJson(ref))
  })
  read(`${api}`, '/branches/default', async (web, { folder }) => {
    const head = await defaultBranch(folder)
    const ref = await findRef(folder, head)
    return ref ? json(web, branchJson(ref, head)) : web.body(null, 204)
  })
  read(`${api}`, '/default-branch', async (web, { folder }) => {
    const id = await defaultBranch(folder)
    return json(web, minimalRef({ id, name: shortName(id) }))
  })
  for (const path of ['/branches/default', '/default-branch']) {
    administer('put', `${api}`, path, async (web, { folder }) => {
      const { id } = await readBody(web, z.object({ id: z.string() }))
      await setDefaultBranch(folder, (await requireBranch(folder, id)).id)
      return web.body(null, 204)
    })
  }
  const create =
    (status: 200 | 201) =>
    async (web: Web, { folder }: { folder: string }) => {
      const { name, startPoint } = await readBody(web, wanted)
      const short = name.replace(/^refs\/heads\//, '')
      if (!isBranchName(short)) throw parameterInvalid('name', `'${name}' is not a valid branch name.`)
      return json(web, branchJson(await createBranch(folder, short, startPoint), ''), status)
    }
  write('post', `${api}`, '/branches', create(200))
  write('post', utilities, '/branches', create(201))
  write('delete', utilities, '/branches', async (web, { folder }) => {
    const { name, endPoint, dryRun } = await readBody(web, unwanted)
    const ref = await requireBranch(folder, name)
    if (ref.id === (await defaultBranch(folder))) throw gitProblem('branch-default', { name: ref.name })
    if (!dryRun) await deleteBranch(folder, ref.id, endPoint ?? undefined)
    return web.body(null, 204)
  })
  return app
}

async function requireBranch(folder: string, name: string): Promise<Ref> {
  const ref = await findRef(folder, name.startsWith('refs/heads/') ? name : `refs/heads/${name}`)
  if (!ref) throw gitProblem('ref-missing', { at: name })
  return ref
}

function orderIn(web: Web): RefOrder {
  const order = web.req.query('orderBy') ?? 'MODIFICATION'
  if (order === 'ALPHABETICAL' || order === 'MODIFICATION') return order
  throw parameterInvalid('orderBy', 'The orderBy should be ALPHABETICAL or MODIFICATION.')
}
