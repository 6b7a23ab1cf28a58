import { type Form, readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { hashPassword } from '@postern/kit/password'
import { Hono } from 'hono'
import { domains } from '../domains/store.ts'
import { guid } from '../guid.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { forgetOfferedPassword, offeredPassword } from './draft.ts'
import {
  type Assigns,
  type NewAssignments,
  noAssignments,
  readAssignments,
  type TypedAssignments,
  typedAssignments,
} from './new-assignments.ts'
import { type NewUser, readNewUser, type TypedUser, typedUser } from './new-user.ts'
import { NewUserPage } from './new-user-page.tsx'
import { userPath, usersPath } from './paths.ts'
import { largestForm } from './properties.ts'
import { ReviewPage } from './review-page.tsx'
import { users } from './store.ts'
import type { User } from './user.ts'

const nothingTyped = {
  displayName: '',
  userPrincipalName: '',
  domain: '',
  givenName: '',
  surname: '',
  mail: '',
  userType: '',
  attributes: {},
  enabled: '',
  mustChange: false,
}

interface Typed {
  readonly user: TypedUser
  readonly assigned: TypedAssignments
}

interface Read {
  readonly user: NewUser
  readonly assigned: NewAssignments
}

const typedOf = (form: Form): Typed => ({ user: typedUser(form), assigned: typedAssignments(form) })

export interface CreationRoutesNeeds extends Assigns {
  readonly tenant: Tenant
}

/** *New user* > *Create new user*: a form, everything once more, and the user. */
export function creationRoutes(needs: CreationRoutesNeeds): Hono<Env> {
  const { tenant } = needs
  const routes = new Hono<Env>()
  const known = async (web: Web) => (await domains(web.var.world.store).list()).map((domain) => domain.name)
  const formPage = async (web: Web, { user, assigned }: Typed, errors: readonly FieldError[] = []) => {
    const page = { web, tenant, domains: await known(web), typed: user, assigned, errors }
    return web.html(<NewUserPage {...page} />, errors.length === 0 ? 200 : 400)
  }
  const read = async (web: Web, typed: Typed): Promise<{ errors: readonly FieldError[]; of: Read }> => {
    const user = readNewUser(typed.user, await known(web))
    const assigned = await readAssignments(web, typed.assigned, needs.groupsNamed)
    return { errors: [...user.errors, ...assigned.errors], of: { user: user.of, assigned: assigned.of } }
  }
  routes.get(`${usersPath}/new`, (web) => {
    const user = { ...nothingTyped, password: offeredPassword(web) }
    return formPage(web, { user, assigned: noAssignments })
  })
  routes.post(`${usersPath}/new`, async (web) => {
    const form = await readForm(web, largestForm)
    const typed = typedOf(form)
    if (form.has('change')) return formPage(web, typed)
    const { errors, of } = await read(web, typed)
    if (errors.length > 0) return formPage(web, typed, errors)
    if (await isTaken(web, of.user)) return formPage(web, typed, [takenError(of.user)])
    return web.html(<ReviewPage {...{ web, tenant, ...of }} typedGroups={typed.assigned.groups} />)
  })
  routes.post(usersPath, async (web) => {
    const typed = typedOf(await readForm(web, largestForm))
    const { errors, of } = await read(web, typed)
    if (errors.length > 0) return formPage(web, typed, errors)
    const id = await create(web, of, needs)
    if (id === undefined) return formPage(web, typed, [takenError(of.user)])
    forgetOfferedPassword(web)
    return web.redirect(`${userPath(id)}?done=created`, 303)
  })
  return routes
}

const isTaken = async (web: Web, of: NewUser): Promise<boolean> =>
  (await users(web.var.world.store).findByUserPrincipalName(of.userPrincipalName)) !== undefined

const takenError = (of: NewUser): FieldError => ({
  id: 'userPrincipalName',
  message: `${of.userPrincipalName} belongs to another user already. Choose another user principal name.`,
})

/** The new user's id, or undefined where somebody took the name meanwhile. */
async function create(web: Web, of: Read, { assign }: Assigns): Promise<string | undefined> {
  const { now, world } = web.var
  const { password, mustChange, ...described } = of.user
  const user: User = { ...described, id: guid(world.random), createdAt: now }
  const hash = await hashPassword(password)
  return world.store.transaction(async (inner) => {
    if (!(await users(inner).add(user, hash, mustChange))) return undefined
    await assign(inner, user.id, of.assigned, now)
    return user.id
  })
}
