import { csrfToken, readForm } from '@postern/kit/form'
import { Button, Lose, Part, Row, Stack } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Problem } from '@postern/saml/problem'
import { Hono } from 'hono'
import { reaches } from '../directory/index.ts'
import { attempt, fieldErrors, shownRange } from '../frame/index.ts'
import {
  changesOf,
  createBranch,
  defaultBranch,
  deleteBranch,
  findRef,
  gitProblem,
  list,
  log,
  patchOf,
  type Revision,
  refs,
  resolve,
  typeOf,
} from '../git/index.ts'
import type { Person } from '../person/index.ts'
import { cloneUrl, contentInvalid, type Entered, type Repository } from '../projects/index.ts'
import { BranchesPage, type BranchesProps } from './branches-page.tsx'
import { DirectoryPage, EmptyRepository, ShownFile, Trail } from './browse-page.tsx'
import { CommitPage, CommitsPage } from './commits-page.tsx'
import { sendArchive, sendRaw } from './download.ts'
import { RepositoryFrame, type RepositoryFrameProps } from './frame.tsx'
import { isMarkdown, readmeOf } from './markup.ts'
import { pathsOf, shortName } from './paths.ts'
import { isBranchName } from './repository.ts'
import { type RepositoryPages, repositoryRoute } from './routes.tsx'
import { shownFile } from './shown.ts'

interface Here {
  readonly web: Web
  readonly person: Person
  readonly repository: Repository
  readonly folder: string
  readonly level: Entered['level']
}

type Shown = Omit<RepositoryFrameProps, 'web' | 'person' | 'repository' | 'level'>

/** What is in a repository: files, commits, branches. */
export function contentRoutes(of: RepositoryPages): Hono<Env> {
  const app = new Hono<Env>()
  const { pages, repositories, access } = of
  const on = (
    method: 'get' | 'post',
    path: string,
    needed: 'READ' | 'WRITE',
    page: (here: Here) => Promise<Response>,
  ) =>
    app[method](
      `${repositoryRoute}${path}`,
      pages.signedIn(async (web, person) => {
        const [key, slug] = [web.req.param('key') ?? '', web.req.param('slug') ?? '']
        const { place, level } = await access.repository(person, key, slug, needed)
        const { repository } = place
        return page({ web, person, repository, level, folder: repositories.folderOf(repository) })
      }),
    )
  on('get', '', 'READ', async ({ web, repository }) => web.redirect(pathsOf(repository).browse(), 302))
  on('get', '/browse', 'READ', browse)
  on('get', '/browse/:path{.+}', 'READ', browse)
  on('get', '/raw/:path{.+}', 'READ', async ({ web, folder }) => {
    const { commit } = await resolve(folder, web.req.query('at'))
    return sendRaw(web, folder, commit, pathIn(web))
  })
  on('get', '/archive', 'READ', ({ web, repository, folder }) => sendArchive(web, repository, folder))
  on('get', '/commits', 'READ', commits)
  on('get', '/commits/:commit{[0-9a-f]{4,64}}', 'READ', commit)
  on('get', '/branches', 'READ', (here) => branches(here))
  on('post', '/branches', 'WRITE', create)
  on('get', '/branches/delete', 'WRITE', askRemoval)
  on('post', '/branches/delete', 'WRITE', remove)
  return app
}

const show = (here: Here, shown: Shown, status: 200 | 400 = 200) => {
  const { web, person, repository, level } = here
  return web.html(
    <RepositoryFrame web={web} person={person} repository={repository} level={level} {...shown} />,
    status,
  )
}

/** Hono has undone the percent-encoding of each part. */
const pathIn = (web: Web): string => (web.req.param('path') ?? '').replace(/\/+$/, '')

const nameOf = (revision: Revision) => revision.ref?.id ?? revision.commit

const mostNames = 200

async function namesIn(folder: string): Promise<readonly string[]> {
  const [heads, tags] = [
    await refs(folder, 'heads', { order: 'MODIFICATION' }),
    await refs(folder, 'tags', { order: 'MODIFICATION' }),
  ]
  return [...heads, ...tags].slice(0, mostNames).map(({ id }) => id)
}

async function browse(here: Here): Promise<Response> {
  const { web, repository, folder, level } = here
  const asked = web.req.query('at')
  const revision = await revisionOf(folder, asked)
  const done = web.req.query('done') === 'created' ? 'The repository was created.' : undefined
  const clone = cloneUrl(repository, web.var.world.settings.publicUrl)
  if (!revision) {
    const branch = shortName(await defaultBranch(folder))
    const children = <EmptyRepository url={clone} branch={branch} mayPush={reaches(level, 'WRITE')} />
    return show(here, { tab: 'Source', done, children })
  }
  const [path, at] = [pathIn(web), nameOf(revision)]
  const title = path || undefined
  if (path !== '' && (await typeOf(folder, revision.commit, path)) === 'FILE') {
    return show(here, { tab: 'Source', title, children: await file(here, revision, path) })
  }
  const entries = await list(folder, revision.commit, path)
  const readme = readmeOf(entries.filter(({ type }) => type === 'FILE').map(({ name }) => name))
  const inside = (name: string) => (path === '' ? name : `${path}/${name}`)
  const shown =
    readme && (await shownFile({ repository, folder, at, commit: revision.commit, path: inside(readme) }))
  const children = (
    <DirectoryPage
      repository={repository}
      at={at}
      names={await namesIn(folder)}
      path={path}
      entries={entries}
      readme={readme && shown ? { name: readme, shown } : undefined}
      clone={clone}
    />
  )
  return show(here, { tab: 'Source', title, done, children })
}

/** Undefined while nothing was pushed, which is no fault of who looks. */
async function revisionOf(folder: string, at: string | undefined): Promise<Revision | undefined> {
  try {
    return await resolve(folder, at)
  } catch (error) {
    if (error instanceof Problem && error.code === 'repository-empty') return undefined
    throw error
  }
}

async function file({ repository, folder }: Here, revision: Revision, path: string) {
  const at = nameOf(revision)
  const paths = pathsOf(repository, at)
  const shown = await shownFile({ repository, folder, at, commit: revision.commit, path })
  const name = path.split('/').at(-1) ?? path
  return (
    <Stack gap="wide">
      <Trail repository={repository} at={at} path={path} />
      <Part title={name} id="file">
        <Row>
          <Button small href={paths.raw(path)}>
            Open raw
          </Button>
          {isMarkdown(name) && <span class="small">Shown as Markdown.</span>}
        </Row>
        <ShownFile shown={shown} label={`The text of ${name}`} />
      </Part>
    </Stack>
  )
}

async function commits(here: Here): Promise<Response> {
  const { web, repository, folder } = here
  const revision = await revisionOf(folder, web.req.query('until'))
  const { start, limit } = shownRange(web)
  const found = revision ? await log(folder, { until: revision.commit, start, limit }) : []
  const at = revision ? nameOf(revision) : await defaultBranch(folder)
  const children = (
    <CommitsPage
      repository={repository}
      at={at}
      names={await namesIn(folder)}
      commits={found}
      start={start}
      limit={limit}
    />
  )
  return show(here, { tab: 'Commits', title: 'Commits', children })
}

async function commit(here: Here): Promise<Response> {
  const { web, repository, folder } = here
  const asked = web.req.param('commit') ?? ''
  const { commit: id } = await resolve(folder, asked)
  const [found] = await log(folder, { until: id, start: 0, limit: 1 })
  if (!found) throw gitProblem('ref-missing', { at: asked })
  const children = (
    <CommitPage
      repository={repository}
      commit={found}
      changes={await changesOf(folder, id)}
      patch={await patchOf(folder, id)}
    />
  )
  return show(here, { tab: 'Commits', title: id.slice(0, 11), children })
}

const doneWords: Readonly<Record<string, string>> = {
  created: 'The branch was created.',
  deleted: 'The branch was deleted.',
}

async function branches(here: Here, returned?: Pick<BranchesProps, 'typed' | 'errors'>): Promise<Response> {
  const { web, repository, folder, level } = here
  const filter = web.req.query('filter') ?? ''
  const head = await defaultBranch(folder)
  const { typed, errors } = returned ?? { typed: { name: '', from: shortName(head) }, errors: [] }
  const children = (
    <BranchesPage
      csrf={csrfToken(web)}
      repository={repository}
      branches={await refs(folder, 'heads', { text: filter, order: 'MODIFICATION' })}
      defaultBranch={head}
      filter={filter}
      {...shownRange(web)}
      mayWrite={reaches(level, 'WRITE') && !repository.archived}
      typed={typed}
      errors={errors}
    />
  )
  const done = doneWords[web.req.query('done') ?? '']
  return show(here, { tab: 'Branches', title: 'Branches', done, children }, returned ? 400 : 200)
}

async function create(here: Here): Promise<Response> {
  const { web, repository, folder } = here
  const form = await readForm(web)
  const typed = { name: form.text('name').trim(), from: form.text('startPoint').trim() }
  const problem = await attempt(async () => {
    if (!isBranchName(typed.name)) {
      const message = 'Branch name should be one that git allows, such as feature/one.'
      throw contentInvalid([{ field: 'name', message }])
    }
    await createBranch(folder, typed.name, typed.from)
  })
  if (!problem) return web.redirect(`${pathsOf(repository).branches}?done=created`, 303)
  const otherwise = problem.code === 'branch-exists' ? 'name' : 'startPoint'
  return branches(here, { typed, errors: fieldErrors(problem, otherwise) })
}

/** Asked first: commits that only this branch leads to are lost with it. */
async function askRemoval(here: Here): Promise<Response> {
  const { web, repository, folder } = here
  const name = web.req.query('name') ?? ''
  const ref = await findRef(folder, `refs/heads/${name}`)
  if (!ref) throw gitProblem('ref-missing', { at: name })
  const { branches: path } = pathsOf(repository)
  const title = `Delete the branch ${name}?`
  const children = (
    <Lose
      title={title}
      lost={[`Commits of ${name} that no other branch or tag holds`]}
      action={`${path}/delete?name=${encodeURIComponent(name)}`}
      csrf={csrfToken(web)}
      button={`Delete ${name}`}
      keep={{ href: path, label: `Keep ${name}` }}
    />
  )
  return show(here, { tab: 'Branches', title, children })
}

async function remove({ web, repository, folder }: Here): Promise<Response> {
  await readForm(web)
  const name = web.req.query('name') ?? ''
  if (`refs/heads/${name}` === (await defaultBranch(folder))) throw gitProblem('branch-default', { name })
  await deleteBranch(folder, name)
  return web.redirect(`${pathsOf(repository).branches}?done=deleted`, 303)
}
