import { type Actor, type Level, reaches } from '../directory/index.ts'
import type { Levels, Place } from './levels.ts'
import { contentProblem } from './problems.ts'
import type { Project, Repository } from './project.ts'
import type { Projects } from './store.ts'

export interface Content {
  readonly projects: Projects
  readonly findRepository: (key: string, slug: string) => Promise<Repository | undefined>
  readonly levels: Levels
}

/** A place that a caller may enter, and how far. */
export interface Entered<P extends Place = Place> {
  readonly place: P
  readonly level: Level | undefined
}

/**
 * Finds what a caller asked for, and throws unless the caller may do what is `needed`. As in Bitbucket, what exists but may
 * not be seen is refused, not denied (bitbucket.md 2.0).
 */
export function contentAccess({ projects, findRepository, levels }: Content) {
  const project = async (
    actor: Actor | undefined,
    key: string,
    needed: Level,
  ): Promise<Entered<{ project: Project }>> => {
    const found = await projects.find(key)
    if (!found) throw contentProblem('project-missing', { key })
    const place = { project: found }
    const level = await levels(actor, place)
    const enough = reaches(level, needed) || (needed === 'READ' && (await projects.isVisible(actor, found)))
    if (!enough) throw contentProblem('content-refused', { permission: `PROJECT_${needed}` })
    return { place, level }
  }
  const repository = async (
    actor: Actor | undefined,
    key: string,
    slug: string,
    needed: Level,
  ): Promise<Entered<{ project: Project; repository: Repository }>> => {
    const found = await findRepository(key, slug)
    if (!found) {
      if (!(await projects.find(key))) throw contentProblem('project-missing', { key })
      throw contentProblem('repository-missing', { key, slug })
    }
    const place = { project: found.project, repository: found }
    const level = await levels(actor, place)
    if (!reaches(level, needed)) throw contentProblem('content-refused', { permission: `REPO_${needed}` })
    return { place, level }
  }
  return { project, repository }
}

export type ContentAccess = ReturnType<typeof contentAccess>
