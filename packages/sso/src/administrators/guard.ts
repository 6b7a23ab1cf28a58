import type { Env } from '@postern/kit/http'
import type { MiddlewareHandler } from 'hono'
import { isOpen, profilePath, proofPath, signInPath, signOutPath } from './paths.ts'
import { askForProof } from './proof-routes.tsx'
import { requireRole } from './roles.ts'
import type { AdministratorSessions } from './sessions.ts'
import type { Administrators } from './store.ts'

/** Pages and forms with which an administrator, of whatever role, acts for oneself. */
const own = [signOutPath, proofPath, profilePath]
const isOwn = (path: string) => own.some((one) => path === one || path.startsWith(`${one}/`))

/**
 * Lets nobody but an administrator below `/admin`; others sign in first and come back. An auditor reads, whatever a route
 * forgets to say: a form is let through for administrators and owners alone.
 */
export function guard(of: {
  administrators: Administrators
  sessions: AdministratorSessions
}): MiddlewareHandler<Env> {
  return async (web, next) => {
    const { method, path } = web.req
    if (isOpen(path)) return next()
    const session = await of.sessions.current(web)
    const administrator = session && (await of.administrators.find(session.subject))
    if (!administrator || administrator.disabled) {
      const back = method === 'GET' ? `?next=${encodeURIComponent(localPart(web.req.url))}` : ''
      return web.redirect(`${signInPath}${back}`, 303)
    }
    web.set('administrator', administrator)
    web.set('administratorSession', session)
    web.set('askForProof', () => askForProof(web))
    if (method !== 'GET' && method !== 'HEAD' && !isOwn(path))
      requireRole(administrator.role, 'administrator')
    return next()
  }
}

const localPart = (url: string) => {
  const { pathname, search } = new URL(url)
  return pathname + search
}
