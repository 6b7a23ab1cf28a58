import { csrfToken, type Form, readForm } from '@postern/kit/form'
import { Head, Lose } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import type { Problem } from '@postern/saml/problem'
import { Hono } from 'hono'
import type { Directory } from '../directory/index.ts'
import { AdminFrame, attempt, fieldErrors, shownRange, withQuery } from '../frame/index.ts'
import type { Pages, Person } from '../person/index.ts'
import { requireGroupName } from './group-name.ts'
import { GroupPage } from './group-page.tsx'
import { CreateGroup, type CreateGroupProps, GroupsList } from './list-page.tsx'
import { doneWords, groupPath, groupsPath } from './paths.ts'

export interface GroupsPages {
  readonly pages: Pages
  readonly directory: Directory
}

/** *Administration* → *Groups*. */
export function groupsRoutes(of: GroupsPages): Hono<Env> {
  const app = new Hono<Env>()
  listAndCreate(app, of)
  onePage(app, of)
  deletion(app, of)
  return app
}

const doneOf = (web: Web) => doneWords[web.req.query('done') ?? '']

function listAndCreate(app: Hono<Env>, { pages, directory }: GroupsPages): void {
  app.get(
    groupsPath,
    pages.administrator(async (web, person) => {
      const filter = (web.req.query('filter') ?? '').slice(0, 255)
      const found = await directory.groups.list({ text: filter }, shownRange(web))
      return web.html(
        <AdminFrame web={web} person={person} title="Groups" current={groupsPath} done={doneOf(web)}>
          <GroupsList found={found} filter={filter} />
        </AdminFrame>,
      )
    }),
  )
  const show = (web: Web, person: Person, props: Omit<CreateGroupProps, 'csrf'>, status: 200 | 400) =>
    web.html(
      <AdminFrame web={web} person={person} title="Create group" current={groupsPath}>
        <CreateGroup csrf={csrfToken(web)} {...props} />
      </AdminFrame>,
      status,
    )
  app.get(
    `${groupsPath}/create`,
    pages.administrator((web, person) => show(web, person, { name: '', errors: [] }, 200)),
  )
  app.post(
    `${groupsPath}/create`,
    pages.administrator(async (web, person) => {
      const name = (await readForm(web)).text('name')
      const problem = await attempt(async () =>
        directory.membership.createGroup(person, requireGroupName(name)),
      )
      if (problem) return show(web, person, { name, errors: fieldErrors(problem, 'name') }, 400)
      return web.redirect(groupPath(name, 'created'), 303)
    }),
  )
}

async function showGroup(
  web: Web,
  person: Person,
  { directory }: GroupsPages,
  of: { name: string; typed?: string; problem?: Problem },
): Promise<Response> {
  const name = await directory.groups.require(of.name)
  return web.html(
    <AdminFrame web={web} person={person} title={name} current={groupsPath} done={doneOf(web)}>
      <GroupPage
        csrf={csrfToken(web)}
        name={name}
        permission={await directory.permissions.grantedToGroup(name)}
        members={await directory.users.list({ inGroup: name }, shownRange(web))}
        typed={of.typed ?? ''}
        errors={fieldErrors(of.problem, 'user')}
      />
    </AdminFrame>,
    of.problem ? 400 : 200,
  )
}

function onePage(app: Hono<Env>, of: GroupsPages): void {
  app.get(
    `${groupsPath}/view`,
    of.pages.administrator((web, person) =>
      showGroup(web, person, of, { name: web.req.query('name') ?? '' }),
    ),
  )
  const on = (path: string, done: string, work: (person: Person, form: Form) => Promise<unknown>) =>
    app.post(
      `${groupsPath}/${path}`,
      of.pages.administrator(async (web, person) => {
        const form = await readForm(web)
        const problem = await attempt(() => work(person, form))
        const name = form.text('name')
        if (problem) return showGroup(web, person, of, { name, typed: form.text('user'), problem })
        return web.redirect(groupPath(name, done), 303)
      }),
    )
  const { membership } = of.directory
  on('add-user', 'joined', (person, form) =>
    membership.join(person, [form.text('user')], [form.text('name')]),
  )
  on('remove-user', 'left', (person, form) => membership.leave(person, form.text('user'), form.text('name')))
}

function deletion(app: Hono<Env>, of: GroupsPages): void {
  app.get(
    `${groupsPath}/delete`,
    of.pages.administrator(async (web, person) => {
      const name = await of.directory.groups.require(web.req.query('name') ?? '')
      const title = `Delete ${name}?`
      return web.html(
        <AdminFrame web={web} person={person} title={title} current={groupsPath}>
          <Head title={title} crumbs={[{ label: 'Groups', href: groupsPath }]} />
          <Lose
            title={name}
            lead="The accounts of its members stay."
            lost={['The group and who is in it', 'Its global permission']}
            action={withQuery(`${groupsPath}/delete`, { name })}
            csrf={csrfToken(web)}
            button={`Delete ${name}`}
            keep={{ href: groupPath(name), label: `Keep ${name}` }}
          />
        </AdminFrame>,
      )
    }),
  )
  app.post(
    `${groupsPath}/delete`,
    of.pages.administrator(async (web, person) => {
      await readForm(web)
      await of.directory.membership.deleteGroup(person, web.req.query('name') ?? '')
      return web.redirect(`${groupsPath}?done=deleted`, 303)
    }),
  )
}
