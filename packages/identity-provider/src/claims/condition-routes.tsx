import { readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { requireApplication } from '../enterprise-applications/require-application.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { ConditionPage } from './condition-page.tsx'
import { claimPath, claimsRoute } from './paths.ts'
import { claimProblem } from './problems.ts'
import { claimsConfigurations } from './store.ts'
import { allowedFor, changeRule, ruleOf } from './typed-claim.ts'
import { emptyCondition, readCondition, typedCondition } from './typed-condition.ts'

/** *Add condition* of a claim. */
export function conditionRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  const path = `${claimsRoute}/condition` as const
  routes.get(path, async (web) => {
    const application = await requireApplication(web)
    const { claim } = await requireRule(web, application.id, web.req.query('claim') ?? '')
    const page = { web, tenant, application, claim, typed: emptyCondition, errors: [] }
    return web.html(<ConditionPage {...page} />)
  })
  routes.post(path, async (web) => {
    const application = await requireApplication(web)
    const form = await readForm(web)
    const { claim, before } = await requireRule(web, application.id, form.text('claim'))
    const typed = typedCondition(form)
    const page = { web, tenant, application, claim, typed }
    if (form.text('step') === 'show') return web.html(<ConditionPage {...page} errors={[]} />)
    const { store } = web.var.world
    const { errors, condition } = await readCondition(store, typed, { allowed: allowedFor(claim), before })
    if (errors.length > 0) return web.html(<ConditionPage {...page} errors={errors} />, 400)
    await claimsConfigurations(store).change(application.id, (now) =>
      changeRule(now, claim, (rule) => ({ ...rule, conditions: [...rule.conditions, condition] })),
    )
    return web.redirect(claimPath(application.id, claim), 303)
  })
  return routes
}

/** Problem `claim-missing` where the application has no such claim. */
export async function requireRule(web: Web, applicationId: string, claim: string) {
  const before = await claimsConfigurations(web.var.world.store).of(applicationId)
  const rule = ruleOf(before, claim)
  if (!rule) throw claimProblem('claim-missing', {})
  return { claim, before, rule }
}
