import type { Env } from '@postern/kit/http'
import type { MiddlewareHandler } from 'hono'
import type { Alarm } from './administrator.ts'
import { emergency, isEmergency } from './emergency.ts'
import { isOpen, profilePath, proofPath, signInPath, signOutPath } from './paths.ts'
import type { ConsoleAccess } from './ports.ts'
import { administratorProblem } from './problems.ts'
import { askForProof } from './proof-routes.tsx'
import { requireRole } from './roles.ts'

/** Pages and forms with which an administrator, of whatever role, acts for oneself. */
const own = [signOutPath, proofPath, profilePath]
const isOwn = (path: string) => own.some((one) => path === one || path.startsWith(`${one}/`))

/**
 * Lets nobody but an administrator below `/admin`; others sign in first and come back. An auditor reads, whatever a route
 * forgets to say: a form is let through for administrators and owners alone.
 */
export function guard(
  of: ConsoleAccess & {
    /** What every page of the console shows until somebody has looked into it. */
    readonly alarm: () => Promise<Alarm | undefined>
  },
): MiddlewareHandler<Env> {
  return async (web, next) => {
    const { method, path } = web.req
    if (isOpen(path)) return next()
    const session = await of.sessions.current(web)
    const administrator =
      session && (isEmergency(session) ? emergency : await of.administrators.find(session.subject))
    if (!administrator || administrator.disabled) {
      const back = method === 'GET' ? `?next=${encodeURIComponent(localPart(web.req.url))}` : ''
      return web.redirect(`${signInPath}${back}`, 303)
    }
    web.set('administrator', administrator)
    web.set('administratorSession', session)
    if (administrator === emergency && path !== signOutPath && isOwn(path))
      throw administratorProblem('no-account', {})
    if (method === 'GET') web.set('alarm', await of.alarm())
    web.set('askForProof', () => askForProof(web, of))
    if (method !== 'GET' && method !== 'HEAD' && !isOwn(path))
      requireRole(administrator.role, 'administrator')
    return next()
  }
}

const localPart = (url: string) => {
  const { pathname, search } = new URL(url)
  return pathname + search
}
