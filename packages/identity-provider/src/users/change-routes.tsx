import { readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { hashPassword } from '@postern/kit/password'
import { Hono } from 'hono'
import { consolePerson } from '../console/person.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { userAuthenticatorRoutes } from './authenticator-routes.tsx'
import { deletedUsers } from './deleted.ts'
import { DeletionPage } from './deletion-page.tsx'
import { EditUserPage, type EditUserPageProps, ResetPasswordPage } from './edit-page.tsx'
import { faultOfPassword, generatePassword } from './password.ts'
import { userPath, usersPath } from './paths.ts'
import { largestForm, readProperties, typedProperties } from './properties.ts'
import { requireUser } from './require-user.ts'
import { users } from './store.ts'
import type { User } from './user.ts'

export interface ChangeRoutesNeeds {
  readonly tenant: Tenant
  /** Ends every session of a person here; the sessions stand above the users. */
  readonly endSessions: (userId: string) => Promise<void>
}

/** Editing, resetting the password of and deleting a user. The gate of the console stands before it. */
export function changeRoutes(of: ChangeRoutesNeeds): Hono<Env> {
  const routes = new Hono<Env>()
  editRoutes(routes, of)
  passwordRoutes(routes, of)
  deletionRoutes(routes, of)
  routes.route('/', userAuthenticatorRoutes(of))
  return routes
}

/** An administrator who locks himself out may be the last one. */
const isOneself = (web: Web, user: User) => consolePerson(web).id === user.id

function editRoutes(routes: Hono<Env>, { tenant, endSessions }: ChangeRoutesNeeds): void {
  const formPage = (of: EditUserPageProps) =>
    of.web.html(<EditUserPage {...of} />, of.errors.length === 0 ? 200 : 400)
  routes.get(`${usersPath}/:id/edit`, async (web) => {
    const user = await requireUser(web)
    const { displayName, givenName = '', surname = '', mail = '', enabled } = user
    const { userType = 'Member', attributes = {} } = user
    const typed = { displayName, givenName, surname, mail, userType, attributes, enabled }
    return formPage({ web, tenant, user, typed, errors: [] })
  })
  routes.post(`${usersPath}/:id/edit`, async (web) => {
    const user = await requireUser(web)
    const form = await readForm(web, largestForm)
    const typed = { ...typedProperties(form), enabled: form.has('enabled') }
    const read = readProperties(typed)
    const locksOut = !typed.enabled && isOneself(web, user)
    const errors = locksOut ? [...read.errors, lockOut] : read.errors
    if (errors.length > 0) return formPage({ web, tenant, user, typed, errors })
    await users(web.var.world.store).change(user.id, { ...read.of, enabled: typed.enabled })
    if (!typed.enabled) await endSessions(user.id)
    return web.redirect(`${userPath(user.id)}?done=saved`, 303)
  })
}

const lockOut: FieldError = {
  id: 'enabled',
  message: 'You cannot disable the account that you are signed in with. Ask another administrator to do it.',
}

function passwordRoutes(routes: Hono<Env>, { tenant, endSessions }: ChangeRoutesNeeds): void {
  routes.get(`${usersPath}/:id/reset-password`, async (web) => {
    const user = await requireUser(web)
    const password = generatePassword(web.var.world.random)
    return web.html(<ResetPasswordPage {...{ web, tenant, user, password, mustChange: true, errors: [] }} />)
  })
  routes.post(`${usersPath}/:id/reset-password`, async (web) => {
    const user = await requireUser(web)
    const form = await readForm(web)
    const password = form.text('password')
    const mustChange = form.has('mustChange')
    const message = faultOfPassword(password)
    if (message !== undefined) {
      const errors = [{ id: 'password', message }]
      return web.html(<ResetPasswordPage {...{ web, tenant, user, password, mustChange, errors }} />, 400)
    }
    await users(web.var.world.store).setPassword(user.id, await hashPassword(password), mustChange)
    await endSessions(user.id)
    return web.redirect(`${userPath(user.id)}?done=reset`, 303)
  })
}

function deletionRoutes(routes: Hono<Env>, { tenant, endSessions }: ChangeRoutesNeeds): void {
  routes.get(`${usersPath}/:id/delete`, async (web) =>
    web.html(<DeletionPage {...{ web, tenant, user: await requireUser(web) }} />),
  )
  routes.post(`${usersPath}/:id/delete`, async (web) => {
    const user = await requireUser(web)
    const typed = (await readForm(web)).text('confirm').trim()
    const error = isOneself(web, user)
      ? 'You cannot delete the account that you are signed in with. Ask another administrator to do it.'
      : typed === user.userPrincipalName
        ? undefined
        : `Type ${user.userPrincipalName}, letter by letter.`
    if (error !== undefined) return web.html(<DeletionPage {...{ web, tenant, user, error }} />, 400)
    await deletedUsers(web.var.world.store).remove(user.id, web.var.now)
    await endSessions(user.id)
    return web.redirect(`${usersPath}?done=deleted`, 303)
  })
}
