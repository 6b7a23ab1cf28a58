import { cookies, type Web } from '@postern/kit/http'
import type { ApplicationId } from '../applications/application.ts'
import type { Choice } from './choosing.ts'
import type { Connections } from './store.ts'

const cookie = 'last-connection'
const lasts = 180 * 86_400

/** The connection by which somebody came in last on this browser, where people can come in by it now. */
export async function lastUsed(
  web: Web,
  { choosing }: Pick<Connections, 'choosing'>,
  applicationId?: ApplicationId,
): Promise<Choice | undefined> {
  const used = cookies(web).get(cookie)
  const choice = used ? await choosing.named(used, applicationId) : undefined
  return choice?.id === used ? choice : undefined
}

export function rememberUsed(web: Web, id: string): void {
  cookies(web).set(cookie, id, { sameSite: 'Lax', maxAgeSeconds: lasts })
}

/** The page of a list that the address asks for, counted from 1. */
export function pageAsked(web: Web): number {
  const text = web.req.query('page') ?? ''
  return /^[1-9]\d?$/.test(text) ? Number(text) : 1
}
