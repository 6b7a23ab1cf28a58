import { csrfToken, type Form, readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import type { Problem } from '@postern/saml/problem'
import { Hono } from 'hono'
import { type Directory, isPermission, type Permission } from '../directory/index.ts'
import { AdminFrame, attempt, fieldErrors } from '../frame/index.ts'
import type { Pages, Person } from '../person/index.ts'
import { parameterInvalid } from '../rest/index.ts'
import { type Kind, PermissionsPage, permissionsPath, type Returned } from './page.tsx'

export interface PermissionsPages {
  readonly pages: Pages
  readonly directory: Directory
}

const shown = { start: 0, limit: 100 }
const doneWords: Readonly<Record<string, string>> = {
  granted: 'The permission was granted.',
  revoked: 'The permission was removed.',
}

/** *Administration* → *Global permissions*. */
export function permissionsRoutes({ pages, directory }: PermissionsPages): Hono<Env> {
  const app = new Hono<Env>()
  const { permissions, membership } = directory
  const show = async (web: Web, person: Person, returned?: Returned) =>
    web.html(
      <AdminFrame
        web={web}
        person={person}
        title="Global permissions"
        current={permissionsPath}
        done={doneWords[web.req.query('done') ?? '']}
      >
        <PermissionsPage
          csrf={csrfToken(web)}
          users={await permissions.users(undefined, shown)}
          groups={await permissions.groups(undefined, shown)}
          returned={returned}
        />
      </AdminFrame>,
      returned ? 400 : 200,
    )
  const on = (path: string, done: string, permissionOf: (form: Form) => Permission | undefined) =>
    app.post(
      `${permissionsPath}/${path}`,
      pages.administrator(async (web, person) => {
        const form = await readForm(web)
        const kind = kindOf(form)
        const grant = kind === 'user' ? membership.grantUsers : membership.grantGroups
        const problem = await attempt(async () => grant(person, [form.text('name')], permissionOf(form)))
        if (problem) return show(web, person, returnedOf(kind, form, problem))
        return web.redirect(`${permissionsPath}?done=${done}`, 303)
      }),
    )
  app.get(
    permissionsPath,
    pages.administrator((web, person) => show(web, person)),
  )
  on('grant', 'granted', requirePermission)
  on('revoke', 'revoked', () => undefined)
  return app
}

const kindOf = (form: Form): Kind => (form.text('kind') === 'group' ? 'group' : 'user')

function requirePermission(form: Form): Permission {
  const permission = form.text('permission')
  if (isPermission(permission)) return permission
  throw parameterInvalid('permission', 'Choose one of the listed permissions.')
}

function returnedOf(kind: Kind, form: Form, problem: Problem): Returned {
  return {
    kind,
    name: form.text('name'),
    permission: form.text('permission'),
    errors: fieldErrors(problem, `${kind}-name`, { permission: { id: `${kind}-permission` } }),
  }
}
