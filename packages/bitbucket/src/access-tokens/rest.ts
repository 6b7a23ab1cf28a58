import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { z } from 'zod'
import { type Actor, type Author, type Directory, includes } from '../directory/index.ts'
import type { ContentAccess } from '../projects/index.ts'
import { type Calls, json, page, rangeOf, readBody, restProblem } from '../rest/index.ts'
import type { AccessTokens } from './store.ts'
import type { AccessToken, Owner } from './token.ts'

export interface AccessTokensRest {
  readonly calls: Calls
  readonly directory: Directory
  readonly access: ContentAccess
  readonly tokens: AccessTokens
}

const wire = z.object({
  name: z.string().optional(),
  permissions: z.array(z.string()).max(10).optional(),
  expiryDays: z.number().nullish(),
})

const base = '/rest/access-tokens/:version{latest|1\\.0}'

/** `/rest/access-tokens` (bitbucket.md 2.5): a person's own, those of a project and of a repository; PUT makes one. */
export function accessTokensRest(of: AccessTokensRest): Hono<Env> {
  const app = new Hono<Env>()
  const { access, directory } = of
  const text = (web: Web, name: string) => web.req.param(name) ?? ''
  tokensOf(app, of, `${base}/users/:user`, async (web, caller, change) => {
    const slug = text(web, 'user')
    const user = (await directory.users.bySlug(slug)) ?? (await directory.users.require(slug))
    // An administrator sees and revokes those of others, and cannot make one that speaks for them.
    const own = user.id === caller.user.id
    const administers = change !== 'create' && includes(caller.permission, 'ADMIN')
    if (!own && !administers) throw restProblem('not-permitted', {})
    return { kind: 'user', user }
  })
  tokensOf(app, of, `${base}/projects/:key`, async (web, caller) => ({
    kind: 'project',
    ...(await access.project(caller, text(web, 'key'), 'ADMIN')).place,
  }))
  tokensOf(app, of, `${base}/projects/:key/repos/:slug`, async (web, caller) => ({
    kind: 'repository',
    ...(await access.repository(caller, text(web, 'key'), text(web, 'slug'), 'ADMIN')).place,
  }))
  return app
}

type OwnerOf = (web: Web, caller: Actor, change: 'create' | 'other') => Promise<Owner>

function tokensOf(app: Hono<Env>, { calls, tokens }: AccessTokensRest, path: string, ownerOf: OwnerOf): void {
  /** Never by a token: one that may read could make itself one that may write. */
  const call = (
    change: 'create' | 'other',
    work: (web: Web, owner: Owner, caller: Author) => Promise<Response>,
  ) =>
    calls.licensed(async (web, caller) => {
      if (caller.reach) throw restProblem('not-permitted', {})
      return work(web, await ownerOf(web, caller, change), caller)
    })
  const one = `${path}/:token{\\d{1,20}}`
  const id = (web: Web) => web.req.param('token') ?? ''
  app.get(
    path,
    call('other', async (web, owner) => page(web, await tokens.list(owner, rangeOf(web)), tokenJson)),
  )
  app.put(
    path,
    call('create', async (web, owner, caller) => {
      const { name = '', permissions = [], expiryDays } = await readBody(web, wire)
      const request = { name, permissions, expiryDays: expiryDays ?? undefined }
      const made = await tokens.create(caller, owner, request)
      return json(web, { ...tokenJson(made.token), token: made.text })
    }),
  )
  app.get(
    one,
    call('other', async (web, owner) => json(web, tokenJson(await tokens.require(owner, id(web))))),
  )
  app.post(
    one,
    call('create', async (web, owner, caller) =>
      json(web, tokenJson(await tokens.update(caller, owner, id(web), await readBody(web, wire)))),
    ),
  )
  app.delete(
    one,
    call('other', async (web, owner, caller) => {
      await tokens.delete(caller, owner, id(web))
      return web.body(null, 204)
    }),
  )
}

const date = (at: number) => new Date(at).toISOString()

function tokenJson(token: AccessToken) {
  return {
    id: token.id,
    name: token.name,
    permissions: token.permissions,
    createdDate: date(token.createdAt),
    ...(token.expiresAt === undefined ? {} : { expiryDate: date(token.expiresAt) }),
    ...(token.lastUsedAt === undefined ? {} : { lastAuthenticated: date(token.lastUsedAt) }),
  }
}
