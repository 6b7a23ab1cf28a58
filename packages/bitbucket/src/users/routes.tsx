import { csrfToken, type Form, readForm } from '@postern/kit/form'
import { Head, Lose } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import type { Problem } from '@postern/saml/problem'
import { Hono } from 'hono'
import { type Directory, directoryProblem, faultsOf } from '../directory/index.ts'
import { AdminFrame, attempt, fieldErrors, pickRange, shownRange, withQuery } from '../frame/index.ts'
import { endSessionsOf, type Pages, type People, type Person } from '../person/index.ts'
import { CreateUser, type CreateUserProps } from './create-page.tsx'
import { UsersList } from './list-page.tsx'
import { doneWords, userPath, usersPath } from './paths.ts'
import { type Returned, UserPage } from './user-page.tsx'

export interface UsersPages {
  readonly pages: Pages
  readonly people: People
  readonly directory: Directory
}

/** From the directory's fields, whose messages are those of REST, to the forms' own. */
const fields = {
  name: {
    id: 'username',
    says: 'Username needs 1 to 255 characters, none of them unprintable, and no space at either end.',
  },
  displayName: { id: 'fullname', says: 'Full Name needs 1 to 255 characters, none of them unprintable.' },
  email: { id: 'email', says: 'Email address must look like name@example.com.' },
  password: { id: 'password', says: 'Password needs 1 to 255 characters.' },
}
const unequal = { id: 'confirmPassword', message: 'Confirm Password must be the same as the password.' }

/** *Administration* → *Users*. */
export function usersRoutes(of: UsersPages): Hono<Env> {
  const app = new Hono<Env>()
  listAndCreate(app, of)
  onePage(app, of)
  changes(app, of)
  deletion(app, of)
  return app
}

const doneOf = (web: Web) => doneWords[web.req.query('done') ?? '']

function listAndCreate(app: Hono<Env>, { pages, directory }: UsersPages): void {
  app.get(
    usersPath,
    pages.administrator(async (web, person) => {
      const filter = (web.req.query('filter') ?? '').slice(0, 255)
      const found = await directory.users.list({ text: filter }, shownRange(web))
      return web.html(
        <AdminFrame web={web} person={person} title="Users" current={usersPath} done={doneOf(web)}>
          <UsersList found={found} filter={filter} />
        </AdminFrame>,
      )
    }),
  )
  const show = (web: Web, person: Person, props: Omit<CreateUserProps, 'csrf'>, status: 200 | 400) =>
    web.html(
      <AdminFrame web={web} person={person} title="Create User" current={usersPath}>
        <CreateUser csrf={csrfToken(web)} {...props} />
      </AdminFrame>,
      status,
    )
  const empty = { username: '', fullname: '', email: '' }
  app.get(
    `${usersPath}/create`,
    pages.administrator((web, person) => show(web, person, { values: empty, errors: [] }, 200)),
  )
  app.post(
    `${usersPath}/create`,
    pages.administrator(async (web, person) => {
      const form = await readForm(web)
      const values = {
        username: form.text('username'),
        fullname: form.text('fullname'),
        email: form.text('email'),
      }
      const password = form.text('password')
      const { username: name, fullname: displayName, email } = values
      const request = { name, displayName, email, password, addToDefaultGroup: true }
      if (password !== form.text('confirmPassword')) {
        // All that is wrong at once, in one summary.
        const faults = faultsOf(request)
          .map(({ field }) => fields[field])
          .map(({ id, says }) => ({ id, message: says }))
        return show(web, person, { values, errors: [...faults, unequal] }, 400)
      }
      const problem = await attempt(() => directory.accounts.create(person, request))
      if (problem) return show(web, person, { values, errors: fieldErrors(problem, 'username', fields) }, 400)
      return web.redirect(userPath(name, 'created'), 303)
    }),
  )
}

async function showUser(
  web: Web,
  person: Person,
  of: UsersPages,
  name: string,
  returned?: Returned,
): Promise<Response> {
  const { users, groups, permissions } = of.directory
  const user = await users.require(name)
  return web.html(
    <AdminFrame web={web} person={person} title={user.displayName} current={usersPath} done={doneOf(web)}>
      <UserPage
        csrf={csrfToken(web)}
        user={user}
        permission={await permissions.of(user)}
        groups={(await groups.list({ withUser: user.id }, pickRange)).values}
        otherGroups={(await groups.list({ withoutUser: user.id }, pickRange)).values}
        returned={returned}
      />
    </AdminFrame>,
    returned ? 400 : 200,
  )
}

function onePage(app: Hono<Env>, of: UsersPages): void {
  app.get(
    `${usersPath}/view`,
    of.pages.administrator((web, person) => showUser(web, person, of, web.req.query('name') ?? '')),
  )
}

/** Each form of the page: its path, the Problem that stopped it, and the field that such a Problem belongs to. */
function changes(app: Hono<Env>, of: UsersPages): void {
  const { accounts, membership } = of.directory
  const on = (
    path: string,
    shape: { form: Returned['form']; field: string; done: string; renames?: boolean },
    work: (web: Web, person: Person, form: Form) => Promise<unknown>,
  ) =>
    app.post(
      `${usersPath}/${path}`,
      of.pages.administrator(async (web, person) => {
        const form = await readForm(web)
        const name = form.text('name')
        const problem = await attempt(() => work(web, person, form))
        if (problem) return showUser(web, person, of, name, returnedOf(shape, form, problem))
        return web.redirect(userPath(shape.renames ? form.text('newName') : name, shape.done), 303)
      }),
    )
  on('details', { form: 'details', field: 'fullname', done: 'saved' }, (_, person, form) =>
    accounts.changeDetails(person, form.text('name'), {
      displayName: form.text('fullname'),
      email: form.text('email'),
    }),
  )
  on('rename', { form: 'rename', field: 'newName', done: 'renamed', renames: true }, (_, person, form) =>
    accounts.rename(person, form.text('name'), form.text('newName')),
  )
  on('password', { form: 'password', field: 'password', done: 'password' }, async (_, person, form) => {
    requireEqualPasswords(form)
    const user = await accounts.changePassword(person, form.text('name'), form.text('password'))
    await endSessionsOf(of.people, user)
  })
  on('add-group', { form: 'groups', field: 'group', done: 'joined' }, (_, person, form) =>
    membership.join(person, [form.text('name')], [form.text('group')]),
  )
  on('remove-group', { form: 'groups', field: 'group', done: 'left' }, (_, person, form) =>
    membership.leave(person, form.text('name'), form.text('group')),
  )
}

function requireEqualPasswords(form: Form): void {
  if (form.text('password') === form.text('confirmPassword')) return
  throw directoryProblem('values-invalid', { fields: [unequal.id], messages: [unequal.message] })
}

function returnedOf(
  { form, field }: { form: Returned['form']; field: string },
  typed: Form,
  problem: Problem,
): Returned {
  const values = ['fullname', 'email', 'newName', 'group'].map((name) => [name, typed.text(name)] as const)
  return {
    form,
    values: Object.fromEntries(values.filter(([name]) => typed.has(name))),
    errors: fieldErrors(problem, field, { ...fields, name: { ...fields.name, id: field } }),
  }
}

/** Asked on a page of its own, since nothing brings the account back. */
function deletion(app: Hono<Env>, of: UsersPages): void {
  app.get(
    `${usersPath}/delete`,
    of.pages.administrator(async (web, person) => {
      const user = await of.directory.users.require(web.req.query('name') ?? '')
      const title = `Delete ${user.name}?`
      return web.html(
        <AdminFrame web={web} person={person} title={title} current={usersPath}>
          <Head title={title} crumbs={[{ label: 'Users', href: usersPath }]} />
          <Lose
            title={user.displayName}
            lost={['The account and its password', 'Its memberships in groups', 'Its global permission']}
            action={withQuery(`${usersPath}/delete`, { name: user.name })}
            csrf={csrfToken(web)}
            button={`Delete ${user.name}`}
            keep={{ href: userPath(user.name), label: `Keep ${user.name}` }}
          />
        </AdminFrame>,
      )
    }),
  )
  app.post(
    `${usersPath}/delete`,
    of.pages.administrator(async (web, person) => {
      await readForm(web)
      const user = await of.directory.accounts.delete(person, web.req.query('name') ?? '')
      await endSessionsOf(of.people, user)
      return web.redirect(`${usersPath}?done=deleted`, 303)
    }),
  )
}
