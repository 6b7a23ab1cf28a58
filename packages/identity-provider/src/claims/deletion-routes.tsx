import { csrfToken, readForm } from '@postern/kit/form'
import { Lose } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { requireApplication } from '../enterprise-applications/require-application.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { requireRule } from './condition-routes.tsx'
import { wireName } from './configuration.ts'
import { ClaimsFrame } from './frame.tsx'
import {
  claimPath,
  claimsPath,
  claimsRoute,
  conditionDeletionPath,
  deletionPath,
  nameIdKey,
} from './paths.ts'
import { claimProblem } from './problems.ts'
import { claimsConfigurations } from './store.ts'
import { changeRule } from './typed-claim.ts'
import { saysOf } from './words.ts'

/** The end of a claim, and of a condition. What is to go stands in the address, so that the form needs no more. */
export function deletionRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  claimDeletion(routes, tenant)
  conditionDeletion(routes, tenant)
  return routes
}

function claimDeletion(routes: Hono<Env>, tenant: Tenant): void {
  const path = `${claimsRoute}/delete` as const
  const named = async (web: Web) => {
    const application = await requireApplication(web)
    const { claim } = await requireRule(web, application.id, web.req.query('claim') ?? '')
    if (claim === nameIdKey) throw claimProblem('claim-missing', {})
    return { application, claim }
  }
  routes.get(path, async (web) => {
    const { application, claim } = await named(web)
    return web.html(
      <ClaimsFrame {...{ web, tenant, application }} title="Delete claim">
        <Lose
          title={`Delete ${claim}?`}
          lost={[
            `Answers to ${application.name} do not carry it from the next sign-in on.`,
            'Its conditions go with it.',
          ]}
          action={deletionPath(application.id, claim)}
          csrf={csrfToken(web)}
          button="Delete claim"
          keep={{ href: claimPath(application.id, claim), label: 'Keep the claim' }}
        />
      </ClaimsFrame>,
    )
  })
  routes.post(path, async (web) => {
    const { application, claim } = await named(web)
    await readForm(web)
    await claimsConfigurations(web.var.world.store).change(application.id, (before) => ({
      ...before,
      claims: before.claims.filter((one) => wireName(one) !== claim),
    }))
    return web.redirect(`${claimsPath(application.id)}?done=deleted`, 303)
  })
}

function conditionDeletion(routes: Hono<Env>, tenant: Tenant): void {
  const path = `${claimsRoute}/condition/delete` as const
  const named = async (web: Web) => {
    const application = await requireApplication(web)
    const { claim, rule } = await requireRule(web, application.id, web.req.query('claim') ?? '')
    const n = Number(web.req.query('n'))
    const condition = rule.conditions[n]
    if (!condition) throw claimProblem('claim-missing', {})
    return { application, claim, n, condition }
  }
  routes.get(path, async (web) => {
    const { application, claim, n, condition } = await named(web)
    return web.html(
      <ClaimsFrame {...{ web, tenant, application }} title="Delete condition">
        <Lose
          title={`Delete condition ${n + 1}?`}
          lost={[
            `It gives ${saysOf({ ...condition, conditions: [] })}.`,
            'People to whom it applied get the value of another condition, or of the claim itself.',
          ]}
          action={conditionDeletionPath(application.id, claim, n)}
          csrf={csrfToken(web)}
          button="Delete condition"
          keep={{ href: claimPath(application.id, claim), label: 'Keep the condition' }}
        />
      </ClaimsFrame>,
    )
  })
  routes.post(path, async (web) => {
    const { application, claim, condition } = await named(web)
    await readForm(web)
    const gone = JSON.stringify(condition)
    await claimsConfigurations(web.var.world.store).change(application.id, (before) =>
      // By what it says and not by its number: the list may have changed since the page was shown.
      changeRule(before, claim, (rule) => ({
        ...rule,
        conditions: rule.conditions.filter((one) => JSON.stringify(one) !== gone),
      })),
    )
    return web.redirect(claimPath(application.id, claim), 303)
  })
}
