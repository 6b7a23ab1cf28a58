import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import {
  type Actor,
  includes,
  type Level,
  levels,
  lower,
  type Permission,
  reaches,
} from '../directory/index.ts'
import type { ContentTables } from './tables.ts'

/** What a caller may do everywhere: ADMIN is the administrator of every project, whom only a token holds back. */
export const ownPermission = (actor: Actor): Permission => actor.reach?.own ?? actor.permission

export const administersAll = (actor: Actor): boolean =>
  actor.reach?.only === undefined && includes(ownPermission(actor), 'ADMIN')

const from = (needed: Level) => levels.slice(levels.indexOf(needed))

type Builder = ExpressionBuilder<ContentTables, 'projects' | 'repositories'>

/**
 * The repositories, of a query over `repositories` joined with `projects`, with which the caller may do what `needed` says.
 * One expression for lists and for single ones, so that a list never shows what a look would refuse.
 */
export function repositoriesWith(actor: Actor | undefined, needed: Level) {
  return (of: Builder): Expression<SqlBool> => {
    const open = needed === 'READ' ? [of('repositories.public', '=', 1), of('projects.public', '=', 1)] : []
    if (!actor || !reaches(actor.reach ? actor.reach.repositories : 'ADMIN', needed)) return anyOf(of, open)
    const only = actor.reach?.only
    if (only) {
      const inside = of('repositories.project_id', '=', only.project)
      const own = only.repository === undefined ? inside : of('repositories.id', '=', only.repository)
      return anyOf(of, [...open, own])
    }
    if (administersAll(actor)) return sql<SqlBool>`1 = 1`
    const granted = grantsOf(of, actor, needed).where((eb) =>
      eb.or([
        eb('grants.repository_id', 'is', null),
        eb('grants.repository_id', '=', eb.ref('repositories.id')),
      ]),
    )
    return anyOf(of, [...open, of('projects.default_level', 'in', from(needed)), of.exists(granted)])
  }
}

/** The projects of a query over `projects`, likewise; one is also seen by whoever may read a repository in it. */
export function projectsWith(actor: Actor | undefined, needed: Level) {
  return (builder: ExpressionBuilder<ContentTables, 'projects'>): Expression<SqlBool> => {
    const of = builder as unknown as Builder
    const seen = needed === 'READ'
    const inside = builder
      .selectFrom('repositories')
      .select('repositories.id')
      .whereRef('repositories.project_id', '=', 'projects.id')
      .where((eb) => repositoriesWith(actor, 'READ')(eb as unknown as Builder))
    const open = seen ? [of('projects.public', '=', 1), of.exists(inside)] : []
    if (!actor || !reaches(actor.reach ? actor.reach.projects : 'ADMIN', needed)) return anyOf(of, open)
    const only = actor.reach?.only
    if (only) {
      const own = of('projects.id', '=', only.project)
      return anyOf(of, only.repository === undefined || seen ? [...open, own] : open)
    }
    if (administersAll(actor)) return sql<SqlBool>`1 = 1`
    const granted = grantsOf(of, actor, needed).where('grants.repository_id', 'is', null)
    return anyOf(of, [...open, of('projects.default_level', 'in', from(needed)), of.exists(granted)])
  }
}

const anyOf = (of: Builder, ways: readonly Expression<SqlBool>[]): Expression<SqlBool> =>
  ways.length === 0 ? sql<SqlBool>`1 = 0` : of.or(ways)

const grantsOf = (of: Builder, actor: Actor, needed: Level) =>
  of
    .selectFrom('grants')
    .select('grants.key')
    .whereRef('grants.project_id', '=', 'projects.id')
    .where('grants.level', 'in', from(needed))
    .where((eb) =>
      eb.or([
        eb('grants.user_id', '=', actor.user.id),
        eb(
          'grants.group_key',
          'in',
          eb.selectFrom('memberships').select('group_key').where('user_id', '=', actor.user.id),
        ),
      ]),
    )

/** A level within what a token carries. */
export const within = (actor: Actor, kind: 'projects' | 'repositories', level: Level | undefined) =>
  actor.reach ? lower(level, actor.reach[kind]) : level
