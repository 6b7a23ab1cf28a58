import { csrfToken, readForm } from '@postern/kit/form'
import { type Env, endsElsewhere, type Web } from '@postern/kit/http'
import type { Session } from '@postern/kit/session'
import { Hono } from 'hono'
import { includes } from '../directory/index.ts'
import { withQuery } from '../frame/index.ts'
import type { Access, Pages, Person } from '../person/index.ts'
import {
  type AuthorizationRequest,
  answerAddress,
  carried,
  readAuthorization,
} from './authorization-request.ts'
import { ConsentPage } from './consent-page.tsx'
import type { Grants } from './grants.ts'
import type { ApplicationLinks } from './links.ts'
import { permissionOf } from './scopes.ts'

export interface Authorize {
  readonly pages: Pages
  readonly links: ApplicationLinks
  readonly grants: Grants
  readonly access: Access
  /** Whether this session has typed the password again. */
  readonly confirmed: (session: Session, now: number) => Promise<boolean>
}

const path = '/rest/oauth2/:version{latest|1\\.0}/authorize'

/** Where an application sends a user to be allowed something (bitbucket.md 2.0). */
export function authorizeRoutes(of: Authorize): Hono<Env> {
  const app = new Hono<Env>()
  app.get(
    path,
    of.pages.signedIn((web, person) => {
      const parameter = (name: string) => web.req.query(name) ?? ''
      return judged(web, person, of, parameter, (request) => {
        endsElsewhere(web)
        const fields = carried.flatMap((name) => (parameter(name) === '' ? [] : [[name, parameter(name)]]))
        return web.html(
          <ConsentPage
            host={web.var.world.settings.publicUrl.host}
            person={person}
            request={request}
            csrf={csrfToken(web)}
            fields={Object.fromEntries(fields)}
            action={web.req.path}
          />,
        )
      })
    }),
  )
  app.post(
    path,
    of.pages.signedIn(async (web, person) => {
      const form = await readForm(web)
      return judged(
        web,
        person,
        of,
        (name) => form.text(name),
        async (request) => {
          if (form.text('answer') !== 'allow') {
            return web.redirect(answerAddress(request, { error: 'access_denied' }), 303)
          }
          const grant = { link: request.link.id, userId: person.user.id, scopes: request.scopes }
          const code = await of.grants.code(person, request.link.name, grant, request.challenge)
          return web.redirect(answerAddress(request, { code }), 303)
        },
      )
    }),
  )
  return app
}

/** Goes on with a request that may be asked for; judged anew when the form comes, as nothing of it was kept. */
async function judged(
  web: Web,
  person: Person,
  { links, access, confirmed }: Authorize,
  parameter: (name: string) => string,
  go: (request: AuthorizationRequest) => Response | Promise<Response>,
): Promise<Response> {
  const request = await readAuthorization(links, parameter)
  if ('error' in request) {
    const { error, description } = request
    return web.redirect(answerAddress(request, { error, error_description: description }), 303)
  }
  // A token of an administrator is never asked for the password again, so that giving one asks for it.
  const administers = includes(permissionOf(request.scopes), 'ADMIN') && includes(person.permission, 'ADMIN')
  if (!administers) return go(request)
  if (web.req.method === 'GET') return (await access(web, person)) ?? go(request)
  // Too late: the page is shown again, and asks for the password first.
  if (!(await confirmed(person.session, web.var.now))) {
    const again = carried.map((name) => [name, parameter(name)] satisfies [string, string])
    return web.redirect(withQuery(web.req.path, Object.fromEntries(again)), 303)
  }
  return go(request)
}
