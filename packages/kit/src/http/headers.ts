import type { MiddlewareHandler } from 'hono'
import type { Env, Web } from './app.ts'

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
]

/**
 * For pages whose form ends, by redirects, at another origin: Chromium enforces `form-action` along the whole chain, so
 * that these pages send none. Every other page keeps `form-action 'self'`.
 */
export function endsElsewhere(web: Web): void {
  web.set('formEndsElsewhere', true)
}

/** For a page that opens addresses of others in frames: these origins, and no others. */
export function framesOnly(web: Web, origins: readonly string[]): void {
  web.set('frameOrigins', [...new Set(origins)])
}

/** For a page without anything to press, which this origin may show in a frame of its own. No other page may be framed by anybody. */
export function framedBy(web: Web, origin: string): void {
  web.set('framedBy', origin)
}

/** For a page that leads on to another site, which is to know from where: our origin, never the address of the page. */
export function tellsOrigin(web: Web): void {
  web.set('originTold', true)
}

/** Strict headers on every answer. `same-origin` and not `no-referrer`: with the latter a form's Origin is `null`. */
export const securityHeaders: MiddlewareHandler<Env> = async (web, next) => {
  await next()
  const frames = web.get('frameOrigins') ?? []
  const framer = web.get('framedBy')
  const directives = [
    ...policy,
    `frame-ancestors ${framer ?? "'none'"}`,
    ...(web.get('formEndsElsewhere') ? [] : ["form-action 'self'"]),
    ...(frames.length === 0 ? [] : [`frame-src ${frames.join(' ')}`]),
  ]
  const headers = web.res.headers
  headers.set('content-security-policy', directives.join('; '))
  headers.set('referrer-policy', web.get('originTold') ? 'origin' : 'same-origin')
  headers.set('x-content-type-options', 'nosniff')
  if (framer === undefined) headers.set('x-frame-options', 'DENY')
  headers.set('cross-origin-opener-policy', 'same-origin')
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
  if (web.var.world.settings.publicUrl.protocol === 'https:') {
    headers.set('strict-transport-security', 'max-age=31536000')
  }
}
