import { attempts } from '@postern/kit/attempts'
import { readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import { hashPassword } from '@postern/kit/password'
import { Hono } from 'hono'
import { signInSessions } from '../sessions/sessions.ts'
import { unfinished } from '../sessions/unfinished.ts'
import { record } from '../sign-in-logs/record.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { authenticators } from '../users/authenticator.ts'
import { readChosenPassword } from '../users/chosen-password.ts'
import { users } from '../users/store.ts'
import { advance } from './advance.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { codePath, newPasswordPath } from './paths.ts'
import { waitSentence } from './sentences.ts'
import { CodePage, NewPasswordPage } from './steps-pages.tsx'

/** What may be left to do after the right password: the code of an authenticator app, another password. */
export function stepRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get(codePath, async (web) => {
    const person = await unfinished(web)
    return person
      ? web.html(<CodePage {...{ web, tenant, user: person.credentials.user }} />)
      : startAnew(web)
  })
  routes.post(codePath, async (web) => {
    const code = (await readForm(web)).text('code')
    const person = await unfinished(web)
    if (!person) return startAnew(web)
    const { user } = person.credentials
    const error = await oneAtATime(`code:${user.id}`, () => judgeCode(web, user.id, code))
    if (error === 'right') return advance(web, { ...person.of, code: true })
    const { id: userId, userPrincipalName: userName } = user
    await record(web, { outcome: 'Failure', ...wrongCode, userId, userName })
    const page = { web, tenant, user, error: error ?? 'Too many codes came at once. Type the next one.' }
    return web.html(<CodePage {...page} />, 400)
  })
  newPasswordRoutes(routes, tenant)
  return routes
}

const wrongCode = {
  code: 'AADSTS50074',
  reason: 'Strong authentication is required, and the user did not pass it: the code was not right.',
}

const startAnew = (web: Web) => web.redirect('/sign-in', 303)

/** `right`, or a sentence about what is wrong. */
async function judgeCode(web: Web, userId: string, code: string): Promise<string> {
  const { now, world } = web.var
  const counted = attempts(world.store)
  const key = `code:${userId}`
  const waitUntil = await counted.waitUntil(key, now)
  if (waitUntil !== undefined) return waitSentence(waitUntil, now)
  if (await authenticators(world.store, world.seal).take(userId, code, now)) {
    await counted.succeeded(key)
    return 'right'
  }
  await counted.failed(key, now)
  return 'This code is not right. Type the six digits that the app shows now; each code works once.'
}

function newPasswordRoutes(routes: Hono<Env>, tenant: Tenant): void {
  /** Whoever still owes a code is not let near the password. */
  const allowed = async (web: Web) => {
    const person = await unfinished(web)
    if (!person?.credentials.mustChangePassword) return undefined
    const { store, seal } = web.var.world
    const factor = await authenticators(store, seal).since(person.of.userId)
    return factor !== undefined && !person.of.code ? undefined : person
  }
  routes.get(newPasswordPath, async (web) => {
    const person = await allowed(web)
    if (!person) return startAnew(web)
    return web.html(<NewPasswordPage {...{ web, tenant, user: person.credentials.user, errors: [] }} />)
  })
  routes.post(newPasswordPath, async (web) => {
    const form = await readForm(web)
    const person = await allowed(web)
    if (!person) return startAnew(web)
    const { store } = web.var.world
    const { user, passwordHash } = person.credentials
    const { errors, password } = await readChosenPassword(form, passwordHash)
    if (errors.length > 0) return web.html(<NewPasswordPage {...{ web, tenant, user, errors }} />, 400)
    await users(store).setPassword(user.id, await hashPassword(password), false)
    await signInSessions(store).closeAll(user.id)
    return advance(web, person.of)
  })
}
