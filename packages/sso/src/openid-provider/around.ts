import type { World } from '@postern/kit/world'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { refusalPage } from './error-page.tsx'

const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}
const lasting = { 'strict-transport-security': 'max-age=31536000' }

/** Around every answer of the provider: our headers, and our page where it would have none or one of its own. */
export function around(world: World) {
  const always = world.settings.publicUrl.protocol === 'https:' ? { ...headers, ...lasting } : headers
  const refuse = async (ctx: KoaContextWithOIDC, status: number, code: string) => {
    ctx.body = await refusalPage(world, code)
    ctx.status = status
    ctx.type = 'html'
  }
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    ctx.set(always)
    const mode = ctx.path.startsWith('/authorize') ? ctx.query.response_mode : undefined
    // The library answers in any mode it knows, errors too, and `form_post` with a page of its own that needs inline script.
    if (mode !== undefined && mode !== 'query') return refuse(ctx, 400, 'unsupported_response_mode')
    await next()
    if (ctx.status === 404 && !ctx.body) return refuse(ctx, 404, 'page-missing')
    const { body } = ctx
    if (typeof body === 'object' && body !== null && 'response_modes_supported' in body) {
      Object.assign(body, { response_modes_supported: ['query'] })
    }
  }
}
