import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Activity } from '../activity/store.ts'
import { Shell } from '../administrators/shell.tsx'
import type { Applications } from '../applications/store.ts'
import { find, longestText } from './find.ts'
import { ExplainPage } from './page.tsx'
import { askThere, stoppedThere } from './stopped-there.ts'

export function explainRoutes(of: {
  readonly activity: Activity
  readonly applications: Applications
}): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/admin/explain', async (web) => {
    const query = (web.req.query('q') ?? '').slice(0, longestText)
    const found = find(query)
    const stopped = stoppedThere(query)
    const there = stopped ? await askThere({ world: web.var.world, ...of }, stopped) : []
    const attempts = await Promise.all(found.references.map((one) => of.activity.findByReference(one)))
    return web.html(
      <Shell web={web} title="Explain an error" current="/admin/explain">
        <ExplainPage
          query={query}
          found={found}
          stopped={stopped}
          there={there}
          attempts={attempts.filter((attempt) => attempt !== undefined)}
        />
      </Shell>,
    )
  })
  return app
}
