import { getCookie, setCookie } from 'hono/cookie'
import type { Web } from './app.ts'

export interface CookieOptions {
  /** Always stated: Chromium treats a cookie without it differently in its first two minutes. */
  readonly sameSite: 'Lax' | 'Strict' | 'None'
  readonly maxAgeSeconds?: number
}

/** This server's cookies: its own name prefix, `__Host-` over TLS, never readable by script. */
export function cookies(web: Web) {
  const { name, settings } = web.var.world
  const secure = settings.publicUrl.protocol === 'https:'
  const full = (of: string) => (secure ? `__Host-${name}-${of}` : `${name}-${of}`)
  const write = (of: string, value: string, options: CookieOptions) =>
    setCookie(web, full(of), value, {
      path: '/',
      httpOnly: true,
      // SameSite=None is honoured only with Secure, which browsers accept for plain http on loopback.
      secure: secure || options.sameSite === 'None',
      sameSite: options.sameSite,
      ...(options.maxAgeSeconds === undefined ? {} : { maxAge: options.maxAgeSeconds }),
    })
  return {
    get: (of: string): string | undefined => getCookie(web, full(of)),
    set: write,
    clear: (of: string, options: CookieOptions) => write(of, '', { ...options, maxAgeSeconds: 0 }),
  }
}
