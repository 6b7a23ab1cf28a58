import { getCookie, setCookie } from 'hono/cookie'
import type { World } from '../world/index.ts'
import type { Web } from './app.ts'

export interface CookieOptions {
  /** Always stated: Chromium treats a cookie without it differently in its first two minutes. */
  readonly sameSite: 'Lax' | 'Strict' | 'None'
  readonly maxAgeSeconds?: number
}

/** Prefixed with the server's name, or `exact` where other software knows the cookie by that name. */
export type CookieName = string | { readonly exact: string }

/** What a cookie of this server is called in the browser. */
export function cookieName({ name, settings }: World, of: CookieName): string {
  const own = typeof of === 'string' ? `${name}-${of}` : of.exact
  return settings.publicUrl.protocol === 'https:' ? `__Host-${own}` : own
}

/** This server's cookies: its own name prefix, `__Host-` over TLS, never readable by script. */
export function cookies(web: Web) {
  const secure = web.var.world.settings.publicUrl.protocol === 'https:'
  const full = (of: CookieName) => cookieName(web.var.world, of)
  const write = (of: CookieName, value: string, options: CookieOptions) =>
    setCookie(web, full(of), value, {
      path: '/',
      httpOnly: true,
      // SameSite=None is honoured only with Secure, which browsers accept for plain http on loopback.
      secure: secure || options.sameSite === 'None',
      sameSite: options.sameSite,
      ...(options.maxAgeSeconds === undefined ? {} : { maxAge: options.maxAgeSeconds }),
    })
  return {
    get: (of: CookieName): string | undefined => getCookie(web, full(of)),
    set: write,
    clear: (of: CookieName, options: CookieOptions) => write(of, '', { ...options, maxAgeSeconds: 0 }),
  }
}
