import type { Form } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import { type GroupsClaim, restricted, roleClaim, wireName } from './configuration.ts'
import { faultOfText } from './typed-source.ts'

export interface TypedGroups {
  readonly which: string
  readonly value: string
  readonly match: string
  readonly text: string
  readonly name: string
  readonly namespace: string
  readonly emitAsRoles: boolean
}

export const typedGroups = (form: Form): TypedGroups => ({
  which: form.text('which'),
  value: form.text('value'),
  match: form.text('match'),
  text: form.text('text'),
  name: form.text('name'),
  namespace: form.text('namespace'),
  emitAsRoles: form.has('emitAsRoles'),
})

export const groupsAsTyped = (of: GroupsClaim): TypedGroups => ({
  ...of,
  match: of.filter?.match ?? '',
  text: of.filter?.text ?? '',
})

const kinds = ['none', 'all', 'assigned', 'directory-roles'] as const
const values = ['id', 'display-name'] as const
const matches = ['prefix', 'suffix', 'contains'] as const

/** *Group Claims* as typed, or what is wrong with it. `taken`: names of other claims. */
export function readGroupsClaim(
  typed: TypedGroups,
  taken: readonly string[],
): { readonly errors: readonly FieldError[]; readonly of: GroupsClaim } {
  const which = kinds.find((kind) => kind === typed.which)
  const value = values.find((one) => one === typed.value)
  const match = matches.find((one) => one === typed.match)
  const name = typed.name.trim()
  const namespace = typed.namespace.trim()
  const wire = wireName({ name, namespace })
  const errors: FieldError[] = []
  if (!which) errors.push({ id: 'which', message: 'Groups: choose one of the list.' })
  if (!value) errors.push({ id: 'value', message: 'Source attribute: choose one of the list.' })
  if (value === 'display-name' && which !== 'assigned') {
    const message = 'Source attribute: display names are sent of groups assigned to the application alone.'
    errors.push({ id: 'value', message })
  }
  if (match && faultOfText('Text', typed.text) !== undefined) {
    errors.push({ id: 'text', message: faultOfText('Text', typed.text) ?? '' })
  }
  if (name !== '' && (restricted.has(wire) || wire === roleClaim || taken.includes(wire))) {
    const message = 'Name: another claim has this name and namespace. Choose another name.'
    errors.push({ id: 'name', message })
  } else if (name !== '' && faultOfText('Name', wire) !== undefined) {
    errors.push({ id: 'name', message: faultOfText('Name', wire) ?? '' })
  } else if (name === '' && namespace !== '') {
    errors.push({ id: 'name', message: 'Name: type one for this namespace, or empty the namespace.' })
  }
  const filter = match ? { match, text: typed.text } : undefined
  const { emitAsRoles } = typed
  return {
    errors,
    of: { which: which ?? 'none', value: value ?? 'id', name, namespace, emitAsRoles, filter },
  }
}
