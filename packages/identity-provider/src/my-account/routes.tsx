import { type Form, readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { hashPassword } from '@postern/kit/password'
import { Hono } from 'hono'
import { type SignedIn, signInSessions } from '../sessions/sessions.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { authenticators } from '../users/authenticator.ts'
import { readChosenPassword } from '../users/chosen-password.ts'
import { users } from '../users/store.ts'
import { judgeCurrentPassword, withPerson } from './account.ts'
import { authenticatorRoutes } from './authenticator-routes.tsx'
import { ChangePasswordPage } from './forms.tsx'
import { accountPath } from './frame.tsx'
import { AccountPage } from './page.tsx'

/** What a person does with the own account. */
export function myAccountRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get(accountPath, (web) =>
    withPerson(web, async ({ user }) => {
      const { store, seal } = web.var.world
      const authenticatorSince = await authenticators(store, seal).since(user.id)
      return web.html(<AccountPage {...{ web, tenant, user, authenticatorSince }} />)
    }),
  )
  routes.get(`${accountPath}/password`, (web) =>
    withPerson(web, ({ user }) => web.html(<ChangePasswordPage {...{ web, tenant, user, errors: [] }} />)),
  )
  routes.post(`${accountPath}/password`, (web) =>
    withPerson(web, async (person) => {
      const form = await readForm(web)
      const { user } = person
      const errors = await changePassword(web, person, form)
      if (errors.length > 0) return web.html(<ChangePasswordPage {...{ web, tenant, user, errors }} />, 400)
      return web.redirect(`${accountPath}?done=password`, 303)
    }),
  )
  routes.route('/', authenticatorRoutes({ tenant }))
  return routes
}

async function changePassword(web: Web, person: SignedIn, form: Form): Promise<readonly FieldError[]> {
  const wrong = await judgeCurrentPassword(web, person, form.text('password'))
  if (wrong.length > 0) return wrong
  const { store } = web.var.world
  const { id } = person.user
  const credentials = await users(store).credentials(id)
  const { errors, password } = await readChosenPassword(form, credentials?.passwordHash ?? '')
  if (errors.length > 0) return errors
  await users(store).setPassword(id, await hashPassword(password), false)
  // Whoever knew the old password may sit in another browser.
  await signInSessions(store).closeAll(id)
  const { authenticatedAt, multiFactor } = person
  const facts = { factors: multiFactor ? 'two' : 'one' }
  await signInSessions(store).open(web, { subject: id, authenticatedAt, facts })
  return []
}
