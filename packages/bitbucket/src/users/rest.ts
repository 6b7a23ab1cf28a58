import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Directory } from '../directory/index.ts'
import type { Version } from '../instance/index.ts'
import { type Credentials, endSessionsOf, type People } from '../person/index.ts'
import {
  api,
  type Calls,
  flag,
  json,
  page,
  parameterInvalid,
  rangeOf,
  readBody,
  required,
} from '../rest/index.ts'
import { applicationUser, detailedUser } from './json.ts'

export interface UsersRest {
  readonly plays: Version
  readonly directory: Directory
  readonly calls: Calls
  readonly people: People
  readonly credentials: Credentials
  readonly publicUrl: URL
}

const name = z.string()
const details = z.object({ name, displayName: z.string().optional(), email: z.string().optional() })
const renaming = z.object({ name, newName: z.string() })
const password = z.object({ name, password: z.string(), passwordConfirm: z.string() })

/** `/admin/users` and `/users` (bitbucket.md 2.1), with the real paths, parameters and codes. */
export function usersRest(of: UsersRest): Hono<Env> {
  const app = new Hono<Env>()
  changes(app, of)
  lists(app, of)
  return app
}

function changes(
  app: Hono<Env>,
  { directory, calls, people, credentials, publicUrl, plays }: UsersRest,
): void {
  const admin = `${api}/admin/users`
  const { accounts } = directory
  app.post(
    admin,
    calls.administrator(async (web, caller) => {
      if (flag(web, 'notify', false)) {
        throw parameterInvalid(
          'notify',
          'No mail server is configured: leave out notify and send a password.',
        )
      }
      const text = (parameter: string) => web.req.query(parameter) ?? ''
      const request = {
        name: text('name'),
        displayName: text('displayName'),
        email: text('emailAddress'),
        password: text('password'),
        addToDefaultGroup: flag(web, 'addToDefaultGroup', true),
      }
      await accounts.create(caller, request)
      return web.body(null, 204)
    }),
  )
  app.put(
    admin,
    calls.administrator(async (web, caller) => {
      const to = await readBody(web, details)
      const user = await directory.users.require(to.name)
      const { displayName = user.displayName, email = user.emailAddress } = to
      return json(
        web,
        detailedUser(await accounts.changeDetails(caller, to.name, { displayName, email }), publicUrl, plays),
      )
    }),
  )
  app.delete(
    admin,
    calls.administrator(async (web, caller) => {
      const user = await accounts.delete(caller, required(web, 'name'))
      await endSessionsOf(people, user)
      return json(web, detailedUser(user, publicUrl, plays))
    }),
  )
  app.post(
    `${admin}/rename`,
    calls.administrator(async (web, caller) => {
      const to = await readBody(web, renaming)
      return json(web, detailedUser(await accounts.rename(caller, to.name, to.newName), publicUrl, plays))
    }),
  )
  app.put(
    `${admin}/credentials`,
    calls.administrator(async (web, caller) => {
      const to = await readBody(web, password)
      if (to.password !== to.passwordConfirm) {
        throw parameterInvalid('passwordConfirm', 'The password and its confirmation should be the same.')
      }
      await endSessionsOf(people, await accounts.changePassword(caller, to.name, to.password))
      return web.body(null, 204)
    }),
  )
  app.delete(
    `${admin}/captcha`,
    calls.administrator(async (web, caller) => {
      const user = await accounts.changeable(caller, required(web, 'name'))
      await credentials.clear(user.name)
      return web.body(null, 204)
    }),
  )
}

function lists(app: Hono<Env>, { directory, calls, publicUrl, plays }: UsersRest): void {
  app.get(
    `${api}/admin/users`,
    calls.licensed(async (web) => {
      const found = await directory.users.list({ text: web.req.query('filter') }, rangeOf(web))
      return page(web, found, (user) => detailedUser(user, publicUrl, plays))
    }),
  )
  app.get(
    `${api}/users`,
    calls.licensed(async (web) => {
      const filter = { text: web.req.query('filter'), inGroup: web.req.query('group') }
      return page(web, await directory.users.list(filter, rangeOf(web)), (user) =>
        applicationUser(user, publicUrl),
      )
    }),
  )
  app.get(
    `${api}/users/:slug`,
    calls.licensed(async (web) => {
      const slug = web.req.param('slug') ?? ''
      const user = (await directory.users.bySlug(slug)) ?? (await directory.users.require(slug))
      return json(web, applicationUser(user, publicUrl))
    }),
  )
}
