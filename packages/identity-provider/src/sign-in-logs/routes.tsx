import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { may } from '../console/person.ts'
import { pageAsked } from '../paging.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import { SignInLogPage } from './log-page.tsx'
import { signInMessages } from './messages.ts'
import { SignInLogsPage } from './page.tsx'
import { signInLogsPath } from './paths.ts'
import { signInLogProblem } from './problems.ts'
import { indent, redact } from './redact.ts'
import { type Direction, isOutcome } from './sign-in-log.ts'
import { signInLogs } from './store.ts'

const day = 86_400_000

/** *Monitoring & health* > *Sign-in logs*. The gate of the console stands before it. */
export function signInLogRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get(signInLogsPath, async (web) => {
    const search = web.req.query('q') ?? ''
    const status = web.req.query('status') ?? ''
    const days = ['1', '7', '30'].find((choice) => choice === web.req.query('days')) ?? '30'
    const since = web.var.now - Number(days) * day
    const outcome = isOutcome(status) ? status : undefined
    const logs = await signInLogs(web.var.world.store).list({ search, outcome, since }, pageAsked(web))
    return web.html(<SignInLogsPage {...{ web, tenant, logs, search, days }} status={outcome ?? ''} />)
  })
  routes.get(`${signInLogsPath}/:id`, async (web) => {
    const log = await signInLogs(web.var.world.store).find(web.req.param('id'))
    if (!log) throw signInLogProblem('sign-in-log-missing', {})
    const [request, response] = [await shown(web, log.id, 'request'), await shown(web, log.id, 'response')]
    return web.html(<SignInLogPage {...{ web, tenant, log, request, response }} />)
  })
  return routes
}

/** A Security Reader sees how a sign-in went, and not what was said about the person. */
async function shown(web: Web, id: string, direction: Direction): Promise<string | undefined> {
  const { store, seal } = web.var.world
  const xml = await signInMessages(store, seal).find(id, direction)
  const persons = may(web, 'Cloud Application Administrator')
  return xml === undefined ? undefined : indent(redact(xml, { persons }))
}
