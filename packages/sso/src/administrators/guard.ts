import type { Env } from '@postern/kit/http'
import type { MiddlewareHandler } from 'hono'
import type { AdministratorSessions } from './sessions.ts'
import type { Administrators } from './store.ts'

export const signInPath = '/admin/sign-in'

/** Lets nobody but an administrator below `/admin`; others sign in first and come back. */
export function guard(of: {
  administrators: Administrators
  sessions: AdministratorSessions
}): MiddlewareHandler<Env> {
  return async (web, next) => {
    if (web.req.path === signInPath) return next()
    const session = await of.sessions.current(web)
    const administrator = session && (await of.administrators.find(session.subject))
    if (!administrator) {
      const back = web.req.method === 'GET' ? `?next=${encodeURIComponent(localPart(web.req.url))}` : ''
      return web.redirect(`${signInPath}${back}`, 303)
    }
    web.set('administrator', administrator)
    return next()
  }
}

const localPart = (url: string) => {
  const { pathname, search } = new URL(url)
  return pathname + search
}

/** Where to go after sign-in: only below `/admin` on this server, whatever the address said (open redirect). */
export function safeNext(text: string): string {
  const within = /^\/admin(?:[/?][\w\-./?=&%]*)?$/.test(text) && !text.includes('..')
  return within && !text.startsWith(signInPath) ? text : '/admin'
}
