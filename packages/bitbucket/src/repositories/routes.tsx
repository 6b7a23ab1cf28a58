import { csrfToken, type Form, readForm } from '@postern/kit/form'
import { Button, Danger, Head, Lose } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { reaches } from '../directory/index.ts'
import { attempt, fieldErrors, HostFrame, shownRange } from '../frame/index.ts'
import { defaultBranch, setDefaultBranch } from '../git/index.ts'
import type { Pages, Person } from '../person/index.ts'
import {
  type ContentAccess,
  type ContentGrants,
  contentInvalid,
  type Project,
  ProjectFrame,
  permissionPages,
  projectPath,
  projectsPath,
  type Repository,
} from '../projects/index.ts'
import { RepositoryForm, type RepositoryFormProps, type TypedRepository } from './form.tsx'
import { RepositoryFrame } from './frame.tsx'
import { pathsOf, shortName } from './paths.ts'
import { ProjectPage } from './project-page.tsx'
import { isBranchName } from './repository.ts'
import type { Repositories } from './store.ts'

export interface RepositoryPages {
  readonly pages: Pages
  readonly repositories: Repositories
  readonly access: ContentAccess
  readonly grants: ContentGrants
}

const keyOf = (web: Web) => web.req.param('key') ?? ''
const slugOf = (web: Web) => web.req.param('slug') ?? ''
export const repositoryRoute = `${projectsPath}/:key/repos/:slug`

/** The repositories of a project: the list, making one, its settings and permissions. */
export function repositoriesRoutes(of: RepositoryPages): Hono<Env> {
  const app = new Hono<Env>()
  listAndCreate(app, of)
  settings(app, of)
  deletion(app, of)
  permissionPages<{ project: Project; repository: Repository }>(app, {
    ...of,
    route: `${repositoryRoute}/permissions`,
    ofProject: false,
    pathOf: ({ repository }) => pathsOf(repository).permissions,
    placeOf: async (web, person) =>
      (await of.access.repository(person, keyOf(web), slugOf(web), 'ADMIN')).place,
    frame: ({ web, person, place, done, children }) =>
      web.html(
        <RepositoryFrame
          web={web}
          person={person}
          repository={place.repository}
          level="ADMIN"
          tab="Permissions"
          title="Permissions"
          done={done}
        >
          {children as Child}
        </RepositoryFrame>,
      ),
  })
  return app
}

const fresh: TypedRepository = {
  name: '',
  description: '',
  defaultBranch: 'main',
  public: false,
  archived: false,
}

function typedIn(form: Form): TypedRepository {
  return {
    name: form.text('name').trim(),
    description: form.text('description').trim(),
    defaultBranch: form.text('defaultBranch').trim(),
    public: form.text('public') === 'yes',
    archived: form.text('archived') === 'yes',
  }
}

function requireBranchName(name: string): void {
  if (isBranchName(name)) return
  const message = 'Default branch should be a name that git allows for a branch, such as main.'
  throw contentInvalid([{ field: 'defaultBranch', message }])
}

const atFields = { slug: { id: 'name' } } as const

function listAndCreate(app: Hono<Env>, { pages, repositories, access }: RepositoryPages): void {
  app.get(
    `${projectsPath}/:key`,
    pages.signedIn(async (web, person) => {
      const { place, level } = await access.project(person, keyOf(web), 'READ')
      const filter = web.req.query('name') ?? ''
      const found = await repositories.list(
        person,
        { project: place.project, text: filter, level: 'READ' },
        shownRange(web),
      )
      const mayCreate = reaches(level, 'ADMIN')
      const create = (
        <Button kind="primary" href={`${projectPath(place.project.key)}/repos?create`}>
          Create repository
        </Button>
      )
      const words: Readonly<Record<string, string>> = {
        created: 'The project was created.',
        deleted: 'The repository was deleted.',
      }
      return web.html(
        <ProjectFrame
          web={web}
          person={person}
          {...place}
          level={level}
          tab=""
          actions={mayCreate && create}
          done={words[web.req.query('done') ?? '']}
        >
          <ProjectPage {...place} found={found} filter={filter} mayCreate={mayCreate} />
        </ProjectFrame>,
      )
    }),
  )
  const route = `${projectsPath}/:key/repos`
  const show = (
    web: Web,
    person: Person,
    project: Project,
    form: Pick<RepositoryFormProps, 'typed' | 'errors'>,
  ) =>
    web.html(
      <HostFrame web={web} person={person} title="Create repository" current={projectsPath}>
        <Head
          title="Create repository"
          crumbs={[
            { label: 'Projects', href: projectsPath },
            { label: project.name, href: projectPath(project.key) },
          ]}
        />
        <RepositoryForm
          action={`${projectPath(project.key)}/repos`}
          csrf={csrfToken(web)}
          {...form}
          button="Create repository"
          cancel={projectPath(project.key)}
        />
      </HostFrame>,
      form.errors.length > 0 ? 400 : 200,
    )
  app.get(
    route,
    pages.signedIn(async (web, person) => {
      const needed = web.req.query('create') === undefined ? 'READ' : 'ADMIN'
      const { project } = (await access.project(person, keyOf(web), needed)).place
      if (needed === 'READ') return web.redirect(projectPath(project.key), 302)
      return show(web, person, project, { typed: fresh, errors: [] })
    }),
  )
  app.post(
    route,
    pages.signedIn(async (web, person) => {
      const { project } = (await access.project(person, keyOf(web), 'ADMIN')).place
      const typed = typedIn(await readForm(web))
      let made: Repository | undefined
      const problem = await attempt(async () => {
        requireBranchName(typed.defaultBranch)
        made = await repositories.create(person, project, { ...typed, forkable: true }, typed.defaultBranch)
      })
      if (made) return web.redirect(`${pathsOf(made).browse()}?done=created`, 303)
      return show(web, person, project, { typed, errors: fieldErrors(problem, 'name', atFields) })
    }),
  )
}

function settings(app: Hono<Env>, { pages, repositories, access }: RepositoryPages): void {
  const route = `${repositoryRoute}/settings`
  const show = async (
    web: Web,
    person: Person,
    repository: Repository,
    form: Pick<RepositoryFormProps, 'typed' | 'errors'>,
  ) => {
    const paths = pathsOf(repository)
    const done = web.req.query('done') === 'saved' ? 'The changes were saved.' : undefined
    return web.html(
      <RepositoryFrame
        web={web}
        person={person}
        repository={repository}
        level="ADMIN"
        tab="Settings"
        title="Settings"
        done={done}
      >
        <RepositoryForm
          action={paths.settings}
          csrf={csrfToken(web)}
          {...form}
          button="Save changes"
          cancel={paths.browse()}
          existing
        />
        <Danger
          title={`Delete ${repository.name}`}
          action={
            <Button kind="danger" href={`${paths.base}/delete`}>
              Delete repository
            </Button>
          }
        >
          Everything that was pushed to it is lost.
        </Danger>
      </RepositoryFrame>,
      form.errors.length > 0 ? 400 : 200,
    )
  }
  const branchOf = async (repository: Repository) =>
    shortName(await defaultBranch(repositories.folderOf(repository)))
  app.get(
    route,
    pages.signedIn(async (web, person) => {
      const { repository } = (await access.repository(person, keyOf(web), slugOf(web), 'ADMIN')).place
      const typed = { ...repository, defaultBranch: await branchOf(repository) }
      return show(web, person, repository, { typed, errors: [] })
    }),
  )
  app.post(
    route,
    pages.signedIn(async (web, person) => {
      const { repository } = (await access.repository(person, keyOf(web), slugOf(web), 'ADMIN')).place
      const typed = typedIn(await readForm(web))
      let changed: Repository | undefined
      const problem = await attempt(async () => {
        requireBranchName(typed.defaultBranch)
        const values = { ...typed, forkable: repository.forkable }
        changed = await repositories.update(person, repository, values)
        if (typed.defaultBranch !== (await branchOf(repository)))
          await setDefaultBranch(repositories.folderOf(repository), `refs/heads/${typed.defaultBranch}`)
      })
      if (changed) return web.redirect(`${pathsOf(changed).settings}?done=saved`, 303)
      return show(web, person, repository, { typed, errors: fieldErrors(problem, 'name', atFields) })
    }),
  )
}

function deletion(app: Hono<Env>, { pages, repositories, access }: RepositoryPages): void {
  const route = `${repositoryRoute}/delete`
  const placeOf = async (web: Web, person: Person) =>
    (await access.repository(person, keyOf(web), slugOf(web), 'ADMIN')).place
  const show = (web: Web, person: Person, repository: Repository, error?: string) => {
    const { name, slug } = repository
    const paths = pathsOf(repository)
    return web.html(
      <RepositoryFrame
        web={web}
        person={person}
        repository={repository}
        level="ADMIN"
        tab="Settings"
        title={`Delete ${name}?`}
      >
        <Lose
          title={`Delete ${name}?`}
          lead="This cannot be undone. Clones that people have stay as they are."
          lost={['All branches, tags and commits', 'Its permissions and access tokens']}
          action={`${paths.base}/delete`}
          csrf={csrfToken(web)}
          button={`Delete ${name}`}
          keep={{ href: paths.settings, label: `Keep ${name}` }}
          confirm={slug}
          error={error}
        />
      </RepositoryFrame>,
      error ? 400 : 200,
    )
  }
  app.get(
    route,
    pages.signedIn(async (web, person) => show(web, person, (await placeOf(web, person)).repository)),
  )
  app.post(
    route,
    pages.signedIn(async (web, person) => {
      const { repository } = await placeOf(web, person)
      const typed = (await readForm(web)).text('confirm').trim()
      if (typed !== repository.slug)
        return show(web, person, repository, `Type ${repository.slug} to delete it. Nothing was deleted.`)
      await repositories.delete(person, repository)
      return web.redirect(`${projectPath(repository.project.key)}?done=deleted`, 303)
    }),
  )
}
