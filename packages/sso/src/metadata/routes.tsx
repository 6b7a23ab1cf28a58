import { readForm } from '@postern/kit/form'
import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Connection } from '../connections/connection.ts'
import type { Connections } from '../connections/store.ts'
import { path } from '../connections/words.ts'
import { compareRoutes } from './compare-routes.tsx'
import type { MetadataRefresh } from './refresh.ts'

/** *Refresh now*, and whether the published metadata is read by the clock at all. */
export function metadataRoutes(of: {
  readonly connections: Connections
  readonly refresh: MetadataRefresh
}): Hono<Env> {
  const app = new Hono<Env>()
  app.route('/', compareRoutes(of))
  app.post('/admin/connections/:id/refresh', async (web) => {
    const connection = await of.connections.require(web.req.param('id'))
    await readForm(web)
    await of.refresh.now(connection)
    const after = await of.connections.require(connection.id)
    return web.redirect(`${path(connection)}${after.refresh?.failing ? '' : '?done=refreshed'}`, 303)
  })
  for (const [word, followed] of [
    ['follow', true],
    ['unfollow', false],
  ] as const) {
    app.post(`/admin/connections/:id/${word}`, async (web) => {
      const connection = await of.connections.require(web.req.param('id'))
      await readForm(web)
      await follow(connection, followed, of.connections)
      return web.redirect(`${path(connection)}?done=saved`, 303)
    })
  }
  return app
}

async function follow(connection: Connection, followed: boolean, connections: Connections): Promise<void> {
  const { identityProvider } = connection
  if (identityProvider?.source?.address === undefined) return
  const source = { ...identityProvider.source, followed }
  await connections.renew(connection, { identityProvider: { ...identityProvider, source } })
}
