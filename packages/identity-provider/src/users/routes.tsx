import { readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { hashPassword } from '@postern/kit/password'
import { Hono } from 'hono'
import type { DirectoryRole } from '../console/role.ts'
import { domains } from '../domains/store.ts'
import { guid } from '../guid.ts'
import { pageAsked } from '../paging.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import { type AssignedApplication, seesApplications } from './applications-part.tsx'
import { authenticators } from './authenticator.ts'
import { type ChangeRoutesNeeds, changeRoutes } from './change-routes.tsx'
import { deletedUserRoutes } from './deleted-routes.tsx'
import { forgetOfferedPassword, offeredPassword } from './draft.ts'
import { type NewUser, readNewUser, type TypedUser, typedUser } from './new-user.ts'
import { NewUserPage } from './new-user-page.tsx'
import { UsersPage } from './page.tsx'
import { userPath, usersPath } from './paths.ts'
import { largestForm } from './properties.ts'
import { requireUser } from './require-user.ts'
import { ReviewPage } from './review-page.tsx'
import { users } from './store.ts'
import type { User } from './user.ts'
import { UserPage, type UserPageProps } from './user-page.tsx'

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

export interface UserRoutesNeeds extends ChangeRoutesNeeds {
  /** Answered by the administrators, who stand above the users. */
  readonly rolesOf: (userId: string) => Promise<readonly DirectoryRole[]>
  /** Answered by the groups, who stand above the users too. */
  readonly groupsOf: (userId: string) => Promise<UserPageProps['groups']>
  /** Answered by the assignments. */
  readonly applicationsOf: (userId: string) => Promise<readonly AssignedApplication[]>
}

/** *Identity* > *Users*. The gate of the console stands before it. */
export function userRoutes(of: UserRoutesNeeds): Hono<Env> {
  const { tenant } = of
  const routes = new Hono<Env>()
  routes.route('/', changeRoutes(of))
  routes.route('/', deletedUserRoutes(of))
  creationRoutes(routes, tenant)
  routes.get(usersPath, async (web) => {
    const search = web.req.query('q') ?? ''
    const found = await users(web.var.world.store).list(search, pageAsked(web))
    return web.html(<UsersPage web={web} tenant={tenant} users={found} search={search} />)
  })
  routes.get(`${usersPath}/:id`, async (web) => {
    const user = await requireUser(web)
    const [roles, groups] = [await of.rolesOf(user.id), await of.groupsOf(user.id)]
    const applications = seesApplications(web) ? await of.applicationsOf(user.id) : undefined
    const { store, seal } = web.var.world
    const authenticatorSince = await authenticators(store, seal).since(user.id)
    const page = { web, tenant, user, roles, groups, applications, authenticatorSince }
    return web.html(<UserPage {...page} />)
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
    formPage(web, { ...nothingTyped, password: offeredPassword(web) }, []),
  )
  routes.post(`${usersPath}/new`, async (web) => {
    const form = await readForm(web, largestForm)
    const typed = typedUser(form)
    if (form.has('change')) return formPage(web, typed, [])
    const { errors, of } = readNewUser(typed, await known(web))
    const taken = errors.length === 0 && (await isTaken(web, of))
    return errors.length > 0 || taken
      ? formPage(web, typed, taken ? [takenError(of)] : errors)
      : web.html(<ReviewPage web={web} tenant={tenant} user={of} />)
  })
  routes.post(usersPath, async (web) => {
    const typed = typedUser(await readForm(web, largestForm))
    const { errors, of } = readNewUser(typed, await known(web))
    if (errors.length > 0) return formPage(web, typed, errors)
    const id = await create(web, of)
    if (id === undefined) return formPage(web, typed, [takenError(of)])
    forgetOfferedPassword(web)
    return web.redirect(`${userPath(id)}?done=created`, 303)
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
  const { password, mustChange, ...described } = of
  const user: User = { ...described, id: guid(random), createdAt: web.var.now }
  const added = await users(store).add(user, await hashPassword(password), mustChange)
  return added ? user.id : undefined
}
