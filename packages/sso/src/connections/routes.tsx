import { csrfToken } from '@postern/kit/form'
import { Toast } from '@postern/kit/html'
import type { Env } from '@postern/kit/http'
import type { Mail } from '@postern/kit/mail'
import { Hono } from 'hono'
import { Shell } from '../administrators/shell.tsx'
import type { Applications } from '../applications/store.ts'
import type { RequestKeys } from '../request-signing/store.ts'
import type { ConnectionId } from './connection.ts'
import { domainsRoutes } from './domains-routes.tsx'
import { ConnectionFrame } from './frame.tsx'
import { ListPage } from './list-page.tsx'
import { Overview, overviewTitle } from './overview-page.tsx'
import { settingsRoutes } from './settings-routes.tsx'
import { stateRoutes } from './state-routes.tsx'
import type { Connections } from './store.ts'
import { path } from './words.ts'

export interface ConnectionPorts {
  readonly connections: Connections
  readonly applications: Applications
  readonly requestKeys: RequestKeys
  readonly mail: Pick<Mail, 'isSetUp'>
  /** Called before a connection is deleted, to forget what hangs on it elsewhere. */
  readonly forget: (id: ConnectionId) => Promise<void>
}

export function connectionRoutes(of: ConnectionPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/admin/connections', async (web) => {
    const [connections, applications] = await Promise.all([of.connections.list(), of.applications.list()])
    const names = new Map(applications.map(({ id, name }) => [id, name]))
    return web.html(
      <Shell web={web} title="Connections" current="/admin/connections">
        <ListPage
          connections={connections}
          query={(web.req.query('q') ?? '').slice(0, 100)}
          now={web.var.now}
          applicationName={({ applicationId }) => applicationId && names.get(applicationId)}
        />
        {web.req.query('done') === 'left' && (
          <Toast>What you answered is saved. The draft is in the list.</Toast>
        )}
      </Shell>,
    )
  })
  app.get('/admin/connections/:id', async (web) => {
    const connection = await of.connections.require(web.req.param('id'))
    if (connection.state === 'draft') return web.redirect(path(connection, 'setup'), 303)
    const { applicationId } = connection
    const application = applicationId && (await of.applications.find(applicationId))
    return web.html(
      <ConnectionFrame
        web={web}
        connection={connection}
        page=""
        title={overviewTitle(connection, web.var.now)}
      >
        <Overview
          connection={connection}
          applicationName={application?.name}
          csrf={csrfToken(web)}
          now={web.var.now}
        />
      </ConnectionFrame>,
    )
  })
  for (const routes of [settingsRoutes, domainsRoutes, stateRoutes]) app.route('/', routes(of))
  return app
}
