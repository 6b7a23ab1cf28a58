import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import { api, type Calls, json } from '../rest/index.ts'
import type { Version } from './version.ts'

/** `/status` and `/application-properties`: what anybody may ask of an instance (bitbucket.md 2.0, 2.4). */
export function instanceRest(calls: Calls, { version, buildNumber, buildDate }: Version): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/status', (web) => json(web, { state: 'RUNNING' }))
  app.get(
    `${api}/application-properties`,
    calls.anybody((web) => json(web, { version, buildNumber, buildDate, displayName: 'Bitbucket' })),
  )
  return app
}
