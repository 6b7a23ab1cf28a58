import type { Store } from '@postern/kit/store'
import { type Kysely, sql } from 'kysely'
import { type By, type Change, changesOf, type Facts, record } from '../audit/index.ts'
import {
  type Actor,
  anywhere,
  fold,
  type Level,
  nextNumber,
  type PageOf,
  pageOf,
  type Range,
} from '../directory/index.ts'
import type { BareRepositories } from '../git/index.ts'
import {
  affectedPlace,
  type ContentTables,
  contentInvalid,
  contentProblem,
  type Project,
  projectOf,
  type Repository,
  repositoriesWith,
} from '../projects/index.ts'
import { type RepositoryValues, repositoryFaults, repositorySlug } from './repository.ts'

export interface RepositoryFilter {
  readonly project?: Project | undefined
  readonly text?: string | undefined
  /** Of the project's name or its key. */
  readonly projectText?: string | undefined
  readonly projectKey?: string | undefined
  readonly public?: boolean | undefined
  /** What the caller must be able to do with it. */
  readonly level: Level
}

/** The repositories: a row each, and a bare repository on disk. Who may change them is for the caller to ask. */
export function repositories(store: Store, bare: BareRepositories) {
  const tables = () => store.tables<ContentTables>()
  const find = async (key: string, slug: string): Promise<Repository | undefined> => {
    const rows = await joined(tables())
      .where('projects.key', '=', key.toUpperCase())
      .where('repositories.slug', '=', slug.toLowerCase())
      .execute()
    return rows.map(repositoryOf)[0]
  }
  const judge = async (project: Project, values: RepositoryValues, own?: number): Promise<void> => {
    const faults = repositoryFaults(values)
    if (faults.length > 0) throw contentInvalid(faults)
    const holder = await find(project.key, repositorySlug(values.name))
    if (holder && holder.id !== own) throw taken()
  }
  return {
    find,
    folderOf: ({ id }: Repository) => bare.folderOf(id),
    async list(
      actor: Actor | undefined,
      filter: RepositoryFilter,
      range: Range,
    ): Promise<PageOf<Repository>> {
      const { project, text, projectText, projectKey } = filter
      let query = joined(tables()).where(repositoriesWith(actor, filter.level))
      if (project) query = query.where('projects.id', '=', project.id)
      if (projectKey) query = query.where('projects.key', '=', projectKey.toUpperCase())
      if (text) query = query.where(sql<boolean>`repositories.name_key like ${anywhere(text)} escape '\\'`)
      if (projectText)
        query = query.where(sql<boolean>`projects.name_key like ${anywhere(projectText)} escape '\\'`)
      if (filter.public !== undefined) {
        const flag = filter.public ? 1 : 0
        const hidden = query.where('repositories.public', '=', 0).where('projects.public', '=', 0)
        query = flag
          ? query.where((of) => of.or([of('repositories.public', '=', 1), of('projects.public', '=', 1)]))
          : hidden
      }
      const rows = await query
        .orderBy('repositories.name_key')
        .orderBy('repositories.id')
        .limit(range.limit + 1)
        .offset(range.start)
        .execute()
      return pageOf(rows.map(repositoryOf), range)
    },
    /** The bare repository first: a row must never name one that is not there. */
    async create(
      by: By,
      project: Project,
      values: RepositoryValues,
      defaultBranch: string,
    ): Promise<Repository> {
      const { now } = by.from
      await judge(project, values)
      const id = await nextNumber(store, 'repositories')
      await bare.create(id, defaultBranch)
      const made = { id, project, ...keptOf(values), archived: false, createdAt: now, pushedAt: undefined }
      if (await insert(store, by, made)) return made
      await bare.delete(id)
      throw taken()
    },
    async update(
      by: By,
      repository: Repository,
      values: RepositoryValues & { archived: boolean },
    ): Promise<Repository> {
      await judge(repository.project, values, repository.id)
      const changed = { ...repository, ...keptOf(values), archived: values.archived }
      await store.transaction(async (inner) => {
        await inner
          .tables<ContentTables>()
          .updateTable('repositories')
          .set({ ...columns(values), archived: values.archived ? 1 : 0 })
          .where('id', '=', repository.id)
          .execute()
        const changes = changesOf(factsOf(repository), factsOf(changed))
        await tell(inner, by, 'Repository changed', repository, changes)
      })
      return changed
    },
    async pushed(repository: Repository, now: number): Promise<void> {
      await tables()
        .updateTable('repositories')
        .set({ pushed_at: now })
        .where('id', '=', repository.id)
        .execute()
    },
    async delete(by: By, repository: Repository): Promise<void> {
      await store.transaction(async (inner) => {
        const tables = inner.tables<ContentTables>()
        await tables.deleteFrom('repositories').where('id', '=', repository.id).execute()
        await tell(inner, by, 'Repository deleted', repository)
      })
      await bare.delete(repository.id)
    },
  }
}

/** False where another one has its address. */
const insert = (store: Store, by: By, repository: Repository): Promise<boolean> =>
  store.transaction(async (inner) => {
    const { id, project, createdAt } = repository
    const row = { id, project_id: project.id, archived: 0, created_at: createdAt, pushed_at: null }
    const made = await inner
      .tables<ContentTables>()
      .insertInto('repositories')
      .values({ ...row, ...columns(repository) })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made) await tell(inner, by, 'Repository created', repository, changesOf({}, factsOf(repository)))
    return made !== undefined
  })

const factsOf = ({ name, description, public: open, forkable, archived }: Repository): Facts => ({
  Name: name,
  Description: description,
  Public: open,
  'May be forked': forkable,
  Archived: archived,
})

const tell = (
  inner: Store,
  by: By,
  summary: string,
  repository: Repository,
  changes?: readonly Change[],
): Promise<void> =>
  record(inner, by, {
    category: 'Repositories',
    summary,
    affected: [affectedPlace({ project: repository.project, repository })],
    changes,
  })

const taken = () =>
  contentProblem('repository-exists', {
    fields: ['name'],
    messages: ['This repository URL is already taken.'],
  })

const columns = (values: RepositoryValues) => ({
  slug: repositorySlug(values.name),
  name: values.name,
  name_key: fold(values.name),
  description: values.description,
  public: values.public ? 1 : 0,
  forkable: values.forkable ? 1 : 0,
})

const keptOf = ({ name, description, public: open, forkable }: RepositoryValues) => ({
  name,
  slug: repositorySlug(name),
  description,
  public: open,
  forkable,
})

const joined = (tables: Kysely<ContentTables>) =>
  tables
    .selectFrom('repositories')
    .innerJoin('projects', 'projects.id', 'repositories.project_id')
    .selectAll('repositories')
    .select([
      'projects.key',
      'projects.name as project_name',
      'projects.name_key as project_name_key',
      'projects.description as project_description',
      'projects.public as project_public',
      'projects.default_level',
      'projects.created_at as project_created_at',
    ])

type Joined = Awaited<ReturnType<ReturnType<typeof joined>['execute']>>[number]

const repositoryOf = (row: Joined): Repository => ({
  id: row.id,
  project: projectOf({
    id: row.project_id,
    key: row.key,
    name: row.project_name,
    name_key: row.project_name_key,
    description: row.project_description,
    public: row.project_public,
    default_level: row.default_level,
    created_at: row.project_created_at,
  }),
  slug: row.slug,
  name: row.name,
  description: row.description,
  public: row.public === 1,
  forkable: row.forkable === 1,
  archived: row.archived === 1,
  createdAt: row.created_at,
  pushedAt: row.pushed_at ?? undefined,
})

export type Repositories = ReturnType<typeof repositories>
