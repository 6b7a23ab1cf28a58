import type { Web } from '@postern/kit/http'
import { includes, permissionLabels } from '../directory/index.ts'
import { loginPath } from './local-path.ts'
import { type People, type Person, personOf } from './person.ts'
import { personProblem } from './problems.ts'

type Answer = Response | Promise<Response>
type Page = (web: Web, person: Person) => Answer

/** Stops an administrator who has not typed the password again, with an answer; lets others by with undefined. */
export type Access = (web: Web, person: Person) => Promise<Response | undefined>

/**
 * Wraps the pages of people who are signed in: `signedIn` for anybody, the others by permission. Pages of administrators
 * ask for the password again (WebSudo), but for the page that does the asking.
 */
export function pagesFor(people: People, access: Access) {
  const signedIn = (page: Page) => async (web: Web) => {
    const person = await personOf(web, people)
    return person ? page(web, person) : toLogin(web)
  }
  const permitted = (permission: 'ADMIN' | 'SYS_ADMIN', page: Page) =>
    signedIn((web, person) => {
      if (!includes(person.permission, permission)) {
        throw personProblem('administrators-only', { permission: permissionLabels[permission] })
      }
      return page(web, person)
    })
  const confirmed =
    (page: Page): Page =>
    async (web, person) =>
      (await access(web, person)) ?? page(web, person)
  return {
    signedIn,
    administrator: (page: Page) => permitted('ADMIN', confirmed(page)),
    systemAdministrator: (page: Page) => permitted('SYS_ADMIN', confirmed(page)),
    unconfirmedAdministrator: (page: Page) => permitted('ADMIN', page),
  }
}

export type Pages = ReturnType<typeof pagesFor>

/** A GET is resumed after the log-in; what a form would have sent is not. */
export function toLogin(web: Web): Response {
  const { pathname, search } = new URL(web.req.url)
  return web.redirect(loginPath(web.req.method === 'GET' ? `${pathname}${search}` : '/'), 302)
}
