import { timingSafeEqual } from 'node:crypto'
import { cookies, type Web } from '../http/index.ts'
import { formProblem } from './problems.ts'

const cookie = 'csrf'
const purpose = 'csrf'

declare module 'hono' {
  interface ContextVariableMap {
    /** The cookie that this answer sets: several forms on the first page of a browser share it. */
    csrf?: string
  }
}

/** The token for a form on this page. It is bound to a cookie of this browser by a key that only the server has. */
export function csrfToken(web: Web): string {
  const { random, seal } = web.var.world
  const jar = cookies(web)
  let value = jar.get(cookie) ?? web.get('csrf')
  if (!value) {
    value = random(24).toString('base64url')
    jar.set(cookie, value, { sameSite: 'Lax' })
    web.set('csrf', value)
  }
  return seal.tag(value, purpose)
}

/** Throws unless the form came from a page of ours in this browser. Sec-Fetch-Site is judged where the browser sends it. */
export function requireCsrf(web: Web, token: string): void {
  const site = web.req.header('sec-fetch-site')
  const value = cookies(web).get(cookie)
  const expected = Buffer.from(value ? web.var.world.seal.tag(value, purpose) : '')
  const given = Buffer.from(token)
  const matches = value !== undefined && given.length === expected.length && timingSafeEqual(given, expected)
  if (!matches || (site !== undefined && site !== 'same-origin')) throw formProblem('form-expired', {})
}
