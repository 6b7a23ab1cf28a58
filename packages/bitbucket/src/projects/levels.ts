import type { Store } from '@postern/kit/store'
import { type Actor, higher, isLevel, type Level } from '../directory/index.ts'
import type { Project, Repository } from './project.ts'
import type { ContentTables } from './tables.ts'
import { administersAll, within } from './visible.ts'

/** A project, or one repository of it. */
export interface Place {
  readonly project: Project
  readonly repository?: Repository | undefined
}

export const knownLevel = (text: string): Level => {
  if (!isLevel(text)) throw new Error(`the store holds a level that is none: ${text}`)
  return text
}

/** What a caller may do with a place: the highest of what is public, what everybody may, and what was granted. */
export function levelsOf(store: Store) {
  const tables = () => store.tables<ContentTables>()
  const granted = async (user: number, { project, repository }: Place): Promise<Level | undefined> => {
    const rows = await tables()
      .selectFrom('grants')
      .select('level')
      .where('project_id', '=', project.id)
      .where((of) =>
        of.or([
          of('repository_id', 'is', null),
          ...(repository ? [of('repository_id', '=', repository.id)] : []),
        ]),
      )
      .where((of) =>
        of.or([
          of('user_id', '=', user),
          of('group_key', 'in', of.selectFrom('memberships').select('group_key').where('user_id', '=', user)),
        ]),
      )
      .execute()
    return rows.map((row) => knownLevel(row.level)).reduce<Level | undefined>(higher, undefined)
  }
  return async (actor: Actor | undefined, place: Place): Promise<Level | undefined> => {
    const { project, repository } = place
    const open: Level | undefined = project.public || repository?.public ? 'READ' : undefined
    if (!actor) return open
    const kind = repository ? 'repositories' : 'projects'
    const only = actor.reach?.only
    if (only) return higher(open, isIn(place, only) ? actor.reach?.[kind] : undefined)
    const own = administersAll(actor)
      ? 'ADMIN'
      : higher(await granted(actor.user.id, place), project.defaultLevel)
    return higher(open, within(actor, kind, own))
  }
}

function isIn({ project, repository }: Place, only: { project: number; repository?: number | undefined }) {
  return project.id === only.project && (only.repository === undefined || repository?.id === only.repository)
}

export type Levels = ReturnType<typeof levelsOf>
