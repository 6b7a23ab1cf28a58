import { csrfToken, type Form, readForm } from '@postern/kit/form'
import { Button, Danger, Lose } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { includes } from '../directory/index.ts'
import { attempt, fieldErrors, HostFrame, shownRange } from '../frame/index.ts'
import type { Pages, Person } from '../person/index.ts'
import type { ContentAccess } from './access.ts'
import { CreateProject } from './create-page.tsx'
import { ProjectForm } from './form.tsx'
import { ProjectFrame } from './frame.tsx'
import type { ContentGrants } from './grants.ts'
import { ProjectsList } from './list-page.tsx'
import { projectPath, projectsPath } from './paths.ts'
import { permissionPages } from './permissions-routes.tsx'
import { contentProblem } from './problems.ts'
import type { ProjectValues } from './project.ts'
import type { Projects } from './store.ts'

export interface ProjectPages {
  readonly pages: Pages
  readonly projects: Projects
  readonly access: ContentAccess
  readonly grants: ContentGrants
}

const nothing: ProjectValues = { key: '', name: '', description: '', public: false }

/** *Projects*: the list, making one, its settings and permissions. Its own page shows repositories: `repositories/`. */
export function projectsRoutes(of: ProjectPages): Hono<Env> {
  const app = new Hono<Env>()
  listAndCreate(app, of)
  settings(app, of)
  deletion(app, of)
  permissionPages(app, {
    ...of,
    route: `${projectsPath}/:key/permissions`,
    ofProject: true,
    pathOf: ({ project }) => `${projectPath(project.key)}/permissions`,
    placeOf: async (web, person) => (await of.access.project(person, keyOf(web), 'ADMIN')).place,
    frame: ({ web, person, place, done, children }) =>
      web.html(
        <ProjectFrame
          web={web}
          person={person}
          project={place.project}
          level="ADMIN"
          tab="/permissions"
          done={done}
        >
          {children as Child}
        </ProjectFrame>,
      ),
  })
  return app
}

const keyOf = (web: Web) => web.req.param('key') ?? ''

const valuesIn = (form: Form): ProjectValues => ({
  key: form.text('key').trim(),
  name: form.text('name').trim(),
  description: form.text('description').trim(),
  public: form.text('public') === 'yes',
})

function listAndCreate(app: Hono<Env>, { pages, projects }: ProjectPages): void {
  const mayCreate = (person: Person) => includes(person.permission, 'PROJECT_CREATE')
  const requireCreator = (person: Person) => {
    if (!mayCreate(person)) throw contentProblem('content-refused', { permission: 'Project Creator' })
  }
  app.get(
    projectsPath,
    pages.signedIn(async (web, person) => {
      if (web.req.query('create') !== undefined) {
        requireCreator(person)
        return web.html(<CreateProject web={web} person={person} values={nothing} errors={[]} />)
      }
      const filter = web.req.query('name') ?? ''
      const found = await projects.list(person, { text: filter, level: 'READ' }, shownRange(web))
      const done = web.req.query('done') === 'deleted' ? 'The project was deleted.' : undefined
      return web.html(
        <HostFrame web={web} person={person} title="Projects" current={projectsPath} done={done}>
          <ProjectsList found={found} filter={filter} mayCreate={mayCreate(person)} />
        </HostFrame>,
      )
    }),
  )
  app.post(
    projectsPath,
    pages.signedIn(async (web, person) => {
      requireCreator(person)
      const values = valuesIn(await readForm(web))
      const problem = await attempt(() => projects.create(person, values))
      if (!problem) return web.redirect(`${projectPath(values.key.toUpperCase())}?done=created`, 303)
      const errors = fieldErrors(problem, 'name')
      return web.html(<CreateProject web={web} person={person} values={values} errors={errors} />, 400)
    }),
  )
}

function settings(app: Hono<Env>, { pages, projects, access }: ProjectPages): void {
  const route = `${projectsPath}/:key/settings`
  const show = async (web: Web, person: Person, returned?: Parameters<typeof SettingsOf>[0]['returned']) => {
    const { place, level } = await access.project(person, keyOf(web), 'ADMIN')
    const done = web.req.query('done') === 'saved' ? 'The changes were saved.' : undefined
    return web.html(
      <ProjectFrame web={web} person={person} {...place} level={level} tab="/settings" done={done}>
        <SettingsOf csrf={csrfToken(web)} values={place.project} returned={returned} />
      </ProjectFrame>,
      returned ? 400 : 200,
    )
  }
  app.get(
    route,
    pages.signedIn((web, person) => show(web, person)),
  )
  app.post(
    route,
    pages.signedIn(async (web, person) => {
      const { project } = (await access.project(person, keyOf(web), 'ADMIN')).place
      const values = valuesIn(await readForm(web))
      const problem = await attempt(() => projects.update(person, project, values))
      if (problem) return show(web, person, { values, errors: fieldErrors(problem, 'name') })
      return web.redirect(`${projectPath(values.key.toUpperCase())}/settings?done=saved`, 303)
    }),
  )
}

function SettingsOf(props: {
  csrf: string
  values: ProjectValues
  returned?: { values: ProjectValues; errors: ReturnType<typeof fieldErrors> } | undefined
}) {
  const path = projectPath(props.values.key)
  return (
    <>
      <ProjectForm
        action={`${path}/settings`}
        csrf={props.csrf}
        values={props.returned?.values ?? props.values}
        errors={props.returned?.errors ?? []}
        button="Save changes"
        cancel={path}
      />
      <Danger
        title={`Delete ${props.values.name}`}
        action={
          <Button kind="danger" href={`${path}/delete`}>
            Delete project
          </Button>
        }
      >
        Only a project without repositories can be deleted.
      </Danger>
    </>
  )
}

function deletion(app: Hono<Env>, { pages, projects, access }: ProjectPages): void {
  const route = `${projectsPath}/:key/delete`
  app.get(
    route,
    pages.signedIn(async (web, person) => {
      const { place, level } = await access.project(person, keyOf(web), 'ADMIN')
      const { name, key } = place.project
      return web.html(
        <ProjectFrame
          web={web}
          person={person}
          {...place}
          level={level}
          tab="/settings"
          title={`Delete ${name}?`}
        >
          <Lose
            title={`Delete ${name}?`}
            lost={['The project', 'Its permissions and access tokens']}
            action={`${projectPath(key)}/delete`}
            csrf={csrfToken(web)}
            button={`Delete ${name}`}
            keep={{ href: `${projectPath(key)}/settings`, label: `Keep ${name}` }}
          />
        </ProjectFrame>,
      )
    }),
  )
  app.post(
    route,
    pages.signedIn(async (web, person) => {
      const { project } = (await access.project(person, keyOf(web), 'ADMIN')).place
      await readForm(web)
      await projects.delete(person, project)
      return web.redirect(`${projectsPath}?done=deleted`, 303)
    }),
  )
}
