import { clientAddress, type Web } from '@postern/kit/http'
import { sessions } from '@postern/kit/session'
import type { World } from '@postern/kit/world'

const minute = 60_000

/** Sessions of administrators (cookie `administrator`): end after half an hour unused, and after eight hours in any case. */
export function administratorSessions(world: World) {
  return sessions({
    store: world.store,
    cookie: 'administrator',
    idle: 30 * minute,
    absolute: 480 * minute,
  })
}

/** Somebody who typed a password, and owes a second factor (cookie `administrator-half`). Opens nothing but that question. */
export function halfSessions(world: World) {
  return sessions({
    store: world.store,
    cookie: 'administrator-half',
    idle: 5 * minute,
    absolute: 5 * minute,
  })
}

export type AdministratorSessions = ReturnType<typeof administratorSessions>

/** From where a session is opened, for those who look at a list of them. */
export function placeOf(web: Web): { readonly address: string; readonly browser: string } {
  return { address: clientAddress(web), browser: browserWords(web.req.header('user-agent') ?? '') }
}

const browsers = { Edg: 'Edge', OPR: 'Opera', Firefox: 'Firefox', Chrome: 'Chrome', Safari: 'Safari' }
const systems = {
  Android: 'Android',
  iPhone: 'iPhone',
  iPad: 'iPad',
  Windows: 'Windows',
  'Mac OS X': 'macOS',
  Linux: 'Linux',
}

/** "Firefox on Windows", of a User-Agent header. */
export function browserWords(userAgent: string): string {
  const named = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).find(([part]) => userAgent.includes(part))?.[1]
  const [browser, system] = [named(browsers), named(systems)]
  if (browser && system) return `${browser} on ${system}`
  return browser ?? system ?? 'Unknown browser'
}
