import type { Env } from '@postern/kit/http'
import type { Session } from '@postern/kit/session'
import type { MiddlewareHandler } from 'hono'
import { isEmergency } from './emergency.ts'

const lasts = 10 * 60_000

/**
 * Named by a route that changes whom this service trusts: goes on where the administrator proved who it is within the
 * last ten minutes, and asks once more otherwise. A form that came too late is kept and sent on; passwords in it are asked
 * for again. Name it for the page with the form as well, so that the question comes before the typing.
 */
export const freshProof: MiddlewareHandler<Env> = async (web, next) => {
  const { administratorSession, askForProof, now } = web.var
  if (administratorSession && isFresh(administratorSession, now)) return next()
  if (!askForProof) throw new Error('freshProof stands before the guard of /admin')
  return askForProof()
}

export const isFresh = (session: Session, now: number): boolean =>
  isEmergency(session) || now - session.authenticatedAt < lasts
