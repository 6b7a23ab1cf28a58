import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Pages } from '../person/index.ts'
import { contentProblem } from '../projects/index.ts'
import { repositoryRoute } from './routes.tsx'

/** Pages of Bitbucket that this host does not have, under the addresses that people keep: they say so, and what there is. */
export function outOfScopeRoutes({ pages }: { readonly pages: Pages }): Hono<Env> {
  const app = new Hono<Env>()
  for (const path of ['/pull-requests', '/pull-requests/:rest{.+}']) {
    app.get(
      `${repositoryRoute}${path}`,
      pages.signedIn(() => {
        throw contentProblem('no-pull-requests', {})
      }),
    )
  }
  app.get(
    '/plugins/servlet/ssh/account/keys',
    pages.signedIn(() => {
      throw contentProblem('no-ssh', {})
    }),
  )
  return app
}
