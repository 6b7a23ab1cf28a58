import type { Form } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import { errorsOf, faultOfText } from '../users/properties.ts'

/** People under one name: what applications are assigned to and groups claims carry (entra.md 1.7). */
export interface Group {
  /** The object id: GUID, never reused; what a groups claim carries. */
  readonly id: string
  /** Not unique, as at Entra. */
  readonly displayName: string
  readonly description: string | undefined
  readonly createdAt: number
}

export type GroupProperties = Pick<Group, 'displayName' | 'description'>

/** The form of a group, as typed. */
export interface TypedGroup {
  readonly displayName: string
  readonly description: string
}

export const typedGroup = (form: Form): TypedGroup => ({
  displayName: form.text('displayName'),
  description: form.text('description'),
})

export function readGroup(typed: TypedGroup): {
  readonly errors: readonly FieldError[]
  readonly of: GroupProperties
} {
  const displayName = typed.displayName.trim()
  const description = typed.description.trim() || undefined
  const errors = errorsOf({
    displayName: displayName === '' ? 'Type a group name.' : faultOfText('group name', displayName),
    description: description && faultOfText('group description', description, 1024),
  })
  return { errors, of: { displayName, description } }
}
