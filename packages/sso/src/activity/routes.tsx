import { Toast } from '@postern/kit/html'
import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import { Shell } from '../administrators/shell.tsx'
import type { Connections } from '../connections/store.ts'
import { AttemptPage } from './attempt-page.tsx'
import { exportOf } from './export.ts'
import { keptRoutes } from './kept-routes.tsx'
import { ActivityPage } from './list-page.tsx'
import { activityProblem } from './problems.ts'
import { readSearch } from './query.ts'
import { type Activity, pageSize } from './store.ts'

export function activityRoutes(of: {
  readonly activity: Activity
  readonly connections: Connections
}): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/admin/activity', async (web) => {
    const search = readSearch(web)
    const [found, days, connections] = await Promise.all([
      of.activity.list(search),
      of.activity.daysKept(),
      of.connections.names(),
    ])
    return web.html(
      <Shell web={web} title="Activity" current="/admin/activity">
        <ActivityPage
          attempts={found.slice(0, pageSize)}
          search={search}
          days={days}
          connections={connections}
          more={found.length > pageSize}
        />
        {web.req.query('done') === 'kept' && <Toast>How long activity is kept is saved.</Toast>}
      </Shell>,
    )
  })
  app.get('/admin/activity/export', (web) =>
    web.body(exportOf(of.activity.parts(readSearch(web))), 200, {
      'content-type': 'application/jsonl; charset=utf-8',
      'content-disposition': 'attachment; filename="activity.jsonl"',
    }),
  )
  app.route('/', keptRoutes(of))
  app.get('/admin/activity/:id', async (web) => {
    const attempt = await of.activity.find(web.req.param('id'))
    if (!attempt) throw activityProblem('activity-missing', { days: await of.activity.daysKept() })
    return web.html(
      <Shell web={web} title={`Attempt ${attempt.reference}`} current="/admin/activity">
        <AttemptPage attempt={attempt} />
      </Shell>,
    )
  })
  return app
}
