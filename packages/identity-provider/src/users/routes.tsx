import { readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { hashPassword } from '@postern/kit/password'
import { Hono } from 'hono'
import type { DirectoryRole } from '../console/role.ts'
import { domains } from '../domains/store.ts'
import { guid } from '../guid.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { type ChangeRoutesNeeds, changeRoutes } from './change-routes.tsx'
import { type NewUser, readNewUser, type TypedUser, typedUser } from './new-user.ts'
import { NewUserPage } from './new-user-page.tsx'
import { UsersPage } from './page.tsx'
import { generatePassword } from './password.ts'
import { userPath, usersPath } from './paths.ts'
import { requireUser } from './require-user.ts'
import { ReviewPage } from './review-page.tsx'
import { users } from './store.ts'
import type { User } from './user.ts'
import { UserPage } from './user-page.tsx'

const nothingTyped = {
  displayName: '',
  userPrincipalName: '',
  domain: '',
  givenName: '',
  surname: '',
  mail: '',
}

export interface UserRoutesNeeds extends ChangeRoutesNeeds {
  /** Answered by the administrators, who stand above the users. */
  readonly rolesOf: (userId: string) => Promise<readonly DirectoryRole[]>
}

/** *Identity* > *Users*. The gate of the console stands before it. */
export function userRoutes(of: UserRoutesNeeds): Hono<Env> {
  const { tenant } = of
  const routes = new Hono<Env>()
  routes.route('/', changeRoutes(of))
  creationRoutes(routes, tenant)
  routes.get(usersPath, async (web) => {
    const search = web.req.query('q') ?? ''
    const found = await users(web.var.world.store).list(search)
    return web.html(<UsersPage web={web} tenant={tenant} users={found} search={search} />)
  })
  routes.get(`${usersPath}/:id`, async (web) => {
    const user = await requireUser(web)
    return web.html(<UserPage {...{ web, tenant, user, roles: await of.rolesOf(user.id) }} />)
  })
  return routes
}

function creationRoutes(routes: Hono<Env>, tenant: Tenant): void {
  const known = async (web: Web) => (await domains(web.var.world.store).list()).map((domain) => domain.name)
  const formPage = async (web: Web, typed: TypedUser, errors: readonly FieldError[]) =>
    web.html(
      <NewUserPage web={web} tenant={tenant} domains={await known(web)} typed={typed} errors={errors} />,
      errors.length === 0 ? 200 : 400,
    )

  routes.get(`${usersPath}/new`, (web) =>
    formPage(web, { ...nothingTyped, password: generatePassword(web.var.world.random) }, []),
  )
  routes.post(`${usersPath}/new`, async (web) => {
    const form = await readForm(web)
    const typed = typedUser(form)
    if (form.has('change')) return formPage(web, typed, [])
    const { errors, of } = readNewUser(typed, await known(web))
    const taken = errors.length === 0 && (await isTaken(web, of))
    return errors.length > 0 || taken
      ? formPage(web, typed, taken ? [takenError(of)] : errors)
      : web.html(<ReviewPage web={web} tenant={tenant} user={of} />)
  })
  routes.post(usersPath, async (web) => {
    const typed = typedUser(await readForm(web))
    const { errors, of } = readNewUser(typed, await known(web))
    if (errors.length > 0) return formPage(web, typed, errors)
    const id = await create(web, of)
    return id === undefined
      ? formPage(web, typed, [takenError(of)])
      : web.redirect(`${userPath(id)}?done=created`, 303)
  })
}

const isTaken = async (web: Web, of: NewUser): Promise<boolean> =>
  (await users(web.var.world.store).findByUserPrincipalName(of.userPrincipalName)) !== undefined

const takenError = (of: NewUser): FieldError => ({
  id: 'userPrincipalName',
  message: `${of.userPrincipalName} belongs to another user already. Choose another user principal name.`,
})

/** The new user's id, or undefined where somebody took the name meanwhile. */
async function create(web: Web, of: NewUser): Promise<string | undefined> {
  const { store, random } = web.var.world
  const { password, ...named } = of
  const user: User = { ...named, id: guid(random), enabled: true, createdAt: web.var.now }
  return (await users(store).add(user, await hashPassword(password))) ? user.id : undefined
}
