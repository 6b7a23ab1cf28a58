import { attributeFields } from '../users/attributes.ts'
import { mailNicknameOf } from '../users/user.ts'
import type { Subject } from './subject.ts'

type Read = (subject: Subject) => string | readonly string[] | undefined

const named: readonly (readonly [string, Read])[] = [
  ['user.userprincipalname', ({ user }) => user.userPrincipalName],
  ['user.mail', ({ user }) => user.mail],
  ['user.givenname', ({ user }) => user.givenName],
  ['user.surname', ({ user }) => user.surname],
  ['user.displayname', ({ user }) => user.displayName],
  ['user.objectid', ({ user }) => user.id],
  ['user.usertype', ({ user }) => user.userType ?? 'Member'],
  ['user.pairwiseid', ({ pairwiseId }) => pairwiseId],
  ['user.assignedroles', ({ roles }) => roles],
]

/** Attributes of a person, under the names that the screen of Entra ID has for them. */
const sources: ReadonlyMap<string, Read> = new Map([
  ...named,
  ...attributeFields.map(({ name }): readonly [string, Read] => [
    `user.${name.toLowerCase()}`,
    ({ user }) => user.attributes?.[name],
  ]),
  ['user.mailnickname', ({ user }) => mailNicknameOf(user)],
])

export const sourceNames: readonly string[] = [...sources.keys()]
export const isSource = (text: string): boolean => sources.has(text)

/**
 * What a text in a claim stands for: the attribute that it names, or itself. Empty where the attribute is not set; several
 * where it has several values.
 */
export function valuesOf(text: string, subject: Subject): readonly string[] {
  const read = sources.get(text)
  const value = read ? read(subject) : text
  const values = typeof value === 'string' ? [value] : (value ?? [])
  return values.filter((one) => one !== '')
}
