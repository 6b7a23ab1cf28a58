import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import { decisions } from '../accounts/decisions.ts'
import type { Activity } from '../activity/store.ts'
import { Shell } from '../administrators/shell.tsx'
import type { Applications } from '../applications/store.ts'
import { breakGlass } from '../break-glass/store.ts'
import type { Connections } from '../connections/store.ts'
import { HomePage } from './page.tsx'

const day = 86_400_000

export function homeRoutes(of: {
  readonly connections: Connections
  readonly applications: Applications
  readonly activity: Activity
}): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/admin', async (web) => {
    const { now } = web.var
    const [connections, applications, recent, counts, waiting, codes] = await Promise.all([
      of.connections.list(),
      of.applications.list(),
      of.activity.list({}, 5),
      of.activity.countSince(now - day),
      decisions(web.var.world.store).waiting(),
      breakGlass(web.var.world.store).list(),
    ])
    const signedIn = counts.filter(({ outcome }) => outcome === 'signed-in')
    const refused = counts.filter(({ outcome }) => outcome === 'refused')
    return web.html(
      <Shell web={web} title="Home" current="/admin">
        <HomePage
          connections={connections}
          applicationCount={applications.length}
          recent={recent}
          signedIn={new Map(signedIn.map(({ connectionId, count }) => [connectionId ?? '', count]))}
          refused={refused.reduce((sum, { count }) => sum + count, 0)}
          waiting={waiting}
          codesLeft={codes.filter(({ used }) => !used).length}
          now={now}
        />
      </Shell>,
    )
  })
  return app
}
