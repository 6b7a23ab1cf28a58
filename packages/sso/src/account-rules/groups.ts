import { type Claims, claimNames, valuesOf } from './person.ts'
import type { AccountRules, GroupRules } from './rules.ts'

/** What an answer says about the groups of a person. */
export type SentGroups =
  | { readonly said: 'groups'; readonly groups: readonly string[] }
  /** Too many for an answer: the identity provider sent a link in place of them (entra.md 1.7). */
  | { readonly said: 'too-many' }
  | { readonly said: 'nothing' }

export function sentGroups(identity: Claims, { mapping, groups }: AccountRules): SentGroups {
  const sent = valuesOf(identity, mapping.groups || claimNames.groups)
  if (sent.length > 0) return { said: 'groups', groups: sent }
  if (valuesOf(identity, claimNames.groupsLink).length > 0) return { said: 'too-many' }
  return groups.absentMeansNone ? { said: 'groups', groups: [] } : { said: 'nothing' }
}

export interface GroupChanges {
  readonly join: readonly string[]
  readonly leave: readonly string[]
}

/**
 * What is to be done so that the person is in the right ones of the managed groups. `everybody` are groups that all people get:
 * nobody is taken out of them. A group that is not managed is never named (features.md, pain 7).
 */
export function groupChanges(of: {
  readonly sent: readonly string[]
  /** Of the person, at the application. */
  readonly current: readonly string[]
  readonly rules: GroupRules
  readonly everybody: readonly string[]
}): GroupChanges {
  const sent = new Set(of.sent.map(fold))
  const current = new Set(of.current.map(fold))
  const everybody = new Set(of.everybody.map(fold))
  const wanted = new Map<string, { readonly name: string; readonly in: boolean }>()
  for (const { from, to } of of.rules.managed) {
    const before = wanted.get(fold(to))
    wanted.set(fold(to), { name: before?.name ?? to, in: before?.in === true || sent.has(fold(from)) })
  }
  const all = [...wanted.entries()]
  return {
    join: all.filter(([key, group]) => group.in && !current.has(key)).map(([, { name }]) => name),
    leave: all
      .filter(([key, group]) => !group.in && current.has(key) && !everybody.has(key))
      .map(([, { name }]) => name),
  }
}

const fold = (name: string) => name.normalize('NFKC').toLowerCase()
