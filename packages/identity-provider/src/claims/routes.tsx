import { readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { requireApplication } from '../enterprise-applications/require-application.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { ClaimPage } from './claim-page.tsx'
import { conditionRoutes } from './condition-routes.tsx'
import { wireName } from './configuration.ts'
import { deletionRoutes } from './deletion-routes.tsx'
import { GroupsPage } from './groups-page.tsx'
import { ClaimsPage } from './page.tsx'
import { claimsPath, claimsRoute } from './paths.ts'
import { previewRoutes } from './preview-routes.tsx'
import { claimProblem } from './problems.ts'
import { claimsConfigurations } from './store.ts'
import { claimAsTyped, emptyClaim, readClaim, ruleOf, type TypedClaim, typedClaim } from './typed-claim.ts'
import { groupsAsTyped, readGroupsClaim, type TypedGroups, typedGroups } from './typed-groups.ts'

/** *Attributes & Claims* of an application. The gate of the console stands before it. */
export function claimsRoutes(of: { tenant: Tenant }): Hono<Env> {
  const { tenant } = of
  const routes = new Hono<Env>()
  routes.get(claimsRoute, async (web) => {
    const application = await requireApplication(web)
    const configuration = await claimsConfigurations(web.var.world.store).of(application.id)
    return web.html(<ClaimsPage {...{ web, tenant, application, configuration }} />)
  })
  claimRoutes(routes, tenant)
  groupsRoutes(routes, tenant)
  routes.route('/', conditionRoutes(of))
  routes.route('/', deletionRoutes(of))
  routes.route('/', previewRoutes(of))
  return routes
}

function claimRoutes(routes: Hono<Env>, tenant: Tenant): void {
  const path = `${claimsRoute}/claim` as const
  const page = async (
    web: Web,
    application: EnterpriseApplication,
    of: { claim: string | undefined; typed: TypedClaim; errors: readonly FieldError[] },
  ) => {
    const configuration = await claimsConfigurations(web.var.world.store).of(application.id)
    const { conditions = [] } = (of.claim !== undefined && ruleOf(configuration, of.claim)) || {}
    const status = of.errors.length === 0 ? 200 : 400
    return web.html(<ClaimPage {...{ web, tenant, application, conditions }} {...of} />, status)
  }
  routes.get(path, async (web) => {
    const application = await requireApplication(web)
    const claim = web.req.query('claim')
    const before = await claimsConfigurations(web.var.world.store).of(application.id)
    const typed = claim === undefined ? emptyClaim : claimAsTyped(before, claim)
    if (!typed) throw claimProblem('claim-missing', {})
    return page(web, application, { claim, typed, errors: [] })
  })
  routes.post(path, async (web) => {
    const application = await requireApplication(web)
    const form = await readForm(web)
    const claim = form.has('claim') ? form.text('claim') : undefined
    const typed = typedClaim(form)
    const kept = claimsConfigurations(web.var.world.store)
    const before = await kept.of(application.id)
    if (claim !== undefined && !ruleOf(before, claim)) throw claimProblem('claim-missing', {})
    if (form.text('step') === 'show') return page(web, application, { claim, typed, errors: [] })
    const { errors } = readClaim(typed, claim, before)
    if (errors.length > 0) return page(web, application, { claim, typed, errors })
    await kept.change(application.id, (now) => readClaim(typed, claim, now).after)
    return web.redirect(`${claimsPath(application.id)}?done=saved`, 303)
  })
}

function groupsRoutes(routes: Hono<Env>, tenant: Tenant): void {
  const path = `${claimsRoute}/groups` as const
  const page = (
    web: Web,
    application: EnterpriseApplication,
    typed: TypedGroups,
    errors: readonly FieldError[],
  ) =>
    web.html(<GroupsPage {...{ web, tenant, application, typed, errors }} />, errors.length === 0 ? 200 : 400)
  routes.get(path, async (web) => {
    const application = await requireApplication(web)
    const { groups } = await claimsConfigurations(web.var.world.store).of(application.id)
    return page(web, application, groupsAsTyped(groups), [])
  })
  routes.post(path, async (web) => {
    const application = await requireApplication(web)
    const typed = typedGroups(await readForm(web))
    const kept = claimsConfigurations(web.var.world.store)
    const { claims } = await kept.of(application.id)
    const { errors, of: groups } = readGroupsClaim(typed, claims.map(wireName))
    if (errors.length > 0) return page(web, application, typed, errors)
    await kept.change(application.id, (before) => ({ ...before, groups }))
    return web.redirect(`${claimsPath(application.id)}?done=groups`, 303)
  })
}
