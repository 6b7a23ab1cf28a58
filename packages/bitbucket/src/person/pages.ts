import type { Web } from '@postern/kit/http'
import { includes, permissionLabels } from '../directory/index.ts'
import { loginPath } from './local-path.ts'
import { type People, type Person, personOf } from './person.ts'
import { personProblem } from './problems.ts'

type Answer = Response | Promise<Response>
type Page = (web: Web, person: Person) => Answer

/** Wraps the pages of people who are signed in: `signedIn` for anybody, the others by permission. */
export function pagesFor(people: People) {
  const signedIn = (page: Page) => async (web: Web) => {
    const person = await personOf(web, people)
    return person ? page(web, person) : toLogin(web)
  }
  const from = (permission: 'ADMIN' | 'SYS_ADMIN') => (page: Page) =>
    signedIn((web, person) => {
      if (!includes(person.permission, permission)) {
        throw personProblem('administrators-only', { permission: permissionLabels[permission] })
      }
      return page(web, person)
    })
  return { signedIn, administrator: from('ADMIN'), systemAdministrator: from('SYS_ADMIN') }
}

export type Pages = ReturnType<typeof pagesFor>

/** A GET is resumed after the log-in; what a form would have sent is not. */
export function toLogin(web: Web): Response {
  const { pathname, search } = new URL(web.req.url)
  return web.redirect(loginPath(web.req.method === 'GET' ? `${pathname}${search}` : '/'), 302)
}
