import type { Store } from '@postern/kit/store'
import { sql } from 'kysely'
import { type Affected, type By, changesOf, record } from '../audit/index.ts'
import {
  type Author,
  anywhere,
  type DirectoryTables,
  directory,
  fold,
  type Level,
  type PageOf,
  pageOf,
  type Range,
  reaches,
  type User,
  userOf,
} from '../directory/index.ts'
import { affectedPlace } from './affected.ts'
import { knownLevel, levelsOf, type Place } from './levels.ts'
import { contentProblem } from './problems.ts'
import type { Project } from './project.ts'
import type { ContentTables } from './tables.ts'

export type Grantee = { readonly user: string } | { readonly group: string }

/** Who was granted what on a project or a repository, changed by an actor. All names of one change, or none. */
export function contentGrants(store: Store) {
  const tables = (of: Store = store) => of.tables<ContentTables & DirectoryTables>()
  const set = async (inner: Store, by: By, place: Place, to: Grantee, level: Level | undefined) => {
    const { users, groups } = directory(inner)
    const user = 'user' in to ? await users.require(to.user) : undefined
    const named = 'group' in to ? await groups.require(to.group) : undefined
    const group = named === undefined ? undefined : fold(named)
    const key = `${placeKey(place)} ${user ? `user:${user.id}` : `group:${group}`}`
    const held = tables(inner).selectFrom('grants').select('level').where('key', '=', key)
    const before = (await held.executeTakeFirst())?.level
    const whom: Affected = user ? { kind: 'User', name: user.name } : { kind: 'Group', name: named ?? '' }
    await tell(inner, by, place, [whom], before, level)
    if (!level) return void (await tables(inner).deleteFrom('grants').where('key', '=', key).execute())
    await tables(inner)
      .insertInto('grants')
      .values({
        key,
        level,
        project_id: place.project.id,
        repository_id: place.repository?.id ?? null,
        user_id: user?.id ?? null,
        group_key: group ?? null,
      })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ level }))
      .execute()
  }
  const on = (place: Place) => {
    const rows = tables().selectFrom('grants').where('grants.project_id', '=', place.project.id)
    return place.repository
      ? rows.where('grants.repository_id', '=', place.repository.id)
      : rows.where('grants.repository_id', 'is', null)
  }
  return {
    /** Without a level, takes what was granted away. Who administers it by that alone cannot lock himself out. */
    change: (author: Author, place: Place, to: readonly Grantee[], level: Level | undefined): Promise<void> =>
      store.transaction(async (inner) => {
        for (const one of to) await set(inner, author, place, one, level)
        if (!reaches(await levelsOf(inner)(author, place), 'ADMIN')) throw contentProblem('own-level', {})
      }),
    /** What every licensed user may do; not judged, since no one is shut out by it who was granted something. */
    setDefault: (by: By, project: Project, level: Level | undefined): Promise<void> =>
      store.transaction(async (inner) => {
        await tables(inner)
          .updateTable('projects')
          .set({ default_level: level ?? null })
          .where('id', '=', project.id)
          .execute()
        await tell(inner, by, { project }, [], project.defaultLevel, level)
      }),
    async users(place: Place, text: string | undefined, range: Range): Promise<PageOf<Granted<User>>> {
      let query = on(place)
        .innerJoin('users', 'users.id', 'grants.user_id')
        .selectAll('users')
        .select('grants.level as level')
      if (text) query = query.where(sql<boolean>`search like ${anywhere(text)} escape '\\'`)
      const rows = await query
        .orderBy('users.name_key')
        .limit(range.limit + 1)
        .offset(range.start)
        .execute()
      return pageOf(
        rows.map((row) => ({ to: userOf(row), level: knownLevel(row.level) })),
        range,
      )
    },
    async groups(place: Place, text: string | undefined, range: Range): Promise<PageOf<Granted<string>>> {
      let query = on(place)
        .innerJoin('groups', 'groups.name_key', 'grants.group_key')
        .select(['groups.name as name', 'grants.level as level'])
      if (text) query = query.where(sql<boolean>`groups.name_key like ${anywhere(text)} escape '\\'`)
      const rows = await query
        .orderBy('groups.name_key')
        .limit(range.limit + 1)
        .offset(range.start)
        .execute()
      return pageOf(
        rows.map((row) => ({ to: row.name, level: knownLevel(row.level) })),
        range,
      )
    },
  }
}

export interface Granted<T> {
  readonly to: T
  readonly level: Level
}

/** `whom` is empty for everybody who may log in. */
function tell(
  inner: Store,
  by: By,
  place: Place,
  whom: readonly Affected[],
  before: string | undefined,
  after: string | undefined,
): Promise<void> {
  const label = whom.length === 0 ? 'Default permission' : 'Permission'
  return record(inner, by, {
    category: 'Permissions',
    summary: `${place.repository ? 'Repository' : 'Project'} permission ${after ? 'granted' : 'removed'}`,
    affected: [...whom, affectedPlace(place)],
    changes: changesOf({ [label]: before }, { [label]: after }),
  })
}

const placeKey = ({ project, repository }: Place) =>
  repository ? `repository:${repository.id}` : `project:${project.id}`

export type ContentGrants = ReturnType<typeof contentGrants>
