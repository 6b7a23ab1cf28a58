import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import { api, type Calls, json } from '../rest/index.ts'

/** The Bitbucket whose interfaces this host answers with. */
const version = '9.4.0'

/** `/status` and `/application-properties`: what anybody may ask of an instance (bitbucket.md 2.0, 2.4). */
export function instanceRest(calls: Calls): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/status', (web) => json(web, { state: 'RUNNING' }))
  app.get(
    `${api}/application-properties`,
    calls.anybody((web) =>
      json(web, {
        version,
        buildNumber: '9004000',
        buildDate: '1732492800000',
        displayName: 'Bitbucket',
      }),
    ),
  )
  return app
}
