import { addressBehind, makeReference } from '@postern/kit/http'
import type { World } from '@postern/kit/world'
import type { Problem } from '@postern/saml/problem'
import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider'
import { activityId } from '../activity/activity.ts'
import type { Activity } from '../activity/store.ts'
import { openidProblem } from './problems.ts'

/** What an administrator must know of a request that the provider did not answer to the application. */
export function problemOf(ctx: KoaContextWithOIDC, out: ErrorOut): Problem {
  const { client, params = {}, route } = ctx.oidc
  const text = (name: string) => {
    const value = params[name] ?? ctx.query[name]
    return typeof value === 'string' ? value.slice(0, 500) : ''
  }
  if (out.error === 'invalid_redirect_uri' && client) {
    const registered = (client.redirectUris ?? []).join(', ')
    const application = client.clientName ?? client.clientId
    return openidProblem('openid-redirect-uri', { sent: text('redirect_uri'), registered, application })
  }
  if (out.error === 'invalid_client') return openidProblem('openid-client', { client: text('client_id') })
  if (route === 'resume') return openidProblem('openid-expired', {})
  const detail = out.error_description ?? ''
  return openidProblem('openid-request', { error: out.error, detail, client: text('client_id') })
}

/** Writes the refusal into Activity and gives the reference under which it is found there. */
export async function keepRefusal(
  of: { readonly world: World; readonly activity: Activity },
  ctx: KoaContextWithOIDC,
  problem: Problem,
): Promise<string> {
  const { world } = of
  const reference = makeReference(world.random)
  const now = world.clock()
  const { code, message: cause, remedy, facts } = problem
  await of.activity.save({
    id: activityId(world.random(12).toString('hex')),
    reference,
    beganAt: now,
    endedAt: now,
    outcome: 'refused',
    startedBy: 'application',
    from: fromOf(world, ctx),
    checks: [],
    timeline: [],
    refusal: { code, cause, remedy, facts },
  })
  world.log.info({ reference, code, facts }, cause)
  return reference
}

/** Client's address and User-Agent. */
export function fromOf(world: World, { req }: KoaContextWithOIDC) {
  const forwarded = req.headers['x-forwarded-for']
  const header = Array.isArray(forwarded) ? forwarded.join(',') : forwarded
  const address = addressBehind(world, req.socket.remoteAddress ?? '', header)
  return { address, browser: (req.headers['user-agent'] ?? '').slice(0, 300) }
}
