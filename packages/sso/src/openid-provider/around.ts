import { statusOf } from '@postern/kit/http'
import type { Problem } from '@postern/saml/problem'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { type AttemptNeeds, keepProgress } from './attempts.ts'
import { refusalPage } from './error-page.tsx'
import { openidProblem } from './problems.ts'
import { keepRefusal } from './refusal.ts'

const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}
const lasting = { 'strict-transport-security': 'max-age=31536000' }

/** Around every answer of the provider: our headers, and our page where it would have none or one of its own. */
export function around(of: AttemptNeeds) {
  const secure = of.world.settings.publicUrl.protocol === 'https:'
  const always = secure ? { ...headers, ...lasting } : headers
  const refuse = async (ctx: KoaContextWithOIDC, problem: Problem) => {
    ctx.body = await refusalPage(problem.code, await keepRefusal(of, ctx, problem))
    ctx.status = statusOf(problem.kind)
    ctx.type = 'html'
  }
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    ctx.set(always)
    const mode = ctx.path.startsWith('/authorize') ? ctx.query.response_mode : undefined
    // The library answers in any mode it knows, errors too, and `form_post` with a page of its own that needs inline script.
    if (mode !== undefined && mode !== 'query') {
      const detail = 'response_mode must be query'
      const client = String(ctx.query.client_id ?? '').slice(0, 500)
      return refuse(ctx, openidProblem('openid-request', { error: 'invalid_request', detail, client }))
    }
    await next()
    await keepProgress(of, ctx)
    if (ctx.status === 404 && !ctx.body) {
      return refuse(ctx, openidProblem('openid-page', { path: ctx.path.slice(0, 500) }))
    }
    const { body } = ctx
    if (typeof body === 'object' && body !== null && 'response_modes_supported' in body) {
      Object.assign(body, { response_modes_supported: ['query'] })
    }
  }
}
