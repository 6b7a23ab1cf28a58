import { readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { checkOneTimeCode, newOneTimeSecret } from '@postern/kit/one-time-code'
import { Hono } from 'hono'
import type { Tenant } from '../tenant/tenant.ts'
import { authenticators } from '../users/authenticator.ts'
import type { User } from '../users/user.ts'
import { judgeCurrentPassword, withPerson } from './account.ts'
import { AddAuthenticatorPage, RemoveAuthenticatorPage } from './forms.tsx'
import { accountPath } from './frame.tsx'

const path = `${accountPath}/authenticator` as const

/** Adding and removing the authenticator app. */
export function authenticatorRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  const addPage = (web: Web, user: User, secret: string, errors: readonly FieldError[]) => {
    const sealed = web.var.world.seal.close(secret, purposeFor(user))
    const page = { web, tenant, user, secret, sealed, errors }
    return web.html(<AddAuthenticatorPage {...page} />, errors.length === 0 ? 200 : 400)
  }
  routes.get(path, (web) =>
    withPerson(web, ({ user }) => addPage(web, user, newOneTimeSecret(web.var.world.random), [])),
  )
  routes.post(path, (web) =>
    withPerson(web, async (person) => {
      const form = await readForm(web)
      const { user } = person
      const { store, seal } = web.var.world
      const { now } = web.var
      const secret = openSecret(web, user, form.text('sealed'))
      if (secret === undefined) return web.redirect(path, 303)
      const step = checkOneTimeCode({ secret, code: form.text('code'), now, after: undefined })
      const message = 'This code is not right. Type the six digits that the app shows now.'
      if (step === undefined) return addPage(web, user, secret, [{ id: 'code', message }])
      const errors = await judgeCurrentPassword(web, person, form.text('password'))
      if (errors.length > 0) return addPage(web, user, secret, errors)
      await authenticators(store, seal).add(user.id, { secret, step, now })
      return web.redirect(`${accountPath}?done=added`, 303)
    }),
  )
  routes.get(`${path}/remove`, (web) =>
    withPerson(web, ({ user }) =>
      web.html(<RemoveAuthenticatorPage {...{ web, tenant, user, errors: [] }} />),
    ),
  )
  routes.post(`${path}/remove`, (web) =>
    withPerson(web, async (person) => {
      const { user } = person
      const errors = await judgeCurrentPassword(web, person, (await readForm(web)).text('password'))
      if (errors.length > 0) {
        return web.html(<RemoveAuthenticatorPage {...{ web, tenant, user, errors }} />, 400)
      }
      await authenticators(web.var.world.store, web.var.world.seal).remove(user.id)
      return web.redirect(`${accountPath}?done=removed`, 303)
    }),
  )
  return routes
}

/** Bound to the person: a secret that somebody else saw cannot be slipped in. */
const purposeFor = (user: User) => `authenticator offered to ${user.id}`

function openSecret(web: Web, user: User, sealed: string): string | undefined {
  try {
    return web.var.world.seal.open(sealed, purposeFor(user))
  } catch {
    return undefined
  }
}
