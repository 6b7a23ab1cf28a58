import type { Store } from '@postern/kit/store'
import { sql } from 'kysely'
import { type By, type Change, changesOf, type Facts, record } from '../audit/index.ts'
import {
  type Actor,
  type Author,
  anywhere,
  fold,
  isLevel,
  type Level,
  nextNumber,
  type PageOf,
  pageOf,
  type Range,
} from '../directory/index.ts'
import { affectedPlace } from './affected.ts'
import { contentInvalid, contentProblem } from './problems.ts'
import { type Project, type ProjectValues, projectFaults } from './project.ts'
import type { ContentTables } from './tables.ts'
import { projectsWith } from './visible.ts'

type Row = ContentTables['projects']

export const projectOf = (row: Row): Project => ({
  id: row.id,
  key: row.key,
  name: row.name,
  description: row.description,
  public: row.public === 1,
  defaultLevel: row.default_level !== null && isLevel(row.default_level) ? row.default_level : undefined,
})

const columns = (values: ProjectValues) => ({
  key: values.key.toUpperCase(),
  name: values.name,
  name_key: fold(values.name),
  description: values.description,
  public: values.public ? 1 : 0,
})

export interface ProjectFilter {
  readonly text?: string | undefined
  /** What the caller must be able to do with it. */
  readonly level: Level
}

/** The projects. Values are judged here; who may change them is for the caller to ask (`levelsOf`). */
export function projects(store: Store) {
  const tables = (of: Store = store) => of.tables<ContentTables>()
  const find = async (key: string): Promise<Project | undefined> => {
    const row = await tables()
      .selectFrom('projects')
      .selectAll()
      .where('key', '=', key.toUpperCase())
      .executeTakeFirst()
    return row && projectOf(row)
  }
  const judge = async (values: ProjectValues, own?: number): Promise<void> => {
    const faults = projectFaults(values)
    if (faults.length > 0) throw contentInvalid(faults)
    const taken = (column: 'key' | 'name_key', value: string) =>
      tables().selectFrom('projects').select('id').where(column, '=', value).executeTakeFirst()
    const exists = (field: string, message: string) =>
      contentProblem('project-exists', { fields: [field], messages: [message] })
    const [byKey, byName] = [
      await taken('key', values.key.toUpperCase()),
      await taken('name_key', fold(values.name)),
    ]
    if (byKey && byKey.id !== own) throw exists('key', 'This project key is already in use.')
    if (byName && byName.id !== own) throw exists('name', 'This project name is already in use.')
  }
  return {
    find,
    async list(
      actor: Actor | undefined,
      { text, level }: ProjectFilter,
      range: Range,
    ): Promise<PageOf<Project>> {
      let query = tables().selectFrom('projects').selectAll().where(projectsWith(actor, level))
      if (text) query = query.where(sql<boolean>`projects.name_key like ${anywhere(text)} escape '\\'`)
      const rows = await query
        .orderBy('projects.name_key')
        .limit(range.limit + 1)
        .offset(range.start)
        .execute()
      return pageOf(rows.map(projectOf), range)
    },
    /** The project, which its maker administers from the start. Problems `content-invalid`, `project-exists`. */
    async create(author: Author, values: ProjectValues): Promise<Project> {
      await judge(values)
      return store.transaction(async (inner) => {
        const id = await nextNumber(inner, 'projects')
        const row: Row = { id, ...columns(values), default_level: null, created_at: author.from.now }
        await tables(inner).insertInto('projects').values(row).execute()
        const grant = { project_id: id, repository_id: null, user_id: author.user.id, group_key: null }
        await tables(inner)
          .insertInto('grants')
          .values({ key: `project:${id} user:${author.user.id}`, level: 'ADMIN', ...grant })
          .execute()
        const made = projectOf(row)
        await tell(inner, author, 'Project created', made, changesOf({}, factsOf(made)))
        return made
      })
    },
    async update(by: By, project: Project, values: ProjectValues): Promise<Project> {
      await judge(values, project.id)
      const changed = { ...project, ...values, key: values.key.toUpperCase() }
      const changes = changesOf(factsOf(project), factsOf(changed))
      await store.transaction(async (inner) => {
        await tables(inner)
          .updateTable('projects')
          .set(columns(values))
          .where('id', '=', project.id)
          .execute()
        await tell(inner, by, 'Project changed', project, changes)
      })
      return changed
    },
    delete: (by: By, project: Project): Promise<void> =>
      store.transaction(async (inner) => {
        const inside = await tables(inner)
          .selectFrom('repositories')
          .select('id')
          .where('project_id', '=', project.id)
          .executeTakeFirst()
        if (inside) throw contentProblem('project-not-empty', { key: project.key })
        await tables(inner).deleteFrom('projects').where('id', '=', project.id).execute()
        await tell(inner, by, 'Project deleted', project)
      }),
    /** Whether the caller is told of it at all. */
    async isVisible(actor: Actor | undefined, project: Project): Promise<boolean> {
      const row = await tables()
        .selectFrom('projects')
        .select('projects.id')
        .where('projects.id', '=', project.id)
        .where(projectsWith(actor, 'READ'))
        .executeTakeFirst()
      return row !== undefined
    },
  }
}

const factsOf = ({ key, name, description, public: open }: Project): Facts => ({
  Key: key,
  Name: name,
  Description: description,
  Public: open,
})

const tell = (inner: Store, by: By, summary: string, project: Project, changes?: readonly Change[]) =>
  record(inner, by, {
    category: 'Projects',
    summary,
    affected: [affectedPlace({ project })],
    changes,
  })

export type Projects = ReturnType<typeof projects>
