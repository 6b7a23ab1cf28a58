import { csrfToken, readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { AdminFrame } from '../frame/index.ts'
import type { Pages, Person } from '../person/index.ts'
import { BasicAuthPage, basicAuthPath, type TypedBasicAuth } from './page.tsx'
import { type BasicAuth, basicAuthWire } from './store.ts'

/** *Administration* → *Authentication methods* → *Basic authentication*. */
export function basicAuthRoutes({ pages, basicAuth }: { pages: Pages; basicAuth: BasicAuth }): Hono<Env> {
  const app = new Hono<Env>()
  const show = (web: Web, person: Person, typed: TypedBasicAuth, errors: readonly FieldError[] = []) =>
    web.html(
      <AdminFrame
        web={web}
        person={person}
        title="Basic authentication"
        current="/admin/authentication-methods"
        done={web.req.query('done') === 'saved' ? 'The changes were saved.' : undefined}
      >
        <BasicAuthPage csrf={csrfToken(web)} typed={typed} errors={errors} />
      </AdminFrame>,
      errors.length > 0 ? 400 : 200,
    )
  app.get(
    basicAuthPath,
    pages.systemAdministrator(async (web, person) => {
      const settings = await basicAuth.get()
      return show(web, person, {
        allow: !settings['block-requests'],
        users: settings['allowed-users'].join('\n'),
        paths: settings['allowed-paths'].join('\n'),
      })
    }),
  )
  app.post(
    basicAuthPath,
    pages.systemAdministrator(async (web, person) => {
      const form = await readForm(web)
      const typed = {
        allow: form.text('allow') === 'yes',
        users: form.text('users'),
        paths: form.text('paths'),
      }
      const users = linesOf(typed.users)
      const paths = linesOf(typed.paths)
      const errors = [...faults('users', 'Allowed users', users), ...faults('paths', 'Allowed paths', paths)]
      if (!paths.every((path) => path.startsWith('/') || path.startsWith('*')))
        errors.push({ id: 'paths', message: 'Allowed paths begin with / or *, such as /rest/api.' })
      if (errors.length > 0) return show(web, person, typed, errors)
      await basicAuth.change(person, {
        'block-requests': !typed.allow,
        'allowed-users': users,
        'allowed-paths': paths,
      })
      return web.redirect(`${basicAuthPath}?done=saved`, 303)
    }),
  )
  return app
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

function faults(id: 'users' | 'paths', label: string, lines: readonly string[]): FieldError[] {
  const fine = basicAuthWire.safeParse({ [`allowed-${id}`]: lines }).success
  return fine ? [] : [{ id, message: `${label} may have at most 200 lines of at most 255 characters.` }]
}
