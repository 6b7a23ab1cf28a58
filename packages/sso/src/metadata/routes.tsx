import { readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { freshProof } from '../administrators/proof.ts'
import { whoOf } from '../administrators/who.ts'
import { changeConnection } from '../connections/audited.ts'
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
    app.post(`/admin/connections/:id/${word}`, freshProof, async (web) => {
      const connection = await of.connections.require(web.req.param('id'))
      await readForm(web)
      await follow(web, connection, followed)
      return web.redirect(`${path(connection)}?done=saved`, 303)
    })
  }
  return app
}

async function follow(web: Web, before: Connection, followed: boolean): Promise<void> {
  const { identityProvider } = before
  if (identityProvider?.source?.address === undefined) return
  const source = { ...identityProvider.source, followed }
  const action = followed ? 'Published metadata is read every hour' : 'Published metadata is read no more'
  const change = { store: web.var.world.store, who: whoOf(web), before, action }
  await changeConnection(change, (inside) =>
    inside.renew(before, { identityProvider: { ...identityProvider, source } }),
  )
}
