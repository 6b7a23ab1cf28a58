import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { applicationsPath } from '../enterprise-applications/paths.ts'
import { requireApplication } from '../enterprise-applications/require-application.ts'
import type { SignInLog } from '../sign-in-logs/sign-in-log.ts'
import { signInLogs } from '../sign-in-logs/store.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { codeIn, guidanceFor } from './guidance.ts'
import { ResolutionPage } from './page.tsx'

const day = 86_400_000
const month = 30 * day
const longest = 4000
const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi
const mostIds = 10

/** The way from an error to the screen on which it is mended. The gate of the console stands before it. */
export function resolutionRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get(`${applicationsPath}/:id/single-sign-on/resolution-guidance`, async (web) => {
    const application = await requireApplication(web)
    const error = (web.req.query('error') ?? '').trim().slice(0, longest)
    const attempt =
      error === '' ? await lastRefused(web, application) : await attemptNamed(web, application, error)
    const code = attempt?.code ?? codeIn(error)
    const guidance = code === undefined ? undefined : guidanceFor(code, application, attempt?.reason)
    return web.html(<ResolutionPage {...{ web, tenant, application, error, attempt, guidance }} />)
  })
  return routes
}

/** The last refusal of this application within a day. */
async function lastRefused(web: Web, { id, name }: EnterpriseApplication): Promise<SignInLog | undefined> {
  const filter = { search: name, outcome: 'Failure' as const, since: web.var.now - day }
  const { rows } = await signInLogs(web.var.world.store).list(filter)
  return rows.find((log) => log.applicationId === id)
}

/** The refused attempt whose Request Id or Correlation Id is in the text. */
async function attemptNamed(
  web: Web,
  { id }: EnterpriseApplication,
  text: string,
): Promise<SignInLog | undefined> {
  for (const named of (text.match(guid) ?? []).slice(0, mostIds)) {
    const filter = { search: named, outcome: 'Failure' as const, since: web.var.now - month }
    const { rows } = await signInLogs(web.var.world.store).list(filter)
    const own = rows.find((log) => log.applicationId === id || log.applicationId === undefined)
    if (own) return own
  }
  return undefined
}
