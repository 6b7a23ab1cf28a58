import type { Form } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Store } from '@postern/kit/store'
import { fold } from '../fold.ts'
import { groups } from '../groups/store.ts'
import { isGuid } from '../guid.ts'
import type { ClaimsConfiguration, Condition } from './configuration.ts'
import { emptyClaim } from './typed-claim.ts'
import { readSource, type TypedSource, typedSource } from './typed-source.ts'

/** Entra's limit of groups in the conditions of one application (entra.md 1.7). */
const mostGroups = 50
const mostConditions = 50

export interface TypedCondition {
  readonly userType: string
  /** One a line. */
  readonly groups: string
  readonly source: TypedSource
}

export const typedCondition = (form: Form): TypedCondition => ({
  userType: form.text('userType'),
  groups: form.text('groups'),
  source: typedSource(form),
})

export const emptyCondition: TypedCondition = { userType: 'Any', groups: '', source: emptyClaim.source }

const userTypes = ['Any', 'Member', 'Guest'] as const

/** The condition that was typed; groups are looked up by object id, or by a name that one group alone has. */
export async function readCondition(
  store: Store,
  typed: TypedCondition,
  of: { readonly allowed: readonly string[]; readonly before: ClaimsConfiguration },
): Promise<{ readonly errors: readonly FieldError[]; readonly condition: Condition }> {
  const { errors: wrong, source } = readSource(typed.source, of.allowed)
  const errors = [...wrong]
  const userType = userTypes.find((type) => type === typed.userType)
  if (!userType) errors.unshift({ id: 'userType', message: 'User type: choose one of the list.' })
  const named = [...new Set(typed.groups.split('\n').map((line) => line.trim()))].filter(
    (line) => line !== '',
  )
  const found: string[] = []
  const all = conditionsOf(of.before)
  const used = new Set(all.flatMap((condition) => condition.groups))
  if (used.size + named.length > mostGroups || all.length >= mostConditions) {
    errors.push({
      id: 'groups',
      message: `Scoped groups: the conditions of one application name at most ${mostGroups} groups, and are at most ${mostConditions}.`,
    })
  } else {
    for (const name of named) {
      const id = await groupId(store, name)
      if (id === undefined) errors.push({ id: 'groups', message: noSuchGroup(name) })
      else found.push(id)
    }
  }
  return { errors, condition: { userType: userType ?? 'Any', groups: found, source } }
}

const conditionsOf = ({ nameId, claims }: ClaimsConfiguration): readonly Condition[] => [
  ...nameId.conditions,
  ...claims.flatMap((claim) => claim.conditions),
]

async function groupId(store: Store, name: string): Promise<string | undefined> {
  if (isGuid(name)) return (await groups(store).find(name))?.id
  const { rows } = await groups(store).list(name)
  const same = rows.filter(({ displayName }) => fold(displayName) === fold(name))
  return same.length === 1 ? same[0]?.id : undefined
}

const noSuchGroup = (name: string) =>
  `Scoped groups: there is no group “${name.slice(0, 80)}”, or there are several. Copy the object id from its page under Groups.`
