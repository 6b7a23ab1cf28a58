import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import { type Calls, json, readBody } from '../rest/index.ts'
import { type BasicAuth, basicAuthWire } from './store.ts'

/** `/rest/basicauth/latest/config` (bitbucket.md 1c): names with dashes, PUT answers 204. */
export function basicAuthRest({ calls, basicAuth }: { calls: Calls; basicAuth: BasicAuth }): Hono<Env> {
  const app = new Hono<Env>()
  const path = '/rest/basicauth/:version{latest|1\\.0}/config'
  app.get(
    path,
    calls.systemAdministrator(async (web) => json(web, await basicAuth.get())),
  )
  app.put(
    path,
    calls.systemAdministrator(async (web, caller) => {
      await basicAuth.change(caller, await readBody(web, basicAuthWire))
      return web.body(null, 204)
    }),
  )
  return app
}
