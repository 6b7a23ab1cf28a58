import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import { Shell } from '../administrators/shell.tsx'
import type { Outcome } from './activity.ts'
import { AttemptPage } from './attempt-page.tsx'
import { ActivityPage, outcomes } from './list-page.tsx'
import { activityProblem } from './problems.ts'
import { type Activity, pageSize } from './store.ts'

export function activityRoutes(of: { activity: Activity }): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/admin/activity', async (web) => {
    const query = (web.req.query('q') ?? '').trim().slice(0, 200)
    const outcome = outcomes.find(({ value }) => value === web.req.query('outcome'))?.value
    const before = Number(web.req.query('before'))
    const found = await of.activity.list({
      query,
      ...(outcome ? { outcome } : {}),
      ...(Number.isSafeInteger(before) && before > 0 ? { before } : {}),
    })
    const attempts = found.slice(0, pageSize)
    const last = found.length > pageSize ? attempts.at(-1) : undefined
    return web.html(
      <Shell web={web} title="Activity" current="/admin/activity">
        <ActivityPage
          attempts={attempts}
          query={query}
          outcome={outcome ?? ''}
          older={last && olderThan(last.beganAt, query, outcome)}
        />
      </Shell>,
    )
  })
  app.get('/admin/activity/:id', async (web) => {
    const attempt = await of.activity.find(web.req.param('id'))
    if (!attempt) throw activityProblem('activity-missing', {})
    return web.html(
      <Shell web={web} title={`Attempt ${attempt.reference}`} current="/admin/activity">
        <AttemptPage attempt={attempt} />
      </Shell>,
    )
  })
  return app
}

function olderThan(before: number, query: string, outcome: Outcome | undefined): string {
  const parameters = new URLSearchParams({ q: query, outcome: outcome ?? '', before: String(before) })
  return `/admin/activity?${parameters.toString()}`
}
